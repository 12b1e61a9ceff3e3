import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TarError } from '../../helpers/tar/fields';
import { createTarReader } from '../../helpers/tar/reader';
import { tarHead, tarTail } from '../../helpers/tar/writer';
import { ImageFault } from '../fault';
import { checkedTar } from './incoming';
import { imageRules } from './rules';
import { createTarCheck } from './tar-check';

const file = (name: string, content: Buffer): Buffer =>
  Buffer.concat([
    tarHead({ ...{ name, size: content.length, mode: 0o644, uid: 0, gid: 0, mtime: 0 }, xattrs: new Map() }),
    content,
    Buffer.alloc((512 - (content.length % 512)) % 512),
  ]);
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

interface Outcome {
  /** What an engine would have got. */
  readonly passed: Buffer;
  readonly fault: string | null;
}

async function check(bytes: Buffer, cuts: readonly number[] = []): Promise<Outcome> {
  const edges = [0, ...[...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b), bytes.length];
  const body = Readable.from(edges.slice(1).map((to, at) => bytes.subarray(edges[at], to)));
  const passed: Buffer[] = [];
  try {
    const incoming = { file: 'x.tar', body, moved: () => undefined, signal: new AbortController().signal };
    const { tar, done } = await checkedTar(incoming, imageRules());
    tar.on('data', (chunk: Buffer) => passed.push(chunk));
    await done;
    return { passed: Buffer.concat(passed), fault: null };
  } catch (error) {
    return { passed: Buffer.concat(passed), fault: error instanceof ImageFault ? error.fault : String(error) };
  }
}

function namesIn(tar: Buffer): string[] | null {
  const names: string[] = [];
  const reader = createTarReader({ entry: ({ name }) => names.push(name) < 0 });
  try {
    reader.write(tar);
    reader.end();
    return names;
  } catch (error) {
    if (error instanceof TarError) return null;
    throw error;
  }
}

const parts = [file('c.json', json({})), file('l/layer.tar', Buffer.alloc(3000, 7))];
const manifest = file('manifest.json', json([{ Config: 'c.json', RepoTags: ['a:1'], Layers: ['l/layer.tar'] }]));
const whole = Buffer.concat([...parts, manifest, tarTail(0)]);

test('wherever it is cut into pieces a good tar passes as it is, packed or not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), fc.boolean(), async (cuts, packed) => {
      const { passed, fault } = await check(packed ? gzipSync(whole) : whole, cuts);
      expect(fault).toBeNull();
      expect(passed.equals(whole)).toBe(true);
    }),
  );
});

test('wherever it breaks off, an engine never gets its end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1025), fc.array(fc.nat(), { maxLength: 5 }), async (length, cuts) => {
      const { passed, fault } = await check(whole.subarray(0, length), cuts);
      expect(fault).toBe('bad-tar');
      expect(namesIn(passed)).toBeNull();
    }),
  );
});

test('an end is held back too where the content is of no use, whatever stands behind it', async () => {
  const noise = Buffer.alloc(20_000, 1);
  for (const tar of [Buffer.concat([...parts, tarTail(0), noise]), Buffer.concat([manifest, tarTail(0)])]) {
    const { passed, fault } = await check(tar, [1, 512, 1024, 4097]);
    expect(fault).toBe('no-image');
    expect(namesIn(passed)).toBeNull();
  }
});

test('an OCI archive gets the manifest that most engines need, whatever the pieces', async () => {
  const blob = (letter: string, content: Buffer): Buffer => file(`blobs/sha256/${letter.repeat(64)}`, content);
  const of = (letter: string) => ({ digest: `sha256:${letter.repeat(64)}` });
  const oci = Buffer.concat([
    file('oci-layout', json({ imageLayoutVersion: '1.0.0' })),
    blob('a', json({ config: of('b'), layers: [of('c')] })),
    blob('b', json({ rootfs: {} })),
    blob('c', Buffer.alloc(700, 9)),
    file(
      'index.json',
      json({ manifests: [{ ...of('a'), annotations: { 'org.opencontainers.image.ref.name': 'from/oci:1' } }] }),
    ),
    tarTail(0),
  ]);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 8 }), async (cuts) => {
      const { passed, fault } = await check(oci, cuts);
      expect(fault).toBeNull();
      expect(namesIn(passed)?.at(-1)).toBe('./manifest.json');
      expect(passed.toString('latin1')).toContain('"RepoTags":["from/oci:1"]');
    }),
  );
  const lacking = Buffer.concat([
    file('oci-layout', json({})),
    file('index.json', json({ manifests: [of('a')] })),
    tarTail(0),
  ]);
  expect((await check(lacking)).fault).toBe('no-image');
});

test('a bomb is stopped', async () => {
  const big = tarHead({ ...{ name: 'zeros', size: 8e9, mode: 0o644, uid: 0, gid: 0, mtime: 0 }, xattrs: new Map() });
  const chunk = Buffer.alloc(1024 * 1024);
  const stopsAt = async (packed: number): Promise<number> => {
    const stage = createTarCheck({ ...imageRules(), file: 'x.tar', packed: () => packed });
    let sent = 0;
    const source = Readable.from(
      (function* () {
        yield big;
        for (; sent < 2000; sent += 1) yield chunk;
      })(),
    );
    stage.resume();
    await pipeline(source, stage).catch((error: unknown) => expect(error).toBeInstanceOf(ImageFault));
    return sent;
  };
  expect(await stopsAt(1_000_000)).toBeLessThan(1100);
  // As small as that an image can be.
  expect(await stopsAt(100_000_000)).toBe(2000);
});
