// A container that prints as fast as it can: read beside `docker logs -f | cat`, and followed on the page.
import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { type Mirror, openLogsBench } from '../main/services/logs/testing/logs-bench';
import { createContainers } from '../main/services/containers/containers';
import { type Dockerd, until } from '../testing/dockerd.mjs';
import { withApp } from './lib/app';
import { withEngine } from './lib/engine';
import { median, pssMb, report, round } from './lib/figures';

const mirror: Mirror = (engine) => createContainers({ engine, record: () => () => undefined, log: () => undefined });

const LINES = 400_000;
const PAIRS = 5;
const WAIT_MS = 300_000;
const WATCHED_MS = 15_000;
const TEXT = 'INFO request 4711 of /api/v1/things was answered with 200 in 12 ms, and nobody was astonished';

const start = (engine: Dockerd, name: string, lines: number): Promise<string> =>
  engine.docker(
    'run',
    '-d',
    '--name',
    name,
    'slipway/busybox:1',
    'sh',
    '-c',
    `yes "${TEXT}" | head -n ${String(lines)}`,
  );

/** Lines a second from the container's start until its last line is there. */
async function rate(engine: Dockerd, name: string, read: (id: string) => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await read(await start(engine, name, LINES));
  const seconds = (performance.now() - begun) / 1000;
  await engine.docker('rm', '-f', name);
  return LINES / seconds;
}

const byCli = (engine: Dockerd) => (id: string) =>
  promisify(execFile)('sh', ['-c', `docker -H ${engine.url} logs -f ${id} | cat > /dev/null`]);

async function byUs(engine: Dockerd, name: string): Promise<number> {
  const bench = openLogsBench(engine.url, mirror);
  try {
    await until(() => bench.connected(), WAIT_MS, 'the engine is connected');
    return await rate(engine, name, async (id) => {
      const view = await bench.open({ kind: 'containers', ids: [id] });
      await until(() => !view.status().preview && view.status().lines >= LINES, WAIT_MS, 'all lines are there');
      view.close();
    });
  } finally {
    await bench.close();
  }
}

interface Watched {
  readonly fps: number;
  readonly heapMb: number;
}

/** Frames a second, and what the page holds after it was told to let go of the rest. */
async function watched(page: Page): Promise<Watched> {
  const fps = await page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        let frames = 0;
        const begun = performance.now();
        const frame = (): void => {
          frames += 1;
          const now = performance.now();
          if (now - begun < ms) requestAnimationFrame(frame);
          else resolve((1000 * frames) / (now - begun));
        };
        requestAnimationFrame(frame);
      }),
    WATCHED_MS,
  );
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return { fps, heapMb: usedSize / 1e6 };
}

await withEngine(async (engine) => {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    theirs.push(await rate(engine, `cli-${String(pair)}`, byCli(engine)));
    ours.push(await byUs(engine, `ours-${String(pair)}`));
  }
  const ratio = median(ours) / median(theirs);
  const rates = `${String(round(median(ours), 0))} lines/s, docker logs -f ${String(round(median(theirs), 0))}`;
  report('a flood of lines read / docker logs -f | cat', `${String(round(ratio))} (${rates})`, '>= 0.9', ratio >= 0.9);

  await withApp(engine.url, async ({ page, pid }) => {
    await page.getByRole('status', { name: 'Engine' }).getByText('Connected').waitFor();
    const quiet = await start(engine, 'quiet', 1);
    await page.goto(new URL(`/containers/${quiet}`, page.url()).href);
    await page.getByText(TEXT).first().waitFor();
    const before = { pss: pssMb(pid), ...(await watched(page)) };
    await engine.docker('run', '-d', '--name', 'flood', 'slipway/busybox:1', 'yes', TEXT);
    const flood = await engine.docker('inspect', '-f', '{{.Id}}', 'flood');
    await page.goto(new URL(`/containers/${flood}`, page.url()).href);
    await page.getByText(TEXT).first().waitFor();
    await delay(WATCHED_MS);
    const { fps, heapMb } = await watched(page);
    const grown = pssMb(pid) - before.pss;
    report('frames a second under the flood', String(round(fps, 0)), '>= 20', fps >= 20);
    report('main process, added by the flood', `${String(round(grown, 0))} MB`, '<= 150 MB', grown <= 150);
    const heap = heapMb - before.heapMb;
    report('page heap, added by the flood', `${String(round(heap, 1))} MB`, '<= 60 MB', heap <= 60);
  });
});
