// Does a frozen page slow the engine? The same tag operations with and without Slipway attached, its page stopped.
import { setTimeout as delay } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { withApp } from './lib/app';
import { raw } from '../testing/raw-request.mjs';
import { withEngine } from './lib/engine';
import { cpuSeconds, median, report, round } from './lib/figures';

const OPERATIONS = 2000;
const PAIRS = 7;
/** One takes a second and a half, and the machine is shared: one slow moment must not decide. */
const BURSTS = 3;
const IN_FLIGHT = 4;
/** The page is stopped for longer than the goal's 60 s in all. */
const FROZEN_MS = 60_000;
/** The browser's own start costs the engine a core for a moment; it is not what is asked about. */
const SETTLE_MS = 5_000;

async function tagBursts(socket: string, into: number[]): Promise<void> {
  for (let burst = 0; burst < BURSTS; burst++) into.push(await tagBurst(socket));
}

async function tagBurst(socket: string): Promise<number> {
  let next = 0;
  const start = performance.now();
  const worker = async (): Promise<void> => {
    while (next++ < OPERATIONS)
      await raw(socket, 'POST', `/images/slipway%2Fbusybox:1/tag?repo=bench&tag=t${String(next % 50)}`);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return performance.now() - start;
}

/** Processes below a pid, itself not among them. */
const below = (pid: number): number[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .flatMap(([child = 0]) => [child, ...below(child)]);

/** Empty when it has ended meanwhile. */
const commandLine = (pid: number): string => {
  try {
    return fs.readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

/** The renderers of the Chromium that this process started. */
const renderers = (): number[] => below(process.pid).filter((pid) => commandLine(pid).includes('--type=renderer'));

/** All threads of a process, and what it starts from now on, on one core. */
const pin = (pid: number, core: number): void =>
  void execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(pid)], { stdio: 'ignore' });

await withEngine(async (engine) => {
  // The engine has a core to itself: what is asked is whether it waits for its reader, not who gets the other core.
  for (const pid of [engine.pid(), ...below(engine.pid())]) pin(pid, 0);
  pin(process.pid, 1);
  const alone: number[] = [];
  const attached: number[] = [];
  /** With the plainest reader there is, to tell what any reader costs. */
  const cli: number[] = [];
  const cpu: number[] = [];
  await tagBurst(engine.socket);
  for (let pair = 0; pair < PAIRS; pair++) {
    await tagBursts(engine.socket, alone);
    const events = spawn('docker', ['-H', engine.url, 'events'], { stdio: 'ignore' });
    await tagBursts(engine.socket, cli);
    events.kill();
    await once(events, 'exit');
    await withApp(engine.url, async ({ page, pid }) => {
      await page.getByRole('status', { name: 'Engine' }).getByText('Connected').waitFor();
      // As it is after a day's work, not in its first second: its code is compiled by use.
      await tagBurst(engine.socket);
      const pids = renderers();
      for (const pid of pids) process.kill(pid, 'SIGSTOP');
      await delay(pair === 0 ? FROZEN_MS : SETTLE_MS);
      const before = cpuSeconds(pid);
      await tagBursts(engine.socket, attached);
      cpu.push((cpuSeconds(pid) - before) / BURSTS);
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    });
  }
  const ratio = median(attached) / median(alone);
  const ms = (values: number[]): string => String(round(median(values), 0));
  const value = `${String(round(ratio))} (${String(OPERATIONS)} tags: ${ms(attached)} ms with a frozen page, ${ms(alone)} ms alone, ${ms(cli)} ms with docker events instead; Slipway used ${String(round(1000 * median(cpu), 0))} ms of CPU)`;
  report('engine operations with a frozen page / without Slipway', value, '<= 1.10', ratio <= 1.1);
});
