import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../process/run';
import { createDisk, type Run, sizes } from './disk';
import { createSnapshots } from './snapshots';

const MOUNT = 'mount';
const MIB = 2 ** 20;
const SIZE = 48 * MIB;
const DEAD_PID = 2 ** 30;

let dir = '';
let lines: string[] = [];
beforeEach(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-snapshots-'));
  lines = [];
  await createDisk(disk(), SIZE);
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const disk = (): string => path.join(dir, 'data.img');
const folder = (): string => path.join(dir, 'snapshots');
let clock = 1000;
const open = (how: Run | null = run) =>
  createSnapshots({
    dir: folder(),
    disk: disk(),
    run: how,
    log: (line) => void lines.push(line),
    now: () => (clock += 1),
  });
const write = (at: number, content: Buffer | string): void => {
  const handle = fs.openSync(disk(), 'r+');
  fs.writeSync(handle, Buffer.from(content), 0, Buffer.byteLength(content), at);
  fs.closeSync(handle);
};
const digest = (file: string): string => createHash('sha256').update(fs.readFileSync(file)).digest('hex');
const everything = (): string[] =>
  [...fs.readdirSync(dir), ...fs.readdirSync(folder()).map((name) => `s/${name}`)].sort();
const failure = (kind: string, words: string) => ({
  name: 'DiskError',
  kind,
  message: expect.stringContaining(words) as string,
});

/** Data at odd places, at the very end, and blocks of zeros that take room. */
function fill(): void {
  write(0, Buffer.alloc(3 * MIB + 17, 7));
  write(20 * MIB + 12_345, 'middle');
  write(30 * MIB, Buffer.alloc(8 * MIB));
  write(SIZE - 5, 'ended');
}

const absent: Run = (program, args, options) => run(`${program}-absent`, args, options);
const ways: readonly [string, Run | null][] = [
  ['by cp', run],
  ['by ourselves', null],
  ['where cp is absent', absent],
  ['where cp knows no such option', (_, __, options) => run('busybox', ['cp', '--sparse=always', 'a', 'b'], options)],
];
test.each(ways)('make, change, restore: the same bytes, holes stay holes (%s)', async (_, how) => {
  fill();
  const before = digest(disk());
  const snapshots = open(how);
  const made = await snapshots.create('  Before the upgrade ', { automatic: true });
  expect(made).toMatchObject({ name: 'Before the upgrade', automatic: true });
  expect(made.sizeBytes).toBeGreaterThan(3 * MIB);
  // The zeros that took room in the disk take none in the copy.
  expect(made.sizeBytes).toBeLessThan(4 * MIB);
  expect(await snapshots.list()).toEqual([made]);
  expect(digest(path.join(folder(), made.id, 'disk.img'))).toBe(before);
  expect(fs.statSync(path.join(folder(), made.id, 'disk.img')).mode & 0o777).toBe(0o600);
  write(0, 'changed');
  fs.truncateSync(disk(), 2 * SIZE);
  await snapshots.restore(made.id);
  expect(digest(disk())).toBe(before);
  expect((await sizes(disk()))?.realBytes).toBeLessThan(4 * MIB);
  expect(fs.statSync(disk()).mode & 0o777).toBe(0o600);
  // The snapshot is there for another time.
  expect(await snapshots.list()).toEqual([made]);
  expect(everything()).toEqual(['data.img', `s/${made.id}`, 'snapshots']);
});

test('the newest first, deleted only when told', async () => {
  const snapshots = open();
  expect(await snapshots.list()).toEqual([]);
  const made = [await snapshots.create('one'), await snapshots.create('two'), await snapshots.create('one')];
  expect((await snapshots.list()).map(({ id }) => id)).toEqual(made.map(({ id }) => id).reverse());
  await snapshots.delete(made[1]?.id ?? '');
  expect((await snapshots.list()).map(({ name }) => name)).toEqual(['one', 'one']);
  await expect(snapshots.delete(made[1]?.id ?? '')).rejects.toMatchObject(failure('absent', 'no such snapshot'));
  expect(fs.readdirSync(folder())).toHaveLength(2);
});

test.each(['', '   ', 'a\nb', 'a\u001b[2Jb', 'a\u0000b', 'abc\u202Edef', 'x'.repeat(101), '\u200B'])(
  'the name %j is refused, and nothing is made',
  async (name) => {
    await expect(open().create(name)).rejects.toMatchObject({ kind: 'bad-name' });
    expect(fs.existsSync(folder()) ? fs.readdirSync(folder()) : []).toEqual([]);
  },
);

test.each(['../../etc/passwd', '"; rm -rf / #', '<img src=x onerror=alert(1)>', 'Ünïcödé 🐳', '--help', '%s%n', '.'])(
  'the name %j is only text',
  async (name) => {
    const { id } = await open().create(name);
    expect(await open().list()).toMatchObject([{ id, name }]);
    expect(fs.readdirSync(folder())).toEqual([id]);
  },
);

test.each([
  '',
  '.',
  '..',
  '../..',
  '../data.img',
  '/etc',
  '0123456789abcdef/../..',
  '0123456789abcdeF',
  'a'.repeat(16),
])('the id %j leads nowhere', async (id) => {
  await open().create('kept');
  await expect(open().restore(id)).rejects.toMatchObject({ kind: 'absent' });
  await expect(open().delete(id)).rejects.toMatchObject({ kind: 'absent' });
  expect(fs.existsSync(disk())).toBe(true);
  expect(await open().list()).toHaveLength(1);
});

test('a damaged description hides no snapshot, and a changed one cannot forge', async () => {
  fill();
  const before = digest(disk());
  const { id } = await open().create('one');
  const meta = path.join(folder(), id, 'snapshot.json');
  fs.writeFileSync(meta, '{"name":');
  expect(await open().list()).toMatchObject([{ id, name: `Unnamed (${id})`, automatic: false }]);
  fs.writeFileSync(meta, JSON.stringify({ name: 'a\u001b[2J\nb', createdAt: 1, automatic: false }));
  expect(await open().list()).toMatchObject([{ id, name: 'a?[2J?b' }]);
  fs.rmSync(meta);
  await open().clean();
  write(0, 'changed');
  await open().restore(id);
  expect(digest(disk())).toBe(before);
});

test('without a disk, and when the snapshot’s own is gone', async () => {
  const { id } = await open().create('one');
  fs.rmSync(path.join(folder(), id, 'disk.img'));
  await expect(open().restore(id)).rejects.toMatchObject({ kind: 'absent' });
  expect(fs.existsSync(disk())).toBe(true);
  fs.rmSync(disk());
  await expect(open().create('two')).rejects.toMatchObject(failure('absent', 'no disk yet'));
});

test('a disk that is written to meanwhile makes no snapshot', async () => {
  fill();
  const writing: Run = async (program, args, options) => {
    const result = await run(program, args, options);
    write(MIB, 'meanwhile');
    return result;
  };
  await expect(open(writing).create('one')).rejects.toMatchObject(failure('in-use', 'was being written to'));
  expect(everything()).toEqual(['data.img', 'snapshots']);
});

test('cancelled: nothing is left, the disk is as it was', async () => {
  fill();
  const { id } = await open().create('one');
  write(0, 'changed');
  const before = digest(disk());
  for (const how of [run, null]) {
    const cancel = new AbortController();
    const cancelling: Run = async (program, args, options) => {
      cancel.abort();
      return run(program, args, options);
    };
    const snapshots = open(how === null ? null : cancelling);
    const restored = snapshots.restore(id, cancel.signal);
    // In the middle of our own copy, which takes many turns of the event loop.
    if (how === null) await expect.poll(() => fs.readdirSync(dir), { interval: 1 }).toHaveLength(3);
    if (how === null) cancel.abort();
    await expect(restored).rejects.toMatchObject(failure('aborted', 'not restored'));
    await expect(snapshots.create('two', { signal: cancel.signal })).rejects.toMatchObject({ kind: 'aborted' });
  }
  expect(digest(disk())).toBe(before);
  expect(everything()).toEqual(['data.img', `s/${id}`, 'snapshots']);
});

test('many at once take their turns', async () => {
  fill();
  const snapshots = open();
  const { id } = await snapshots.create('first');
  const work = [snapshots.restore(id), snapshots.create('second'), snapshots.delete(id), snapshots.create('third')];
  await Promise.all(work);
  expect((await snapshots.list()).map(({ name }) => name)).toEqual(['third', 'second']);
});

test('killed in the middle: the disk is whole, the next start removes the rest and nothing else', async () => {
  fill();
  const { id } = await open().create('kept');
  const half = `${id.replace(/./g, 'b')}.tmp-${String(DEAD_PID)}-00c0ffee`;
  fs.mkdirSync(path.join(folder(), half));
  fs.writeFileSync(path.join(folder(), half, 'disk.img'), 'half');
  fs.writeFileSync(`${disk()}.tmp-${String(DEAD_PID)}-00c0ffee`, 'half');
  fs.writeFileSync(path.join(dir, `other.tmp-${String(DEAD_PID)}-00c0ffee`), "another's");
  const before = digest(disk());
  expect((await open().list()).map((snapshot) => snapshot.id)).toEqual([id]);
  await open().clean();
  expect(lines).toHaveLength(2);
  expect(everything()).toEqual(['data.img', `other.tmp-${String(DEAD_PID)}-00c0ffee`, `s/${id}`, 'snapshots']);
  expect(digest(disk())).toBe(before);
});

test.runIf(process.getuid?.() === 0)('a host disk without room is noticed before a byte is written', async () => {
  fill();
  fs.mkdirSync(folder());
  execFileSync(MOUNT, ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', folder()]);
  try {
    for (const how of [run, null])
      await expect(open(how).create('one')).rejects.toMatchObject(failure('disk-full', '32 MiB left'));
    expect(fs.readdirSync(folder())).toEqual([]);
  } finally {
    execFileSync('umount', [folder()]);
  }
});
