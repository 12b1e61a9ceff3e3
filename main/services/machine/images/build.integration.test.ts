import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../process/run';
import { createImageStore } from './store';
import { makeImage } from './testing/image-server';

const MANIFEST = { schema: 1, imageVersion: '1.2.0', oldestImageVersion: '1.1.0', released: null } as const;

let dir = '';
let words: string[] = [];
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-build-'));
  words = [];
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const store = () =>
  createImageStore({ dir: path.join(dir, 'store'), manifest: MANIFEST, arch: 'amd64', log: () => undefined });
/** A checkout whose script does `body` with `out`, its folder-to-be, and `made`, a finished image. */
function build(body: string, signal = new AbortController().signal) {
  const script = path.join(dir, 'checkout', 'runtime-vm', 'image', 'build.mjs');
  fs.mkdirSync(path.dirname(script), { recursive: true });
  const head = [
    "import fs from 'node:fs';",
    `const made = ${JSON.stringify(path.join(dir, 'made'))};`,
    "const out = process.argv[process.argv.indexOf('--out') + 1];",
  ];
  fs.writeFileSync(script, `${head.join('\n')}\n${body}\n`);
  return store().buildHere({ script, run, signal, progress: (phase) => void words.push(phase) });
}
const REPLACE = 'fs.rmSync(out, { recursive: true, force: true });\nfs.cpSync(made, out, { recursive: true });';
const failure = (kind: string, message: string) => ({ kind, message: expect.stringContaining(message) as string });

test('it is built, checked, and kept as it is while the next one is built', async () => {
  makeImage(path.join(dir, 'made'));
  const asked = "fs.writeFileSync('arguments', process.argv.slice(2).join(' '));\n";
  const first = await build(asked + REPLACE);
  expect(words).toEqual(['Building the image', 'Checking the image']);
  // It runs in the checkout, where its caches are.
  expect(fs.readFileSync(path.join(dir, 'checkout', 'arguments'), 'utf8')).toMatch(/^--arch amd64 --out \//);
  expect(await store().installed()).toEqual(first);
  expect((await build(REPLACE)).root).toBe(first.root);
  const before = fs.readFileSync(first.root);
  makeImage(path.join(dir, 'made'));
  const second = await build(REPLACE);
  expect(second.root).not.toBe(first.root);
  expect(fs.readFileSync(first.root).equals(before)).toBe(true);
  expect((await store().installed())?.root).toBe(second.root);
});

test('a script that fails, and one that builds nothing or something damaged', async () => {
  await expect(
    build("console.error('working');\nconsole.error('mksquashfs is missing');\nprocess.exitCode = 3;"),
  ).rejects.toMatchObject({
    ...failure('build-failed', 'mksquashfs is missing'),
    detail: expect.stringContaining('working') as string,
  });
  await expect(build('process.exitCode = 3;')).rejects.toMatchObject(failure('build-failed', 'it ended with 3'));
  await expect(build('')).rejects.toMatchObject(failure('absent', 'no image'));
  makeImage(path.join(dir, 'made'));
  const damaged = `${REPLACE}\nfs.truncateSync(out + '/vmlinuz', 7);`;
  await expect(build(damaged)).rejects.toMatchObject(failure('damaged', 'vmlinuz has 7 bytes'));
  expect(await store().installed()).toBeNull();
});

test('it can be cancelled', async () => {
  const cancel = new AbortController();
  const built = build("fs.writeFileSync('running', '');\nsetInterval(() => undefined, 1000);", cancel.signal);
  await expect.poll(() => fs.existsSync(path.join(dir, 'checkout', 'running'))).toBe(true);
  cancel.abort();
  await expect(built).rejects.toMatchObject(failure('aborted', 'was cancelled'));
});
