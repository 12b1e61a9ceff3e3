import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createImageStore } from './store';
import { compareVersions, type Manifest, ownManifest, parseManifest } from './manifest';
import { makeImage } from './testing/image-server';

const MANIFEST: Manifest = { schema: 1, imageVersion: '1.2.0', oldestImageVersion: '1.1.0', released: null };

let dir = '';
let lines: string[] = [];
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-images-'));
  lines = [];
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const store = () =>
  createImageStore({
    dir: path.join(dir, 'store'),
    manifest: MANIFEST,
    arch: 'amd64',
    log: (line) => void lines.push(line),
  });
const folder = (): string => path.join(dir, 'image');
const failure = (kind: string, words: string) => ({
  name: 'ImageError',
  kind,
  message: expect.stringContaining(words) as string,
});
const part = { file: 'vmlinuz', bytes: 1, sha256: 'b'.repeat(64) };

test('a good image', async () => {
  makeImage(folder());
  expect(await store().verify(folder())).toEqual({
    version: '1.2.0',
    arch: 'amd64',
    kernel: path.join(folder(), 'vmlinuz'),
    initramfs: path.join(folder(), 'initramfs.cpio.gz'),
    root: path.join(folder(), 'root.squashfs'),
    kernelArgs: 'quiet',
  });
});

const unfit: readonly [string, Readonly<Record<string, unknown>>, string, string][] = [
  ['too old', { imageVersion: '1.0.9' }, 'unfit', 'image 1.0.9 is too old: this Slipway needs 1.1.0 or later'],
  ['of another architecture', { arch: 'arm64' }, 'unfit', 'is for arm64 machines; this one needs amd64'],
  ['of a later kind', { schema: 2, parts: 'all different' }, 'unfit', 'does not know'],
  ['without a version', { imageVersion: 'latest' }, 'damaged', 'not what it should be'],
  ['with a path for a name', { parts: { kernel: { ...part, file: '../../etc/passwd' } } }, 'damaged', 'not what'],
  ['with one name for two', { parts: { kernel: part, initramfs: part, root: part } }, 'damaged', 'the same name'],
  ['with no bytes', { parts: { kernel: { ...part, bytes: 0 } } }, 'damaged', 'not what it should be'],
  ['with a line break for the kernel', { kernelArgs: 'quiet\ninit=/bin/sh' }, 'damaged', 'not what it should be'],
];
test.each(unfit)('an image %s is refused', async (_, change, kind, words) => {
  makeImage(folder(), change);
  await expect(store().verify(folder())).rejects.toMatchObject(failure(kind, words));
});

test('a later image than ours is fit', async () => {
  makeImage(folder(), { imageVersion: '1.10.0' });
  expect(await store().verify(folder())).toMatchObject({ version: '1.10.0' });
});

test('no image, no JSON, endless JSON', async () => {
  await expect(store().verify(folder())).rejects.toMatchObject(failure('absent', folder()));
  makeImage(folder());
  fs.writeFileSync(path.join(folder(), 'image.json'), '{"schema":1');
  await expect(store().verify(folder())).rejects.toMatchObject(failure('damaged', 'not valid JSON'));
  fs.truncateSync(path.join(folder(), 'image.json'), 2 ** 40);
  await expect(store().verify(folder())).rejects.toMatchObject(failure('damaged', 'far too large'));
});

/** Its first byte is another one; its bytes are random, so that a fixed one would be right now and then. */
function spoil(file: string): void {
  const [first = 0] = fs.readFileSync(file);
  fs.writeFileSync(file, Buffer.of(first ^ 0xff), { flag: 'r+' });
}

const damages: readonly [string, (file: string) => void, string][] = [
  ['truncated', (file) => fs.truncateSync(file, 1000), 'root.squashfs has 1000 bytes, not 3000000'],
  ['longer', (file) => fs.appendFileSync(file, 'x'), 'root.squashfs has 3000001 bytes'],
  ['missing', (file) => fs.rmSync(file), 'root.squashfs is missing'],
  [
    'a folder',
    (file) => {
      fs.rmSync(file);
      fs.mkdirSync(file);
    },
    'root.squashfs has',
  ],
  ['changed in a byte', spoil, 'does not have the bytes it should'],
];
test.each(damages)('a part that is %s is noticed, also after it was right once', async (_, damage, words) => {
  makeImage(folder());
  await store().verify(folder());
  damage(path.join(folder(), 'root.squashfs'));
  await expect(store().verify(folder())).rejects.toMatchObject(failure('damaged', words));
});

test('what was verified is not read again, until one of its files is another', async () => {
  const { bytes } = makeImage(folder());
  const file = path.join(folder(), 'root.squashfs');
  fs.utimesSync(file, 1000, 1000);
  await store().verify(folder());
  // Its bytes are wrong now, in the same file of the same size and time: only who reads them notices.
  spoil(file);
  fs.utimesSync(file, 1000, 1000);
  expect(await store().verify(folder())).toMatchObject({ version: '1.2.0' });
  fs.utimesSync(file, new Date(), new Date());
  await expect(store().verify(folder())).rejects.toMatchObject({ kind: 'damaged' });
  // A replaced file: another inode.
  fs.writeFileSync(`${file}.new`, bytes['root.squashfs'] ?? '');
  fs.renameSync(`${file}.new`, file);
  expect(await store().verify(folder())).toMatchObject({ version: '1.2.0' });
});

test('a memory that is damaged is forgotten', async () => {
  makeImage(folder());
  await store().verify(folder());
  for (const text of ['', '[]', '{"a":1}', 'null']) {
    fs.writeFileSync(path.join(dir, 'store', 'verified.json'), text);
    expect(await store().verify(folder())).toMatchObject({ version: '1.2.0' });
  }
});

test('the manifest', () => {
  expect(ownManifest()).toMatchObject({ schema: 1 });
  const release = { baseUrl: 'https://example.org/images/amd64/', sha256: 'c'.repeat(64) };
  expect(parseManifest({ ...MANIFEST, released: { amd64: release } }).released?.amd64).toEqual(release);
  for (const wrong of [
    null,
    {},
    { ...MANIFEST, imageVersion: '1' },
    { ...MANIFEST, released: { amd64: { baseUrl: 'x' } } },
  ])
    expect(() => parseManifest(wrong)).toThrow(expect.objectContaining(failure('unfit', 'manifest.json')) as Error);
});

test('versions are numbers', () => {
  expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0);
  expect(compareVersions('0.9.9', '1.0.0')).toBeLessThan(0);
  expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
});

const place = (version: string, at: number, change: Readonly<Record<string, unknown>> = {}): string => {
  const temp = path.join(dir, 'temp');
  const { sha256 } = makeImage(temp, { imageVersion: version, ...change });
  const target = path.join(dir, 'store', `${version}-amd64-${sha256.slice(0, 12)}`);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.renameSync(temp, target);
  fs.utimesSync(target, at, at);
  return target;
};

test('the one in use: of our version, the last that came; else the newest that is fit', async () => {
  expect(await store().installed()).toBeNull();
  place('1.0.0', 50);
  expect(await store().installed()).toBeNull();
  expect(lines).toEqual([expect.stringContaining('too old')]);
  const former = place('1.1.5', 40);
  expect((await store().installed())?.version).toBe('1.1.5');
  place('1.3.0', 30);
  expect((await store().installed())?.version).toBe('1.3.0');
  const first = place('1.2.0', 10);
  const second = place('1.2.0', 20);
  expect((await store().installed())?.root).toBe(path.join(second, 'root.squashfs'));
  fs.truncateSync(path.join(second, 'vmlinuz'), 7);
  expect((await store().installed())?.root).toBe(path.join(first, 'root.squashfs'));
  expect(lines.at(-1)).toContain('vmlinuz has 7 bytes');
  const inUse = await store().installed();
  fs.mkdirSync(path.join(dir, 'store', 'download-0123456789ab'));
  fs.mkdirSync(path.join(dir, 'store', 'something of the user'));
  const removed = await store().prune(inUse === null ? [] : [inUse]);
  expect(removed).toHaveLength(5);
  expect(removed).toContain(path.basename(former));
  expect(fs.readdirSync(path.join(dir, 'store')).sort()).toEqual([
    path.basename(first),
    'something of the user',
    'verified.json',
  ]);
});
