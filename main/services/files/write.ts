import { createHash } from 'node:crypto';
import { Readable, Transform, pipeline } from 'node:stream';
import { EDIT_LIMIT, type FileSource } from '../../contract/files';
import { FileFault } from '../helpers/file-fault';
import { headerOf, openFile } from './file-content';
import { baseOf, parentOf } from './paths';
import { type Asking, inContainer, resolve } from './resolve';
import type { TarHeader } from '../helpers/tar/header';
import { tarHead, type TarFile, tarTail } from '../helpers/tar/writer';

/** Of a file that was not there before. */
const NEW_FILE = { mode: 0o644, uid: 0, gid: 0, xattrs: new Map() } as const;

export function checkWritable(source: FileSource): void {
  if (source.kind === 'image') throw new FileFault('read-only', '/');
}

/** What a file that is replaced keeps. */
export const keptOf = ({ mode, uid, gid, xattrs }: TarHeader) => ({ mode, uid, gid, xattrs });

/** Mode and owner of what is there, of a new file where there is nothing. Throws FileFault where it cannot be replaced. */
export async function keptAt(asking: Asking, path: string): Promise<ReturnType<typeof keptOf> | typeof NEW_FILE> {
  try {
    return keptOf(await headerOf(asking, path));
  } catch (error) {
    if (error instanceof FileFault && error.fault === 'not-a-file') return NEW_FILE;
    throw error;
  }
}

export const newFile = NEW_FILE;

interface Content {
  readonly file: Omit<TarFile, 'mtime'>;
  readonly body: Readable;
}

/** One file as an archive. Its content must be of the size that the head says. */
function archived(body: Readable, head: Buffer, tail: Buffer): Readable {
  const archive = new Transform({
    highWaterMark: 256 * 1024,
    transform: (chunk, _encoding, done) => done(null, chunk),
    flush: (done) => done(null, tail),
  });
  archive.push(head);
  pipeline(body, archive, () => undefined);
  return archive;
}

/**
 * Writes one file into a folder, as a tar that is never compressed: to unpack a compressed one, engines ran a program of the
 * container's as root (CVE-2026-41567). The engine puts the new file in the place of the old one. Rejects with EngineError.
 */
export async function writeFile(
  { client, place, signal }: Asking,
  folder: string,
  { file, body }: Content,
): Promise<void> {
  const head = tarHead({ ...file, mtime: Date.now() });
  const tail = tarTail(file.size);
  const response = await client.stream({
    ...{ method: 'PUT', path: `/containers/${encodeURIComponent(place.containerId)}/archive`, timeoutMs: null },
    query: { path: inContainer(place, folder), noOverwriteDirNonDir: true },
    content: {
      stream: archived(body, head, tail),
      type: 'application/x-tar',
      length: head.length + file.size + tail.length,
    },
    ...(signal && { signal }),
  });
  response.resume();
}

async function contentHash(asking: Asking, path: string): Promise<{ sha256: string; header: TarHeader }> {
  const { header, body } = await openFile(asking, path);
  const hash = createHash('sha256');
  if (header.size > EDIT_LIMIT) body.destroy();
  else for await (const chunk of body as AsyncIterable<Buffer>) hash.update(chunk);
  return { sha256: header.size > EDIT_LIMIT ? '' : hash.digest('hex'), header };
}

export interface Edit {
  readonly path: string;
  readonly text: string;
  /** null: whatever is there now. */
  readonly expectedSha256: string | null;
}

/** The hash of what is there now. Rejects with EngineError, or FileFault `changed`. */
export async function saveText(asking: Asking, { path: wanted, text, expectedSha256 }: Edit): Promise<string> {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > EDIT_LIMIT) throw new FileFault('too-large', wanted);
  const { path, entry } = await resolve(asking, wanted);
  if (entry.kind !== 'file') throw new FileFault('not-a-file', path, entry.kind);
  const { sha256, header } = await contentHash(asking, path);
  // Between this look and the writing there is a moment in which a change goes unseen: the engine knows no "unless changed".
  if (expectedSha256 !== null && sha256 !== expectedSha256) throw new FileFault('changed', path);
  const file = { ...keptOf(header), name: baseOf(path), size: bytes.length };
  await writeFile(asking, parentOf(path), { file, body: Readable.from([bytes]) });
  return createHash('sha256').update(bytes).digest('hex');
}
