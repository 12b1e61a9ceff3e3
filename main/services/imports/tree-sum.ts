import { createHash, type Hash } from 'node:crypto';
import path from 'node:path/posix';
import { Transform } from 'node:stream';
import type { TarHeader } from '../helpers/tar/header';
import { createTarReader } from '../helpers/tar/reader';
import { say } from '../../../texts/say';

/** Names are remembered of so many entries, to say which differ; the checksum is over all. */
const MOST_NAMES = 200_000;
const MOST_TOLD = 20;
const STAGE_BYTES = 256 * 1024;
const SECOND = 1000;
const MODULUS = 2n ** 256n;

/** What is in a tree, whatever the order in which it was told. */
export interface TreeSum {
  readonly entries: number;
  /** Of names, types, modes, owners, sizes, times to the second, links, attributes and contents. Hex. */
  readonly sum: string;
  /** By name; null: there were too many. */
  readonly each: ReadonlyMap<string, string> | null;
  /** The folder itself; null: some engines do not tell of it. */
  readonly root: TarHeader | null;
}

export interface TreeSumming {
  /** Passes a tar on as it is. Fails with TarError where it is none. */
  readonly stage: Transform;
  /** Once all has passed. */
  result(): TreeSum;
}

const nameOf = (name: string): string => path.normalize(`./${name}`).replace(/\/$/, '');

function headOf({ type, name, size, mode, uid, gid, mtime, target, xattrs }: TarHeader): string {
  const isLink = type === 'symlink' || type === 'link';
  const leads = type === 'link' ? nameOf(target) : isLink ? target : '';
  const attributes = [...xattrs].map(([key, value]) => [key, value.toString('hex')]).sort();
  // Engines tell times to the second or finer, each as it likes.
  const seconds = Math.floor(mtime / SECOND);
  // A link's own mode says nothing on Linux.
  return JSON.stringify([type, nameOf(name), size, isLink ? 0 : mode, uid, gid, seconds, leads, attributes]);
}

export function createTreeSum(): TreeSumming {
  let each: Map<string, string> | null = new Map();
  let total = 0n;
  let entries = 0;
  let root: TarHeader | null = null;
  let current: { readonly name: string; readonly hash: Hash } | null = null;
  const finish = (): void => {
    if (current === null) return;
    const digest = current.hash.digest('hex');
    // A sum does not depend on the order; a digest over digests would.
    total = (total + BigInt(`0x${digest}`)) % MODULUS;
    entries += 1;
    each?.set(current.name, digest.slice(0, 32));
    if (each !== null && each.size > MOST_NAMES) each = null;
    current = null;
  };
  const reader = createTarReader({
    entry(header) {
      finish();
      if (nameOf(header.name) === '.') {
        root = header;
        return false;
      }
      current = { name: nameOf(header.name), hash: createHash('sha256').update(headOf(header)) };
      return header.type === 'file';
    },
    content: (piece) => void current?.hash.update(piece),
    contentEnd: finish,
  });
  const stage = new Transform({
    highWaterMark: STAGE_BYTES,
    transform(chunk: Buffer, _encoding, done) {
      try {
        reader.write(chunk);
        done(null, chunk);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    flush(done) {
      finish();
      done();
    },
  });
  return { stage, result: () => ({ entries, sum: total.toString(16).padStart(64, '0'), each, root }) };
}

/** What differs, in words; null: nothing does. */
export function difference(source: TreeSum, target: TreeSum): string | null {
  if (source.sum === target.sum && source.entries === target.entries) return rootDifference(source, target);
  const [one, other] = [source.each, target.each];
  const counts = say('{entries} entries there, {entries2} here', {
    entries: source.entries.toLocaleString('en'),
    entries2: target.entries.toLocaleString('en'),
  });
  if (one === null || other === null) return counts;
  const told: string[] = [];
  for (const [name, digest] of one)
    if (other.get(name) !== digest) told.push(`${other.has(name) ? 'differs' : 'missing'}: ${name}`);
  for (const name of other.keys()) if (!one.has(name)) told.push(say('too many: {name}', { name }));
  const more = told.length > MOST_TOLD ? [`and ${String(told.length - MOST_TOLD)} more`] : [];
  return [counts, ...told.slice(0, MOST_TOLD), ...more].join('; ');
}

function rootDifference({ root: one }: TreeSum, { root: other }: TreeSum): string | null {
  if (one === null || other === null || headOf(one) === headOf(other)) return null;
  return say("differs: the folder's own owner, mode or time");
}
