import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLineStore, type LineStore } from './line-store';
import { createSpoolFolder, type Spool } from './spool';
import { startOf } from './chunk';

let dir: string;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-spool-'));
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const put = (store: LineStore, text: string, micros = 0): void => {
  const bytes = Buffer.from(text);
  store.message({ stream: 1, micros, bytes, start: 0, end: bytes.length });
};
async function lineOf(store: LineStore, line: number): Promise<string | null> {
  const block = store.block(line);
  if (block === null) return null;
  const chunk = await store.load(block);
  const index = line - block.first;
  return chunk.text.toString('utf8', startOf(chunk, index), chunk.ends[index]);
}
const open = (limit = 2 ** 30, spool: Spool = createSpoolFolder(path.join(dir, 'spool')).open()): LineStore =>
  createLineStore({ spool, limit, log: () => undefined });

describe('a line store', () => {
  it('has every line in memory and on disk, and leaves no file that outlives it', async () => {
    const store = open();
    for (let line = 0; line < 50_000; line += 1) put(store, `line ${String(line)} ${'x'.repeat(line % 50)}\n`, line);
    await store.drained();
    expect(store.lines()).toBe(50_000);
    for (const line of [0, 1, 8191, 8192, 25_000, 49_999])
      expect(await lineOf(store, line)).toBe(`line ${String(line)} ${'x'.repeat(line % 50)}`);
    expect([await lineOf(store, 50_000), store.firstMicros(), store.lastMicros()]).toEqual([null, 0, 49_999]);
    expect(fs.readdirSync(path.join(dir, 'spool'))).toEqual([]);
    await store.close();
  });

  it('puts pieces together, each stream for itself', async () => {
    const store = open();
    put(store, 'a');
    const other = Buffer.from('err\n');
    store.message({ stream: 2, micros: 1, bytes: other, start: 0, end: other.length });
    put(store, 'b\n');
    put(store, 'no end');
    expect(store.lines()).toBe(2);
    store.flush();
    expect([await lineOf(store, 0), await lineOf(store, 1), await lineOf(store, 2)]).toEqual(['err', 'ab', 'no end']);
    await store.close();
  });

  it('drops its oldest lines when it is full, and says which', async () => {
    const store = open(1024 * 1024);
    for (let line = 0; line < 40_000; line += 1) put(store, `${String(line).padStart(99)}\n`);
    await store.drained();
    const first = store.firstLine();
    expect(first).toBeGreaterThan(20_000);
    expect([await lineOf(store, first - 1), await lineOf(store, first)]).toEqual([null, String(first).padStart(99)]);
    expect(store.lines()).toBe(40_000);
    await store.close();
  });

  it('counts empty lines too: their number is bounded as any other', async () => {
    const store = open(1024 * 1024);
    for (let line = 0; line < 200_000; line += 1) put(store, '\n');
    await store.drained();
    expect(store.lines() - store.firstLine()).toBeLessThan(100_000);
    await store.close();
  });

  it('goes on without what a full disk did not take', async () => {
    let full = true;
    const spool = createSpoolFolder(path.join(dir, 'spool')).open();
    const failing: Spool = {
      ...spool,
      write: (bytes) => (full ? Promise.reject(new Error('ENOSPC')) : spool.write(bytes)),
    };
    const store = open(2 ** 30, failing);
    for (let line = 0; line < 10_000; line += 1) put(store, `${String(line).padStart(99)}\n`);
    await store.drained();
    full = false;
    for (let line = 10_000; line < 20_000; line += 1) put(store, `${String(line).padStart(99)}\n`);
    await store.drained();
    expect(store.firstLine()).toBeGreaterThan(0);
    expect(await lineOf(store, store.firstLine())).toBe(String(store.firstLine()).padStart(99));
    expect(await lineOf(store, 19_999)).toBe('19999'.padStart(99));
    await store.close();
  });
});
