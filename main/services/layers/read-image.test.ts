import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LayerFault } from './fault';
import type { ImageIndex } from './index/image-index';
import { readImage } from './read-image';
import { savedImage, tarOf, type TestEntry } from './testing/tar';
import { createTrees } from './trees';

/** In pieces of any size, as a socket gives them. */
const inPieces = (bytes: Buffer, size: number): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );
const read = (bytes: Buffer, size = 65_536): Promise<ImageIndex> =>
  readImage('sha256:x', inPieces(bytes, size), () => undefined);

const file = (name: string, content = name): TestEntry => ({ name, content });
const dir = (name: string, mode = 0o755): TestEntry => ({ name: `${name}/`, flag: '5', mode });

const LASTING = new AbortController().signal;

type Seen = Readonly<Record<string, string>>;

/** Every path of a layer's tree with what the layer did to it. */
async function treeOf(index: ImageIndex, layer: number): Promise<Seen> {
  const trees = createTrees();
  const seen: Record<string, string> = {};
  const walk = async (path: string): Promise<void> => {
    for (let offset = 0; ;) {
      const page = await trees.children(index, { layer, path, changes: [], sort: 'name', offset }, LASTING);
      for (const entry of page.entries) {
        seen[entry.path] = [entry.kind, entry.size, entry.change ?? '-'].join(' ');
        if (entry.kind === 'dir') await walk(entry.path);
      }
      offset += page.entries.length;
      if (offset >= page.total) return;
    }
  };
  await walk('/');
  return seen;
}

const LAYERS: readonly (readonly TestEntry[])[] = [
  [dir('a'), file('a/one', '12345'), file('a/two', '1'), dir('b'), file('b/x', '123'), file('c', '1234567')],
  [dir('a'), file('a/.wh.one', ''), file('a/three', '12'), dir('b'), file('b/.wh..wh..opq', ''), file('b/y', '1')],
  [file('a', 'now a file'), file('c', '7654321'), file('.wh.b', '')],
];

describe('trees', () => {
  test('added, changed, removed, overwritten by another kind, opaque: layer by layer', async () => {
    const index = await read(savedImage(LAYERS));
    expect(await treeOf(index, 0)).toEqual({
      ...{ '/a': 'dir 6 added', '/a/one': 'file 5 added', '/a/two': 'file 1 added' },
      ...{ '/b': 'dir 3 added', '/b/x': 'file 3 added', '/c': 'file 7 added' },
    });
    expect(await treeOf(index, 1)).toEqual({
      ...{ '/a': 'dir 3 -', '/a/one': 'file 5 removed', '/a/two': 'file 1 -', '/a/three': 'file 2 added' },
      ...{ '/b': 'dir 1 -', '/b/x': 'file 3 removed', '/b/y': 'file 1 added', '/c': 'file 7 -' },
    });
    expect(await treeOf(index, 2)).toEqual({
      ...{ '/a': 'file 10 changed', '/b': 'dir 1 removed', '/b/y': 'file 1 removed', '/c': 'file 7 changed' },
    });
    const { layers, bytes, visibleBytes, efficiency, wasted } = index.image;
    expect(
      layers.map(({ added, changed, removed, bytes, wasted }) => [added, changed, removed, bytes, wasted]),
    ).toEqual([
      [6, 0, 0, 16, 16],
      [2, 0, 2, 3, 3],
      [0, 2, 4, 17, 0],
    ]);
    expect({ bytes, visibleBytes, efficiency }).toEqual({ bytes: 36, visibleBytes: 17, efficiency: 17 / 36 });
    expect(wasted[0]).toEqual({ path: '/c', bytes: 7, times: 2 });
    expect(layers[1]?.command).toBe('/bin/sh -c step 1');
  });

  test('however it comes: in pieces of any size, packed or not', async () => {
    const plain = await treeOf(await read(savedImage(LAYERS)), 1);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2000 }), fc.boolean(), async (size, packed) => {
        const index = await read(savedImage(LAYERS, packed ? (tar) => gzipSync(tar) : undefined), size);
        expect(index.image.layers.map(({ problem }) => problem)).toEqual(['', '', '']);
        expect(await treeOf(index, 1)).toEqual(plain);
      }),
      { numRuns: 25 },
    );
  });

  test('a filter leaves the folders that lead there; a search finds by name and by path; the largest first', async () => {
    const index = await read(savedImage(LAYERS));
    const trees = createTrees();
    const wish = { layer: 1, sort: 'name', offset: 0 } as const;
    const paths = (page: { readonly entries: readonly { readonly path: string }[] }): string[] =>
      page.entries.map(({ path }) => path);
    expect(paths(await trees.children(index, { ...wish, changes: ['added'], path: '/' }, LASTING))).toEqual([
      '/a',
      '/b',
    ]);
    expect(paths(await trees.children(index, { ...wish, changes: ['added'], path: '/a' }, LASTING))).toEqual([
      '/a/three',
    ]);
    expect(paths(await trees.search(index, { ...wish, changes: [], text: 'T' }, LASTING))).toEqual([
      '/a/three',
      '/a/two',
    ]);
    expect(paths(await trees.search(index, { ...wish, changes: [], text: 'b/X' }, LASTING))).toEqual(['/b/x']);
    expect(paths(await trees.children(index, { ...wish, changes: [], sort: 'size', path: '/' }, LASTING))).toEqual([
      '/c',
      '/a',
      '/b',
    ]);
  });
});

describe('hostile and broken', () => {
  test('names that lead elsewhere are left out and counted; of two entries the last counts', async () => {
    const hostile = [
      file('../../etc/passwd'),
      file('x/../../y'),
      file('/abs', '1'),
      file('d//.//e', '2'),
      file('abs', '333'),
    ];
    const index = await read(
      savedImage([[...hostile, { name: 'l', flag: '2', target: '../../..' }, file('l/below', '1')]]),
    );
    expect(index.image.strange).toBe(2);
    expect(await treeOf(index, 0)).toEqual({
      ...{ '/abs': 'file 3 added', '/d': 'dir 1 added', '/d/e': 'file 1 added' },
      ...{ '/l': 'dir 1 added', '/l/below': 'file 1 added' },
    });
  });

  test('a truncated archive, one without a manifest, no archive at all', async () => {
    const whole = savedImage(LAYERS);
    const fault = async (bytes: Buffer): Promise<string> =>
      read(bytes).then(
        () => 'none',
        (error: unknown) => (error instanceof LayerFault ? error.fault : String(error)),
      );
    expect(await fault(whole.subarray(0, whole.length - 3000))).toBe('bad-archive');
    expect(await fault(tarOf([file('x')]))).toBe('bad-archive');
    expect(await fault(Buffer.alloc(5000, 'no tar'))).toBe('bad-archive');
    expect(await fault(tarOf([{ name: 'manifest.json', content: '[{"Config":' }]))).toBe('bad-archive');
  });

  test('a layer that is broken, missing or packed unknown is said to be so, and the others are read', async () => {
    const packings: readonly ((tar: Buffer) => Buffer)[] = [
      (tar) => tar.subarray(0, 600),
      (tar) => gzipSync(tar).subarray(0, 60),
      () => Buffer.concat([Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), Buffer.alloc(600)]),
      () => Buffer.from('text'),
    ];
    for (const pack of packings) {
      let count = 0;
      const index = await read(savedImage(LAYERS.slice(0, 2), (tar) => (count++ === 0 ? tar : pack(tar))));
      expect(index.image.layers[0]?.problem).toBe('');
      expect(index.image.layers[1]?.problem).not.toBe('');
      expect(await treeOf(index, 0)).toMatchObject({ '/a/one': 'file 5 added' });
    }
  });

  test('any bytes at all end in an index or a LayerFault', async () => {
    const whole = savedImage(LAYERS);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 }),
        async (changes) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of changes) bytes[at] = value;
          const index = await read(bytes).catch((error: unknown) => {
            if (error instanceof LayerFault) return null;
            throw error;
          });
          if (index !== null) for (const layer of index.image.layers.keys()) await treeOf(index, layer);
        },
      ),
      { numRuns: 200 },
    );
  });
});
