import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sample } from '../../../contract/stats';
import { encodeLine } from './lines';
import { createHistory, type HistoryKeeper, type Subject } from './history';

const START = Date.parse('2026-05-01T10:20:00Z');
const STEP = 10_000;

let dir: string;
let now: number;
const logged: string[] = [];

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-history-'));
  now = START;
  logged.length = 0;
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const open = async (engine = 'engine', maxBytes = 1_000_000): Promise<HistoryKeeper> => {
  const history = createHistory({
    dir: path.join(dir, 'stats'),
    maxBytes,
    log: (line) => logged.push(line),
    now: () => now,
  });
  await history.use(engine);
  return history;
};

const sampleAt = (at: number, cpu: number): Sample => ({
  ...{ at, cpu, memory: 1_000_000 + cpu, cache: 0, netRx: null, netTx: null },
  ...{ blockRead: 0, blockWrite: 0, pids: 3, throttled: 0.25 },
});
const alive = (): boolean => true;
const WEB: Subject = { id: 'web-id', place: null };

/** Records one step after another, each with its number as the CPU's value. */
function record(history: HistoryKeeper, from: number, count: number, subject = WEB): void {
  for (let index = from; index < from + count; index += 1) {
    now = START + (index + 1) * STEP;
    history.record(subject, sampleAt(now, index), now - STEP, alive);
  }
}

const cpu = (history: HistoryKeeper, subject = WEB): (number | null)[] =>
  history.read(subject, '1h').series.cpu.avg.filter((value) => value !== null);

const files = (): string[] =>
  fs
    .readdirSync(path.join(dir, 'stats'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('-'))
    .map((name) => path.join(dir, 'stats', name))
    .sort();
const onlyFile = (): string => {
  const [file, ...others] = files();
  expect(others).toEqual([]);
  return file ?? '';
};

describe('the history on disk', () => {
  it('is the same after the app was started anew', async () => {
    const history = await open();
    record(history, 0, 20);
    history.mark(WEB, { at: now, kind: 'oom', exitCode: null }, alive);
    const before = history.read(WEB, '1h');
    await history.flush();
    record(history, 20, 5);
    await history.flush();
    const after = (await open()).read(WEB, '1h');
    expect(after.series.cpu.avg.filter((value) => value !== null)).toEqual(Array.from({ length: 25 }, (_, n) => n));
    expect(after.marks).toEqual(before.marks);
    expect(after.summary.throttled).toEqual({ last: 0.25, min: 0.25, max: 0.25, avg: 0.25 });
    expect(after.series.netRx.avg.every((value) => value === null)).toBe(true);
    expect(logged).toEqual([]);
  });

  it('is each engine’s own', async () => {
    const history = await open('one');
    record(history, 0, 3);
    await history.use('two');
    expect(cpu(history)).toEqual([]);
    record(history, 3, 1);
    await history.flush();
    expect(cpu(await open('one'))).toEqual([0, 1, 2]);
    expect(cpu(await open('two'))).toEqual([3]);
  });

  it('is not made before there is something to keep', async () => {
    await (await open()).flush();
    expect(fs.existsSync(path.join(dir, 'stats'))).toBe(false);
  });

  it('is small where nothing changes', async () => {
    const history = await open();
    for (let index = 0; index < 200; index += 1) {
      now += STEP;
      history.record(WEB, sampleAt(now, 0), now - STEP, alive);
    }
    await history.flush();
    expect(fs.statSync(onlyFile()).size / 200).toBeLessThan(70);
  });

  it('is gone after 24 hours, and its files with it', async () => {
    const history = await open();
    record(history, 0, 3);
    await history.flush();
    const old = onlyFile();
    now += 26 * 3_600_000;
    history.record(WEB, sampleAt(now, 99), now - STEP, alive);
    await history.flush();
    expect(files()).not.toContain(old);
    expect(files().length).toBe(1);
  });

  it('never takes more than its room: the oldest hours go first', async () => {
    const history = await open('engine', 6_000);
    for (let hour = 0; hour < 8; hour += 1) {
      record(history, hour * 360, 20);
      await history.flush();
    }
    expect(history.diskBytes()).toBeLessThanOrEqual(6_000);
    expect(history.diskBytes()).toBeGreaterThan(1_000);
    const kept = files().map((file) => Number(path.basename(file).split('-')[0]));
    expect(Math.max(...kept)).toBe(Math.floor(now / 3_600_000));
  });
});

describe('a file that is not whole', () => {
  const written = async (): Promise<string> => {
    const history = await open();
    record(history, 0, 10);
    await history.flush();
    return onlyFile();
  };

  it('is read as far as it was written, wherever the writer was killed', async () => {
    const file = await written();
    const content = fs.readFileSync(file);
    for (let length = 0; length <= content.length; length += 37) {
      fs.writeFileSync(file, content.subarray(0, length));
      const history = await open();
      const values = cpu(history);
      expect(values).toEqual(Array.from({ length: values.length }, (_, n) => n));
      expect(files()).toEqual([file]);
    }
    expect(logged).toEqual([]);
  });

  it('with zeros at its end, as after a power failure, is read up to them', async () => {
    const file = await written();
    fs.appendFileSync(file, Buffer.alloc(500));
    expect(cpu(await open()).length).toBe(10);
    expect(files()).toEqual([file]);
  });

  it('that is damaged is set aside, and what can be read of it goes on', async () => {
    const file = await written();
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    lines[4] = (lines[4] ?? '').replace(/\d/, 'x');
    fs.writeFileSync(file, lines.join('\n'));
    const rest = [0, 1, 3, 4, 5, 6, 7, 8, 9];
    expect(cpu(await open())).toEqual(rest);
    expect(files()).toEqual([file, `${file}.damaged`]);
    expect(logged.join()).toContain('damaged');
    expect(cpu(await open())).toEqual(rest);
  });

  it('of which nothing can be read is set aside, and never stops a start', async () => {
    const file = await written();
    fs.writeFileSync(file, Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7) % 256)));
    const history = await open();
    expect(cpu(history)).toEqual([]);
    expect(files()).toEqual([`${file}.damaged`]);
    record(history, 10, 2);
    await history.flush();
    expect(cpu(await open())).toEqual([10, 11]);
  });

  it('does not let "as before" refer to what is missing', async () => {
    const history = await open();
    for (const value of [5, 7, 7]) {
      now += STEP;
      history.record(WEB, sampleAt(now, value), now - STEP, alive);
    }
    await history.flush();
    const file = onlyFile();
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    lines[3] = 'damaged';
    fs.writeFileSync(file, lines.join('\n'));
    expect(cpu(await open())).toEqual([5]);
  });

  it('is kept aside a few times only', async () => {
    for (let round = 0; round < 6; round += 1) {
      const history = await open();
      record(history, round, 1);
      await history.flush();
      const file = files().find((name) => name.endsWith('.history')) ?? '';
      fs.writeFileSync(file, 'rubbish\nmore\n');
    }
    await open();
    expect(files().filter((name) => name.endsWith('.damaged')).length).toBeLessThanOrEqual(3);
  });
});

describe('what the disk refuses', () => {
  it('is told, kept, and written when the disk takes it again', async () => {
    const history = await open();
    // A file where the folder should be: no write gets through, for root neither.
    fs.writeFileSync(path.join(dir, 'stats'), '');
    record(history, 0, 3);
    await history.flush();
    expect(history.trouble()).not.toBe('');
    expect(cpu(history)).toEqual([0, 1, 2]);
    fs.rmSync(path.join(dir, 'stats'));
    record(history, 3, 1);
    await history.flush();
    expect(history.trouble()).toBe('');
    expect(cpu(await open())).toEqual([0, 1, 2, 3]);
  });

  it('to be read is no reason not to start', async () => {
    const history = await open();
    record(history, 0, 3);
    await history.flush();
    const file = onlyFile();
    fs.rmSync(file);
    fs.symlinkSync('/nonexistent', file);
    expect(cpu(await open())).toEqual([]);
  });
});

it('a file of a newer version is left alone', async () => {
  const history = await open();
  record(history, 0, 3);
  await history.flush();
  const file = onlyFile();
  const newer = encodeLine({ type: 'header', version: 99, hour: 1 }) + '12345678 what we do not know\n';
  fs.writeFileSync(file, newer);
  const again = await open();
  expect(cpu(again)).toEqual([]);
  record(again, 3, 2);
  await again.flush();
  expect(fs.readFileSync(file, 'utf8')).toBe(newer);
  expect(files().length).toBe(2);
  expect(cpu(await open())).toEqual([3, 4]);
});

describe('a place in a compose project', () => {
  const first = { id: 'first', place: 'shop web 1' };
  const second = { id: 'second', place: 'shop web 1' };

  it('goes on with the next container, on disk too', async () => {
    const history = await open();
    record(history, 0, 2, first);
    now += STEP;
    history.record(second, sampleAt(now, 2), now - STEP, () => false);
    expect(cpu(history, second)).toEqual([0, 1, 2]);
    await history.flush();
    const again = await open();
    expect(cpu(again, first)).toEqual([0, 1, 2]);
    expect(again.read(second, '1h').marks.map(({ kind }) => kind)).toEqual(['recreated']);
    record(again, 3, 1, second);
    expect(again.read(second, '1h').marks.length).toBe(1);
  });

  it('stays with whom has it: one that runs beside it has a history of its own', async () => {
    const history = await open();
    record(history, 0, 2, first);
    now += STEP;
    history.record(second, sampleAt(now, 50), now - STEP, alive);
    expect(cpu(history, first)).toEqual([0, 1]);
    expect(cpu(history, second)).toEqual([50]);
    expect(history.read(second, '1h').marks).toEqual([]);
  });
});
