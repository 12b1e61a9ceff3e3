import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHistory, type RunRecord } from './history';
import { openLogFile, readLogFile } from './log-file';
import { createOutput } from './output';

let dir: string;
beforeEach(() => (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-runs-'))));
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const fail = (line: string): never => {
  throw new Error(line);
};
const LINE = 'x'.repeat(10_000);

it('keeps the end of what is too much, in memory and on the disk, and counts the rest', async () => {
  const file = openLogFile(dir, 'run', fail);
  const output = createOutput(file);
  const MANY = 1000;
  let told = 0;
  for (let at = 0; at < MANY; at += 1) {
    output.add(`${String(at)} ${LINE}`);
    // A reader that comes often misses nothing.
    const { lines, dropped, next } = output.read(told);
    expect([lines.length, dropped, lines[0]?.startsWith(`${String(at)} `)]).toEqual([1, 0, true]);
    told = next;
  }
  await file.close();
  for (const { lines, dropped } of [output.read(0), await readLogFile(dir, 'run')]) {
    expect(lines.length + dropped).toBe(MANY);
    expect(lines.length).toBeGreaterThan(200);
    expect(lines.length).toBeLessThan(500);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(lines.map((_, at) => String(dropped + at)));
  }
  expect(fs.readdirSync(dir)).toHaveLength(2);
});

it('a disk that takes nothing is told once, and keeps nobody from running', async () => {
  const told: string[] = [];
  const file = openLogFile(path.join(dir, 'not', 'there'), 'run', (line) => told.push(line));
  file.add('one');
  await file.close();
  file.add('two');
  expect(told).toHaveLength(1);
});

const recordOf = (id: string, startedAt: number, by: RunRecord['by']): RunRecord => ({
  run: {
    ...{ id, key: 'shop', project: 'shop', wish: { verb: 'start', services: [] }, command: 'docker-compose start' },
    ...{ engine: 'e', state: 'running', startedAt, endedAt: null, exitCode: null, failure: '' },
  },
  ...{ steps: [], by },
});

it('what was under way when its Slipway ended was interrupted; what another one does goes on', async () => {
  const history = openHistory(dir);
  const { identityOf } = await import('../../process/identity');
  const parent = await identityOf(process.ppid);
  await history.save(recordOf('mine', 1, await identityOf(process.pid)));
  await history.save(recordOf('dead', 2, { pid: 2 ** 30, startTime: 'x', executable: '/x' }));
  await history.save(recordOf('reused', 3, parent === null ? null : { ...parent, startTime: 'before' }));
  await history.save(recordOf('living', 4, parent));
  fs.writeFileSync(path.join(history.dir, 'broken.json'), '{');
  const states = (await openHistory(dir).rows()).map(({ id, state }) => `${id} ${state}`);
  expect(states).toEqual(['living running', 'reused interrupted', 'dead interrupted', 'mine interrupted']);
  expect(await history.record('../projects')).toBe(null);
});

it('the last 50 are kept', async () => {
  const history = openHistory(dir);
  for (let at = 0; at < 55; at += 1) {
    const record = recordOf(`run${String(at)}`, at, null);
    await history.save({ ...record, run: { ...record.run, state: 'done' } });
  }
  expect((await openHistory(dir).rows()).map(({ startedAt }) => startedAt)).toEqual(
    Array.from({ length: 50 }, (_, at) => 54 - at),
  );
});
