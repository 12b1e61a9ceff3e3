import fc from 'fast-check';
import { extract } from 'tar-stream';
import { expect, test } from 'vitest';
import type { TarHeader } from './header';
import { createTarReader } from './reader';
import { tarHead, type TarFile, tarTail } from './writer';

const file: TarFile = { name: 'a', size: 0, mode: 0o644, uid: 0, gid: 0, mtime: 0, xattrs: new Map() };
const SIGNATURES = ['1f8b', 'fd377a58', '28b52ffd', '425a68'];

function readBack(archive: Buffer): { header: TarHeader | undefined; content: Buffer } {
  const headers: TarHeader[] = [];
  const content: Buffer[] = [];
  const reader = createTarReader({
    entry: (header) => headers.push(header) > 0,
    content: (piece) => void content.push(Buffer.from(piece)),
  });
  reader.write(archive);
  reader.end();
  return { header: headers[0], content: Buffer.concat(content) };
}

const names = fc.oneof(
  fc.constant('BZh9'),
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: 300 })
    .map((name) => name.replace(/[\0/\ud800-\udfff]/g, '_'))
    .filter((name) => name !== '.' && name !== '..'),
);

test('what is written is read again, by us and by another reader, and is never taken for compressed', async () => {
  const ids = fc.oneof(fc.nat({ max: 70_000 }), fc.nat({ max: 2 ** 31 - 1 }));
  await fc.assert(
    fc.asyncProperty(
      names,
      fc.uint8Array({ maxLength: 1500 }),
      fc.nat({ max: 0o7777 }),
      ids,
      async (name, bytes, mode, uid) => {
        const content = Buffer.from(bytes);
        const head = tarHead({ ...file, name, size: content.length, mode, uid, gid: uid, mtime: 1_700_000_000_000 });
        const archive = Buffer.concat([head, content, tarTail(content.length)]);
        expect(archive.length % 512).toBe(0);
        const mine = readBack(archive);
        expect(mine.header).toMatchObject({
          name: `./${name}`,
          mode,
          uid,
          gid: uid,
          size: content.length,
          mtime: 1_700_000_000_000,
        });
        expect(mine.content.equals(content)).toBe(true);
        for (const sign of SIGNATURES) expect(archive.toString('hex', 0, 8).startsWith(sign)).toBe(false);
        const seen: string[] = [];
        const other = extract();
        other.on('entry', (header, stream, next) => {
          seen.push(header.name);
          stream.resume();
          stream.once('end', next);
        });
        await new Promise<void>((resolve, reject) =>
          other
            .once('finish', () => resolve())
            .once('error', reject)
            .end(archive),
        );
        expect(seen).toEqual([`./${name}`]);
      },
    ),
    { numRuns: 100 },
  );
});

test('sizes beyond what eleven octal digits hold', () => {
  const size = 20 * 2 ** 30;
  const headers: TarHeader[] = [];
  const reader = createTarReader({ entry: (header) => headers.push(header) < 0 });
  reader.write(tarHead({ ...file, size }));
  expect(headers[0]?.size).toBe(size);
});

test('what a file has besides is kept', () => {
  const xattrs = new Map([['SCHILY.xattr.security.capability', Buffer.from([1, 0, 0, 2, 10, 255])]]);
  const { header } = readBack(Buffer.concat([tarHead({ ...file, xattrs }), tarTail(0)]));
  expect(header?.xattrs).toEqual(xattrs);
});
