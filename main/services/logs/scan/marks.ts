import type { Block } from '../store/blocks';
import { encodeChunk } from '../store/chunk';
import type { LineStore } from '../store/line-store';
import type { Query } from './matcher';
import type { ScanPart } from './messages';
import type { Found } from './scan-chunk';
import { ScanError, type Scanner } from './scanner';
import { say } from '../../../../texts/say';

/** What a query found among all lines of one source, as far as it has come; goes on as lines come. */
export interface Marks {
  /** Lines below this were looked at. */
  readonly scanned: () => number;
  isHit(line: number): boolean;
  /** Index in `logLevels`; only of a query with levels. */
  levelAt(line: number): number;
  /** Seconds since the query's `levelsFrom`; only of a query with levels. */
  secondsAt(line: number): number;
  /** Why it goes on no more; null: it does. */
  readonly failure: () => string | null;
  /** Looks at some of the lines that were not looked at yet; false: there were none. */
  step(): Promise<boolean>;
  close(): void;
}

/** Bytes of one request to the thread: some milliseconds of work. */
const PART_BYTES = 4 * 1024 * 1024;

export interface MarksOptions {
  readonly store: LineStore;
  readonly query: Query;
  readonly scanner: Scanner;
}

export function createMarks({ store, query, scanner }: MarksOptions): Marks {
  const closing = new AbortController();
  const tables = createTables(query.levelsFrom !== null);
  let scanned = 0;
  let failure: string | null = null;
  const isClosed = (): boolean => closing.signal.aborted;
  const step = async (): Promise<boolean> => {
    scanned = Math.max(scanned, store.firstLine());
    const { parts, end, skip } = partsFrom(store, scanned);
    if (parts.length === 0 || failure !== null || isClosed()) return false;
    try {
      const { found } = await scanner.scan({ query, parts }, closing.signal);
      tables.set(found, scanned - skip, end);
      scanned = end;
      return true;
    } catch (error) {
      if (error instanceof ScanError) failure = error.message;
      else if (!isClosed()) throw error;
      return false;
    }
  };
  return {
    scanned: () => scanned,
    isHit: (line) => tables.hits()[line] === 1,
    levelAt: (line) => tables.levels()[line] ?? 0,
    secondsAt: (line) => tables.seconds()[line] ?? 0,
    failure: () => failure,
    step,
    close: () => closing.abort(new Error(say('The search was given up.'))),
  };
}

/** Entries by line number. */
function createTables(withLevels: boolean) {
  let hits = new Uint8Array(0);
  let levels = new Uint8Array(0);
  let seconds = new Float32Array(0);
  const room = (needed: number): void => {
    if (needed <= hits.length) return;
    const size = Math.max(needed, hits.length * 2, 4096);
    const [oldHits, oldLevels, oldSeconds] = [hits, levels, seconds];
    hits = new Uint8Array(size);
    hits.set(oldHits);
    if (!withLevels) return;
    levels = new Uint8Array(size);
    levels.set(oldLevels);
    seconds = new Float32Array(size);
    seconds.set(oldSeconds);
  };
  return {
    hits: () => hits,
    levels: () => levels,
    seconds: () => seconds,
    set: (found: readonly Found[], first: number, end: number): void => {
      room(end);
      let at = first;
      for (const each of found) {
        hits.set(each.hits, at);
        if (withLevels) levels.set(each.levels, at);
        if (withLevels) seconds.set(each.seconds, at);
        at += each.hits.length;
      }
    },
  };
}

interface Parts {
  readonly parts: readonly ScanPart[];
  /** The first line after them. */
  readonly end: number;
  /** Lines at their beginning that are known already. */
  readonly skip: number;
}

function partsFrom(store: LineStore, line: number): Parts {
  const parts: ScanPart[] = [];
  let end = line;
  let skip = 0;
  let bytes = 0;
  while (end < store.lines() && bytes < PART_BYTES) {
    const block = store.block(end);
    const part = block === null ? null : partOf(block);
    if (block === null || part === null) break;
    if (parts.length === 0) skip = line - block.first;
    parts.push(part);
    bytes += part instanceof Uint8Array ? part.length : part.size;
    end = block.first + block.count;
  }
  return { parts, end, skip };
}

const partOf = ({ place, chunk }: Block): ScanPart | null => {
  if (place !== null) return place;
  // A copy of its own, to be sent away.
  return chunk === null ? null : new Uint8Array(encodeChunk(chunk));
};
