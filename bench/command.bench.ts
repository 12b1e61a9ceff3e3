// `slipway status` beside node itself, and 50 starts of browser mode at once on one data folder.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { median, report, round } from './lib/figures';

const CLI = path.resolve(import.meta.dirname, '../out/main/cli.js');
const RUNS = 15;
const STARTS = 50;
const ALREADY = 5;
const ALLOWED_MS = 150;
const ALLOWED_END_MS = 1_000;

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-bench-'));
const begin = (...args: string[]): ChildProcess =>
  spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, DOCKER_HOST: 'unix:///nonexistent.sock' },
  });
const serve = (): ChildProcess => begin(CLI, 'browser', '--no-open', '--data-dir', dataDir);

async function timed(...args: string[]): Promise<number> {
  const start = performance.now();
  await once(begin(...args), 'exit');
  return performance.now() - start;
}

const untilReady = async (child: ChildProcess): Promise<void> => {
  if (child.stdout === null) throw new Error('no output');
  await once(child.stdout, 'data');
};

const owner = serve();
await untilReady(owner);
const [status, bare]: [number[], number[]] = [[], []];
for (let run = 0; run < RUNS; run += 1) {
  status.push(await timed(CLI, 'status', '--data-dir', dataDir));
  bare.push(await timed('-e', '0'));
}
owner.kill('SIGTERM');
await once(owner, 'exit');
const more = median(status) - median(bare);
const words = `median ${String(round(median(status), 0))} ms, node itself ${String(round(median(bare), 0))} ms`;
report(
  'slipway status, above node itself',
  `${String(round(more, 0))} ms (${words})`,
  `<= ${String(ALLOWED_MS)} ms`,
  more <= ALLOWED_MS,
);

// What is measured is the time from there being an owner that serves.
const all = Array.from({ length: STARTS }, serve);
const ends: number[] = [];
const losers = all.map(async (child) => {
  await once(child, 'exit');
  if (child.exitCode === ALREADY) ends.push(performance.now());
});
const [winner, readyAt] = await Promise.race(
  all.map(async (child) => untilReady(child).then(() => [child, performance.now()] as const)),
);
while (ends.length < STARTS - 1) await new Promise((resolve) => setTimeout(resolve, 20));
const late = Math.max(...ends) - readyAt;
winner.kill('SIGTERM');
await Promise.all(losers);
report(
  '50 starts at once: one owner, the others end',
  `${String(ends.length)} ended, the last ${String(round(late, 0))} ms after the owner was ready`,
  `<= ${String(ALLOWED_END_MS)} ms`,
  ends.length === STARTS - 1 && late <= ALLOWED_END_MS,
);
fs.rmSync(dataDir, { recursive: true, force: true });
