import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Dockerd } from '../../testing/dockerd.mjs';
import { cpuSeconds } from './figures';

const IN_FLIGHT = 4;

/** Names that a filter finds ten at a time: `stat-0` is ten of them. */
const nameOf = (number: number): string => `stat-${String(number).padStart(2, '0')}`;

/** Starts so many containers that do nothing. */
export async function runIdle(engine: Dockerd, count: number): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const name = nameOf(next++);
      await engine.docker('run', '-d', '--init', '--name', name, 'slipway/busybox:1', 'sleep', '100000');
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

/** Of this engine's dockerd, and of its containerd, which has the other half of the work. */
export interface EngineCpu {
  readonly dockerd: number;
  readonly containerd: number;
}

export const containerdPid = (engine: Dockerd): number =>
  Number(fs.readFileSync(`${engine.dir}/exec/containerd/containerd.pid`, 'utf8'));

/** CPU seconds so far. */
export const engineSeconds = (engine: Dockerd): EngineCpu => ({
  dockerd: cpuSeconds(engine.pid()),
  containerd: cpuSeconds(containerdPid(engine)),
});

/** Percents of one processor over so long. */
export async function engineCpu(engine: Dockerd, ms: number): Promise<EngineCpu> {
  const before = engineSeconds(engine);
  const start = performance.now();
  await delay(ms);
  const after = engineSeconds(engine);
  const factor = 100_000 / (performance.now() - start);
  return {
    dockerd: (after.dockerd - before.dockerd) * factor,
    containerd: (after.containerd - before.containerd) * factor,
  };
}

/** While `docker stats` runs, as a user has it in a terminal. */
export async function withDockerStats<T>(engine: Dockerd, work: () => Promise<T>): Promise<T> {
  const cli = spawn('docker', ['-H', engine.url, 'stats'], { stdio: 'ignore' });
  const ended = new Promise((resolve) => cli.once('exit', resolve));
  try {
    return await work();
  } finally {
    cli.kill();
    await ended;
  }
}
