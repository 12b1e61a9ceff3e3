// A log of 1,000,000 lines: read whole and searched, beside `docker logs` in the same run.
import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { type Mirror, openLogsBench, type LogsBench, type OpenView } from '../main/services/logs/testing/logs-bench';
import { createContainers } from '../main/services/containers/containers';
import { type Dockerd, until } from '../testing/dockerd.mjs';
import { withEngine } from './lib/engine';
import { median, pssMb, report, round } from './lib/figures';

const mirror: Mirror = (engine) => createContainers({ engine, record: () => () => undefined, log: () => undefined });

const LINES = 1_000_000;
const PAIRS = 5;
const WAIT_MS = 300_000;
const TEXT = '2026-01-01T00:00:00 INFO request 4711 of /api/v1/things was answered with 200 in 12 ms';
const SEARCHES = [
  { text: 'of /api/v1/things was' },
  { text: String.raw`req\w+ \d+ .*200 in`, regex: true },
  { text: 'not there', matchCase: true },
];

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const cli = (engine: Dockerd) => promisify(execFile)('sh', ['-c', `docker -H ${engine.url} logs big > /dev/null`]);
const whole = (view: OpenView) =>
  until(() => !view.status().preview && view.status().lines >= LINES, WAIT_MS, 'all lines are there');

/** Opened anew each time: nothing is known of the log before. */
async function withLogs<T>(
  engine: Dockerd,
  id: string,
  use: (view: OpenView, bench: LogsBench) => Promise<T>,
): Promise<T> {
  const bench = openLogsBench(engine.url, mirror);
  try {
    // The connection is there before the log is opened, as it is in the app.
    await until(() => bench.connected(), WAIT_MS, 'the engine is connected');
    return await use(await bench.open({ kind: 'containers', ids: [id] }), bench);
  } finally {
    await bench.close();
  }
}

await withEngine(async (engine) => {
  const id = await engine.docker(
    'run',
    '-d',
    '--name',
    'big',
    'slipway/busybox:1',
    'sh',
    '-c',
    `yes "${TEXT}" | head -n ${String(LINES)}`,
  );
  await engine.docker('wait', 'big');
  const ours: number[] = [];
  const theirs: number[] = [];
  const tails: number[] = [];
  const searches: number[] = [];
  const memory: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    theirs.push(await timed(() => cli(engine)));
    const before = pssMb(process.pid);
    await withLogs(engine, id, async (view) => {
      const start = performance.now();
      await until(() => view.status().rows > 0, WAIT_MS, 'the last lines are there');
      tails.push(performance.now() - start);
      await whole(view);
      ours.push(performance.now() - start);
      memory.push(pssMb(process.pid) - before);
      for (const term of SEARCHES) {
        const version = view.view.find(term);
        const done = () => view.status().find?.version === version && view.status().find?.state === 'done';
        searches.push(await timed(() => until(done, WAIT_MS, 'the search is done')));
      }
      view.close();
    });
  }
  const ratio = median(ours) / median(theirs);
  const detail = `${String(round(median(ours) / 1000))} s, docker logs ${String(round(median(theirs) / 1000))} s`;
  report(
    '1,000,000 lines read and indexed / docker logs > /dev/null',
    `${String(round(ratio))} (${detail})`,
    '<= 1.15',
    ratio <= 1.15,
  );
  report('its last lines are there after', `${String(round(median(tails), 0))} ms`, '<= 300 ms', median(tails) <= 300);
  const slowest = Math.max(...searches);
  report(
    'a search through 1,000,000 lines, slowest',
    `${String(round(slowest / 1000))} s`,
    '<= 1.5 s',
    slowest <= 1500,
  );
  const most = Math.max(...memory);
  report('memory for 1,000,000 lines', `${String(round(most, 0))} MB`, '<= 150 MB', most <= 150);
});
