import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from './store';

let dir = '';
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-sets-'));
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const SET = { engine: 'e', id: '1', name: 'Work', members: [], holdBack: true };
const file = (): string => path.join(dir, 'start-sets.json');

test('what is changed is there at the next start, and not before it is on the disk', async () => {
  const store = await openStore(dir, () => undefined);
  const changed = store.change((data) => ({ ...data, sets: [SET] }));
  expect(store.data().sets).toEqual([]);
  await changed;
  expect(store.data().sets).toEqual([SET]);
  expect((await openStore(dir, () => undefined)).data().sets).toEqual([SET]);
  fs.chmodSync(file(), 0o444);
  await expect(store.change((data) => ({ ...data, sets: [] }))).rejects.toThrow('write-protected');
  expect(store.data().sets).toEqual([SET]);
});

test('a broken file is set aside whole, and said in the log', async () => {
  const broken = JSON.stringify({ version: 1, sets: [SET], held: [{ id: 1 }], projects: [] });
  fs.writeFileSync(file(), broken);
  const log: string[] = [];
  const store = await openStore(dir, (line) => void log.push(line));
  expect(store.data().sets).toEqual([]);
  await store.change((data) => ({ ...data, sets: [SET] }));
  const aside = fs.readdirSync(dir).find((name) => name.includes('.corrupt-')) ?? '';
  expect(fs.readFileSync(path.join(dir, aside), 'utf8')).toBe(broken);
  expect(log[0]).toContain(aside);
});
