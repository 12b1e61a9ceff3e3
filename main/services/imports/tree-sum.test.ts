import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { type TarEntry, tarEnd, tarHeader, tarPadding } from '../helpers/tar/writer';
import { createTreeSum, difference, type TreeSum } from './tree-sum';

interface Part extends Partial<Omit<TarEntry, 'name'>> {
  readonly name: string;
  readonly text?: string;
}

const PLAIN = { mode: 0o644, uid: 0, gid: 0, mtime: 5_000, linkname: '', flag: '0', xattrs: new Map() } as const;

async function sumOf(...parts: readonly Part[]): Promise<TreeSum> {
  const bytes = parts.flatMap(({ text = '', ...entry }) => {
    const content = Buffer.from(text);
    return [tarHeader({ ...PLAIN, size: content.length, ...entry }), content, tarPadding(content.length)];
  });
  const summing = createTreeSum();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(Readable.from([Buffer.concat([...bytes, tarEnd()])]), summing.stage, nowhere);
  return summing.result();
}

const root = { name: './', flag: '5' } as const;
const file = { name: './a', text: 'one' };

test('order, the way names are written and parts of seconds make no difference', async () => {
  const one = await sumOf(root, file, { name: './b', text: 'two', mtime: 7_300 });
  const other = await sumOf({ name: 'b', text: 'two', mtime: 7_900 }, { ...root, name: '.' }, { ...file, name: 'a' });
  expect(difference(one, other)).toBeNull();
  expect(one).toMatchObject({ entries: 2, root: { mode: 0o644 } });
});

test.each([
  ['content', { text: 'ONE' }],
  ['mode', { mode: 0o600 }],
  ['owner', { uid: 7 }],
  ['time', { mtime: 9_000 }],
  ['kind', { flag: '2', linkname: 'x', text: '' }],
  ['attribute', { xattrs: new Map([['SCHILY.xattr.security.capability', Buffer.from('x')]]) }],
] as const)('another %s is a difference, and is named', async (_what, change) => {
  const told = difference(await sumOf(root, file), await sumOf(root, { ...file, ...change }));
  expect(told).toContain('differs: a');
});

test("the folder's own owner counts where both ends tell of it", async () => {
  const one = await sumOf(root, file);
  expect(difference(one, await sumOf({ ...root, uid: 5 }, file))).toContain('own owner');
  expect(difference(await sumOf(file), one)).toBeNull();
});

test('what is missing or too many is named, not all of many', async () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ name: `./f${String(index)}` }));
  const told = difference(await sumOf(root, file), await sumOf(root, ...many));
  expect(told).toContain('1 entries there, 30 here; missing: a; too many: f0');
  expect(told).toContain('and 11 more');
});
