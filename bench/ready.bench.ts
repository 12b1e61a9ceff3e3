// `npm start` on a built checkout to its ready line.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { median, report, round } from './lib/figures';

const RUNS = 9;

async function once(): Promise<number> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-bench-'));
  const args = ['start', '--', '--browser', '--no-open', '--data-dir', dataDir, '--engine', 'unix:///nonexistent.sock'];
  const start = performance.now();
  const child = spawn('npm', args, { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const elapsed = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('Slipway is ready:')) resolve(performance.now() - start);
    });
    child.once('exit', () => reject(new Error('npm start ended before its ready line')));
  });
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await exited;
  fs.rmSync(dataDir, { recursive: true, force: true });
  return elapsed;
}

await once();
const runs: number[] = [];
const bare: number[] = [];
for (let run = 0; run < RUNS; run++) {
  runs.push(await once());
  const start = performance.now();
  await new Promise((resolve) => spawn('npm', ['--version'], { stdio: 'ignore' }).once('exit', resolve));
  bare.push(performance.now() - start);
}
const value = `median ${String(round(median(runs), 0))} ms (of which npm itself, as npm --version: ${String(round(median(bare), 0))} ms)`;
report('npm start to ready line', value, '<= 1000 ms', median(runs) <= 1000);
