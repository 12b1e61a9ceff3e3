import fs, { type Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { tarEnd, tarHeader, type TarFlag, tarPadding } from '../../helpers/tar/writer';
import { BuildFault, wordsOf } from '../fault';
import type { Context } from './context';
import { type Entry, walk } from './walk';
import { say } from '../../../../texts/say';

export interface Packing {
  readonly context: Context;
  /** A Dockerfile that lies elsewhere; null: it is among the rest. */
  readonly outside: { readonly name: string; readonly text: string } | null;
  readonly platform: NodeJS.Platform;
  /** What stays out although nobody asked for that, in words. */
  readonly note: (words: string) => void;
  /** Bytes that were packed until now. */
  readonly told: (bytes: number) => void;
}

/** Bytes that are read, and given on, at once. */
const CHUNK = 131_072;
const MODE_BITS = 0o7777;
const OWNER_ONLY = 0o600;
/** Windows has no such bits: docker makes all of it executable there. */
const WINDOWS_MODE = 0o755;
const IGNORE_FILE = '.dockerignore';
const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = fs.constants;
/** By now a file may be a pipe, which would be waited for, or a link. Windows knows no such flags. */
const AS_IT_WAS = O_RDONLY | O_NONBLOCK | O_NOFOLLOW;
const NO_XATTRS: ReadonlyMap<string, Buffer> = new Map();

interface Head {
  readonly name: string;
  readonly flag: TarFlag;
  readonly mode: number;
  readonly mtime: number;
  readonly size?: number;
  readonly linkname?: string;
}

/** As the CLI sends it, whose owner is always root. */
const head = ({ size = 0, linkname = '', ...rest }: Head): Buffer =>
  tarHeader({ ...rest, size, linkname, uid: 0, gid: 0, xattrs: NO_XATTRS });

const changed = (name: string): BuildFault => new BuildFault('bad-wish', name, say('It changed while it was sent.'));

/** The whole content, however much of it comes at once. */
async function* readExactly(handle: FileHandle, name: string, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(Math.min(CHUNK, size - at)), 0, null, at);
    if (bytesRead === 0) throw changed(name);
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

/**
 * Whether what was opened lies where it was found. Who may write into the folder, a container that has it mounted for one, may put
 * a link in the place of any part of the path at any time, and so have other files of this computer sent.
 */
function isInPlace(handle: FileHandle, file: string, { found, opened }: Record<'found' | 'opened', Stats>): boolean {
  if (found.dev !== opened.dev || found.ino !== opened.ino) return false;
  const real = (): string => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${String(handle.fd)}`);
    } catch {
      // Only Linux tells.
      return fs.realpathSync(file);
    }
  };
  try {
    return real() === file;
  } catch {
    // It is not there any more.
    return false;
  }
}

interface Named {
  readonly name: string;
  readonly mode: number;
  readonly mtime: number;
}

/** Its size is what it has when it is opened. */
async function* packFile(file: string, named: Named, found: Stats): AsyncGenerator<Buffer> {
  const { name } = named;
  const handle = await fs.promises.open(file, AS_IT_WAS).catch((error: unknown) => {
    throw new BuildFault('bad-wish', name, say('It cannot be read: {error}', { error: wordsOf(error) }));
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile() || !isInPlace(handle, file, { found, opened: stat })) throw changed(name);
    yield head({ ...named, flag: '0', size: stat.size });
    yield* readExactly(handle, name, stat.size);
    yield tarPadding(stat.size);
  } finally {
    await handle.close();
  }
}

function packText({ name, mode, mtime }: Named, text: string): Buffer {
  const content = Buffer.from(text);
  return Buffer.concat([
    head({ name, mode, mtime, flag: '0', size: content.length }),
    content,
    tarPadding(content.length),
  ]);
}

const modeOf = (stat: Stats, platform: NodeJS.Platform): number =>
  platform === 'win32' ? WINDOWS_MODE : stat.mode & MODE_BITS;

async function* packEntry({ path: name, stat }: Entry, { context, platform, note }: Packing): AsyncGenerator<Buffer> {
  const file = path.join(context.root, name);
  const named = { name, mode: modeOf(stat, platform), mtime: stat.mtimeMs };
  if (stat.isDirectory()) yield head({ ...named, name: `${name}/`, flag: '5' });
  else if (stat.isFile()) yield* packFile(file, named, stat);
  else if (stat.isFIFO()) yield head({ ...named, flag: '6' });
  else if (stat.isSymbolicLink()) {
    const target = await fs.promises.readlink(file).catch(() => {
      throw changed(name);
    });
    yield head({ ...named, flag: '2', linkname: platform === 'win32' ? target.replaceAll('\\', '/') : target });
  } else note(say('{name}: a device is not sent.', { name }));
}

/** The Dockerfile from elsewhere, and an ignore file that has the engine take it out again. */
async function outsideFiles({ context, outside }: Packing): Promise<readonly Buffer[]> {
  if (outside === null) return [];
  const file = path.join(context.root, IGNORE_FILE);
  const lines = await fs.promises.readFile(file, 'utf8').catch(() => IGNORE_FILE);
  const named = { mode: OWNER_ONLY, mtime: Date.now() };
  return [
    packText({ ...named, name: outside.name }, outside.text),
    packText({ ...named, name: IGNORE_FILE }, `${lines}\n${outside.name}\n`),
  ];
}

async function* pieces(packing: Packing, signal: AbortSignal): AsyncGenerator<Buffer> {
  const { context, outside, note } = packing;
  for await (const { entries, problems } of walk(context.root, context.ignore, signal)) {
    for (const { path: name, message, harmless } of problems) {
      // A folder that cannot be listed is no smaller context: it is a wrong one.
      if (!harmless) throw new BuildFault('bad-wish', name, message);
      note(`${name}: ${message}`);
    }
    for (const entry of entries) if (outside === null || entry.path !== IGNORE_FILE) yield* packEntry(entry, packing);
  }
  // Cut short it would be a context, too.
  signal.throwIfAborted();
  yield* await outsideFiles(packing);
  yield tarEnd();
}

/** Small pieces together: each would be a write of its own. */
async function* gathered(packing: Packing, signal: AbortSignal): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  let total = 0;
  for await (const piece of pieces(packing, signal)) {
    parts.push(piece);
    size += piece.length;
    if (size < CHUNK) continue;
    total += size;
    yield Buffer.concat(parts);
    packing.told(total);
    [parts, size] = [[], 0];
  }
  yield Buffer.concat(parts);
  packing.told(total + size);
}

/** What is sent, as a tar: read as fast as it is taken, and never held whole. Its error is a BuildFault where a file is to blame. */
export const packContext = (packing: Packing, signal: AbortSignal): Readable =>
  Readable.from(gathered(packing, signal), { objectMode: false, highWaterMark: CHUNK });
