import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Sample } from '../../../contract/stats';
import { createHistory, type HistoryKeeper } from './history';

const START = Date.parse('2026-05-01T10:00:00Z');
const WEB = { id: 'web', place: null };
const MOUNT = 'mount';

let dir: string;
const mount = (...options: string[]): void => {
  const { status, stderr } = spawnSync(MOUNT, [...options, dir], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
};

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-full-'));
  mount('-t', 'tmpfs', '-o', 'size=16k', 'tmpfs');
});
afterEach(() => {
  spawnSync('umount', [dir]);
  fs.rmSync(dir, { recursive: true, force: true });
});

let now = START;
const open = async (): Promise<HistoryKeeper> => {
  const history = createHistory({ dir: path.join(dir, 'stats'), maxBytes: 1e6, log: () => undefined, now: () => now });
  await history.use('engine');
  return history;
};
const sample = (at: number, cpu: number): Sample => ({
  ...{ at, cpu, memory: 1e9 + cpu, cache: cpu * 7, netRx: cpu * 3, netTx: cpu, pids: 3, throttled: 0 },
  ...{ blockRead: cpu * 11, blockWrite: cpu * 13 },
});

it('a full disk costs nothing that memory has, and is made up for when there is room again', async () => {
  const history = await open();
  let step = 0;
  const record = async (steps: number): Promise<void> => {
    for (let index = 0; index < steps; index += 1) {
      step += 1;
      now = START + step * 10_000;
      history.record(WEB, sample(now, step + 0.5), now - 10_000, () => true);
    }
    await history.flush();
  };
  for (let round = 0; round < 30 && history.trouble() === ''; round += 1) await record(10);
  expect(history.trouble()).toContain('ENOSPC');
  await record(10);
  const kept = history.read(WEB, '1h').series.cpu.avg.filter((value) => value !== null);
  expect(kept.length).toBe(step);
  mount('-o', 'remount,size=1m');
  await record(1);
  expect(history.trouble()).toBe('');
  const again = (await open()).read(WEB, '1h').series.cpu.avg.filter((value) => value !== null);
  expect(again).toEqual(Array.from({ length: step }, (_, index) => index + 1.5));
});
