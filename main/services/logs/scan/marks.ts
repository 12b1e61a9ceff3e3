import type { Block } from '../store/blocks';
import { encodeChunk } from '../store/chunk';
import type { LineStore } from '../store/line-store';
import { createPaged } from '../store/paged';
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
    tables.dropBelow(store.firstLine());
    const { parts, end, skip } = partsFrom(store, scanned);
    if (parts.length === 0 || failure !== null || isClosed()) return false;
    try {
      const { found } = await scanner.scan({ query, parts }, closing.signal);
      tables.set(found, scanned - skip);
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
    isHit: (line) => tables.hits.at(line) === 1,
    levelAt: (line) => tables.levels.at(line),
    secondsAt: (line) => tables.seconds.at(line),
    failure: () => failure,
    step,
    close: () => closing.abort(new Error(say('The search was given up.'))),
  };
}

/** Entries by line number: 1 byte a line, 6 with levels. */
function createTables(withLevels: boolean) {
  const hits = createPaged((length) => new Uint8Array(length));
  const levels = createPaged((length) => new Uint8Array(length));
  const seconds = createPaged((length) => new Float32Array(length));
  return {
    ...{ hits, levels, seconds },
    set: (found: readonly Found[], first: number): void => {
      let at = first;
      for (const each of found) {
        hits.put(each.hits, at);
        if (withLevels) levels.put(each.levels, at);
        if (withLevels) seconds.put(each.seconds, at);
        at += each.hits.length;
      }
    },
    /** Lines before this one are no more. */
    dropBelow: (line: number): void => {
      for (const table of [hits, levels, seconds]) table.dropBelow(line);
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
