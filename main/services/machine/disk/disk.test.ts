import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDisk, growDisk, sizes } from './disk';
import { removeLeftovers, writeDurably } from '../../process/durable-file';

const FALLOCATE = 'fallocate';
const GIB = 2 ** 30;
const DEAD_PID = 2 ** 30;

let dir = '';
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-disk-'));
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const file = (): string => path.join(dir, 'machine', 'data.img');
const head = (): string => {
  const bytes = Buffer.alloc(8);
  const handle = fs.openSync(file(), 'r');
  fs.readSync(handle, bytes, 0, bytes.length, 0);
  fs.closeSync(handle);
  return bytes.toString();
};
const failure = (kind: string, words: string) => ({
  name: 'DiskError',
  kind,
  message: expect.stringContaining(words) as string,
});

test('a new disk is large and takes no room', async () => {
  await createDisk(file(), 64 * GIB);
  const { logicalBytes, realBytes } = (await sizes(file())) ?? { logicalBytes: 0, realBytes: 1 };
  expect(logicalBytes).toBe(64 * GIB);
  expect(realBytes).toBeLessThan(65_536);
  expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(path.dirname(file()))).toEqual(['data.img']);
});

test('the room a disk takes is counted, and given back with its blocks', async () => {
  await createDisk(file(), GIB);
  fs.writeFileSync(file(), Buffer.alloc(4 * 2 ** 20, 1), { flag: 'r+' });
  expect((await sizes(file()))?.realBytes).toBeGreaterThanOrEqual(4 * 2 ** 20);
  execFileSync(FALLOCATE, ['--punch-hole', '--offset', '0', '--length', String(4 * 2 ** 20), file()]);
  expect((await sizes(file()))?.realBytes).toBeLessThan(65_536);
  expect((await sizes(file()))?.logicalBytes).toBe(GIB);
});

test('no disk', async () => {
  expect(await sizes(file())).toBeNull();
  await expect(growDisk(file(), GIB)).rejects.toMatchObject(failure('absent', 'was not grown'));
});

test('a disk that exists is never replaced, also by many at once', async () => {
  const made = await Promise.allSettled(Array.from({ length: 8 }, (_, at) => createDisk(file(), (at + 1) * GIB)));
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  fs.writeFileSync(file(), 'precious', { flag: 'r+' });
  await expect(createDisk(file(), GIB)).rejects.toMatchObject(failure('exists', file()));
  expect(head()).toBe('precious');
  expect(fs.readdirSync(path.dirname(file()))).toEqual(['data.img']);
}, 30_000);

test('it grows and keeps what it holds; it never shrinks', async () => {
  await createDisk(file(), GIB);
  fs.writeFileSync(file(), 'precious', { flag: 'r+' });
  await growDisk(file(), 2 * GIB);
  await growDisk(file(), 2 * GIB);
  await expect(growDisk(file(), GIB)).rejects.toMatchObject(
    failure('shrink', 'has 2 GiB and cannot be made smaller (1 GiB)'),
  );
  expect((await sizes(file()))?.logicalBytes).toBe(2 * GIB);
  expect(head()).toBe('precious');
});

test.each([0, -4096, 4097, 0.5, Number.NaN, Infinity, 2 ** 60])('a disk of %d bytes is refused', async (bytes) => {
  await expect(createDisk(file(), bytes)).rejects.toMatchObject({ kind: 'failed' });
  expect(await sizes(file())).toBeNull();
});

test('where nothing can be made', async () => {
  fs.writeFileSync(path.join(dir, 'machine'), 'a file in the way');
  await expect(createDisk(file(), GIB)).rejects.toMatchObject(failure('failed', 'was not made'));
});

test('a durable write replaces all or nothing', async () => {
  const target = path.join(dir, 'file');
  await writeDurably(target, 'one');
  await writeDurably(target, 'two', 0o644);
  expect(fs.readFileSync(target, 'utf8')).toBe('two');
  expect(fs.statSync(target).mode & 0o777).toBe(0o644);
  await expect(writeDurably(path.join(dir, 'absent', 'file'), 'x')).rejects.toThrow('ENOENT');
  fs.mkdirSync(path.join(dir, 'folder', 'full'), { recursive: true });
  await expect(writeDurably(path.join(dir, 'folder'), 'x')).rejects.toThrow();
  expect(fs.readdirSync(dir).sort()).toEqual(['file', 'folder']);
});

test('leftovers of the dead go, those of the living and all else stay', async () => {
  const [dead, living] = [`disk.tmp-${String(DEAD_PID)}-00c0ffee`, `disk.tmp-${String(process.pid)}-00c0ffee`];
  const others = ['disk', `disk.tmp-${String(DEAD_PID)}`, `disk.tmp-${String(DEAD_PID)}-00c0ffee.kept`];
  for (const name of [dead, living, ...others]) fs.writeFileSync(path.join(dir, name), '');
  expect(await removeLeftovers(dir, (name) => name !== dead)).toEqual([]);
  expect(await removeLeftovers(dir)).toEqual([dead]);
  expect(fs.readdirSync(dir).sort()).toEqual([living, ...others].sort());
});
