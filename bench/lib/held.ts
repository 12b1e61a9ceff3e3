import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { until } from '../../testing/dockerd.mjs';
import { pssMb } from './figures';

const usage = v.object({ heapUsed: v.number(), external: v.number() });
const ANSWER_MS = 60_000;
const COLLECTOR = path.join(import.meta.dirname, 'collector.mjs');

/** MB, all of them. */
export interface Held {
  readonly pss: number;
  /** What JavaScript holds: its heap, and what lies outside of it for it. */
  readonly live: number;
}

export interface Collector {
  /** What the process is to be started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Collects the process's garbage; what is left. */
  held(pid: number): Promise<Held>;
  remove(): void;
}

/** V8 keeps garbage as long as it likes: what a process holds is seen once it is collected. */
export function createCollector(): Collector {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-held-'));
  const file = path.join(dir, 'held.json');
  return {
    env: { NODE_OPTIONS: `--import=${COLLECTOR}`, SLIPWAY_BENCH_HELD: file },
    async held(pid) {
      fs.rmSync(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      await until(() => fs.existsSync(file), ANSWER_MS, 'the garbage is collected');
      const { heapUsed, external } = v.parse(usage, JSON.parse(fs.readFileSync(file, 'utf8')));
      return { pss: pssMb(pid), live: (heapUsed + external) / 1e6 };
    },
    remove: () => fs.rmSync(dir, { recursive: true, force: true }),
  };
}
