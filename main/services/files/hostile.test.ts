import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createReading } from './reading';
import { createScan } from './scan';
import { TarError } from '../helpers/tar/fields';
import { BROKEN, END, entry, folder, HOSTILE } from './testing/hostile-archives';

/** The entries of `/base`, as the engine's archive of it is read. */
function scanned(archive: Buffer, piece = 4096) {
  const reading = createReading('/base');
  const scan = createScan({ base: '/base', form: 'archive', mounts: [], reading });
  for (let at = 0; at < archive.length; at += piece) scan.write(archive.subarray(at, at + piece));
  scan.end();
  const folders = reading.folders(true);
  return {
    names: [...(folders.get('/base')?.keys() ?? [])],
    paths: [...folders.keys()],
    folders,
    strange: scan.strange(),
  };
}

test('there are enough of them to speak of', () =>
  expect(Object.keys(HOSTILE).length + Object.keys(BROKEN).length).toBeGreaterThanOrEqual(25));

describe.each(Object.entries(HOSTILE))('%s', (_name, archive) => {
  test.each([1, 511, 512, 65_536])('in pieces of %i: what is good is read, and nothing is anywhere else', (piece) => {
    if (piece === 1 && archive.length > 100_000) return;
    const { names, paths } = scanned(archive, piece);
    expect(names).toContain('good');
    for (const name of names) expect(name).not.toMatch(/^\.{0,2}$|\//);
    for (const path of paths) expect(path === '/base' || path.startsWith('/base/')).toBe(true);
  });
});

test.each([
  'a name with ..',
  'a name of ..',
  'an absolute name',
  'a name beside the folder',
  'a long name',
  'a deep name',
])('%s is left out, and counted', (name) => {
  const { names, strange } = scanned(HOSTILE[name] ?? END);
  expect(names).toEqual(['good']);
  expect(strange).toBe(1);
});

test('names that other systems take for one are two', () => {
  expect(scanned(HOSTILE['names that differ by case'] ?? END).names).toEqual(['Readme', 'README', 'good']);
  expect(scanned(HOSTILE['names that differ by composition'] ?? END).names).toHaveLength(3);
  expect(scanned(HOSTILE['a prototype'] ?? END).names).toEqual(['__proto__', 'constructor', 'good']);
});

test('a name that is no UTF-8 says so', () => {
  const { folders } = scanned(HOSTILE['no UTF-8'] ?? END);
  expect([...(folders.get('/base')?.values() ?? [])].map(({ odd }) => odd)).toEqual([true, false]);
});

test.each(Object.entries(BROKEN))('%s is an error', (_name, archive) => {
  expect(() => scanned(archive)).toThrow(TarError);
});

test('a hundred thousand extended headers leave no memory behind', () => {
  const one = Buffer.concat([entry({ name: 'pax', flag: 'x', content: Buffer.alloc(512 * 64) })]);
  const reading = createReading('/base');
  const scan = createScan({ base: '/base', form: 'archive', mounts: [], reading });
  scan.write(folder('base/'));
  const before = process.memoryUsage().rss;
  for (let count = 0; count < 10_000; count += 1) scan.write(one);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
});

test('whatever bytes come: an end or a TarError, never another error', () => {
  const words = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }),
    fc.constantFrom(...Object.values(HOSTILE).map((a) => a.subarray(0, 4096))),
  );
  fc.assert(
    fc.property(words, fc.nat({ max: 4095 }), fc.nat({ max: 255 }), (bytes, at, value) => {
      const archive = Buffer.concat([folder('base/'), bytes, END]);
      if (at < archive.length) archive[at] = value;
      try {
        scanned(archive, 700);
      } catch (error) {
        if (!(error instanceof TarError) && !(error instanceof Error && error.name === 'FileFault')) throw error;
      }
    }),
    { numRuns: 500 },
  );
});
