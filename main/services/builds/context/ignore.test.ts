import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ContextScan } from '../../../contract/builds';
import { openContext } from './context';
import { scanContext } from './scan';
import { walk } from './walk';

let folder: string;
const signal = new AbortController().signal;
const FILES = ['Dockerfile', 'a/x.md', 'a/deep/y.md', 'a/z.txt', 'b/keep/k', 'b/other', 'top.md'];

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-ignore-'));
  for (const file of FILES) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), '12345');
  }
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const place = (classic: boolean) => ({ folder, dockerfile: path.join(folder, 'Dockerfile'), classic });

async function sent(classic: boolean): Promise<string[]> {
  const { root, ignore } = await openContext(place(classic), 'linux');
  const all: string[] = [];
  for await (const { entries } of walk(root, ignore, signal))
    all.push(...entries.filter(({ stat }) => stat.isFile()).map((entry) => entry.path));
  return all.filter((name) => !name.startsWith('.') && !name.endsWith('.dockerignore'));
}

it('an exception with a wildcard reaches into folders with BuildKit only', async () => {
  fs.writeFileSync(path.join(folder, '.dockerignore'), '*\n!**/*.md\n!b/keep\n');
  expect(await sent(false)).toEqual(['top.md', 'a/x.md', 'a/deep/y.md', 'b/keep/k']);
  // Its Dockerfile comes with the rest.
  expect(await sent(true)).toEqual(['Dockerfile', 'top.md', 'b/keep/k']);
});

it("a Dockerfile's own ignore file counts with BuildKit only", async () => {
  fs.writeFileSync(path.join(folder, 'Dockerfile.dockerignore'), 'a\nb\n');
  expect(await sent(false)).toEqual(['Dockerfile', 'top.md']);
  expect(await sent(true)).toEqual(['Dockerfile', 'top.md', 'b/keep/k']);
  fs.rmSync(path.join(folder, 'Dockerfile.dockerignore'));
});

it('a scan tells what is large, what is left out, and what cannot be sent', async () => {
  fs.writeFileSync(path.join(folder, '.dockerignore'), 'a\n.dockerignore\n');
  fs.writeFileSync(path.join(folder, 'large'), Buffer.alloc(1000));
  const told: ContextScan[] = [];
  for await (const each of scanContext(place(false), 'linux', signal)) told.push(each);
  expect(told.at(-1)).toEqual({
    ...{ complete: true, files: 5, bytes: 1020, ignored: 2, problems: [] },
    biggest: [
      { path: 'large', bytes: 1000 },
      ...['Dockerfile', 'top.md', 'b/other', 'b/keep/k'].map((name) => ({ path: name, bytes: 5 })),
    ],
  });
});

it.each(['[', 'a\\', '!', 'x'.repeat(70_000)])('a broken ignore file is named with its line (%#)', async (line) => {
  fs.writeFileSync(path.join(folder, '.dockerignore'), `# fine\n${line}\n`);
  await expect(openContext(place(false), 'linux')).rejects.toMatchObject({
    fault: 'bad-wish',
    path: path.join(folder, '.dockerignore'),
    detail: expect.stringMatching(/^Line 2 /) as string,
  });
});

it('no pattern takes for ever', async () => {
  fs.writeFileSync(path.join(folder, '.dockerignore'), `${'**/*a'.repeat(40)}b\n`);
  const { ignore } = await openContext(place(false), 'linux');
  expect(ignore.isIgnored('a/'.repeat(1000), ignore.root)).toBe(false);
});
