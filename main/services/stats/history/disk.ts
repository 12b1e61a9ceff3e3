import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Entry } from './encoder';
import { historyFiles, prune, setAside } from './folder';
import { HOUR_MS, KEPT_MS } from './grid';
import { decodeFile, encodeLine, type Line } from './lines';
import { createQueue, words } from './queue';

const OWNER_ONLY = 0o600;
/** A file of an hour that is larger than this was not written by Slipway. */
const FILE_LIMIT = 64 * 1024 * 1024;

export interface DiskOptions {
  /** Made when there is something to write. */
  readonly dir: string;
  readonly maxBytes: number;
  readonly log: (line: string) => void;
}

/** The history's files. Nothing here ever rejects: what the disk refuses is tried again, and told by `trouble`. */
export interface HistoryDisk {
  /** Reads the last 24 hours of one engine, oldest first. @param now ms since the epoch, engine clock. */
  load(engine: string, now: number, each: (lines: readonly Line[]) => void): Promise<void>;
  /** Keeps this for the next `flush`. */
  add(engine: string, entry: Entry): void;
  flush(now: number): Promise<void>;
  /** Removes all of it, of every engine. */
  clear(): Promise<void>;
  bytes(): number;
  /** The system's words for why the last write failed; empty when it did not. */
  trouble(): string;
}

const oldestHour = (now: number): number => Math.floor((now - KEPT_MS) / HOUR_MS);

export function createHistoryDisk({ dir, maxBytes, log }: DiskOptions): HistoryDisk {
  const folderOf = (engine: string): string =>
    path.join(dir, createHash('sha256').update(engine).digest('hex').slice(0, 16));
  const queue = createQueue(folderOf, log);
  const inTurn = createTurns((error) => log(`history: ${words(error)}`));
  let bytes = 0;
  const measure = async (): Promise<void> => {
    bytes = (await historyFiles(dir)).reduce((sum, file) => sum + file.bytes, 0);
  };
  return {
    load: (engine, now, each) =>
      inTurn(async () => {
        const kept = await prune(dir, oldestHour(now), maxBytes);
        const own = kept.filter((file) => path.dirname(file.path) === folderOf(engine));
        for (const file of own) await read(file.path, each, log);
        await measure();
      }),
    add: (engine, entry) => queue.add(engine, entry),
    flush: (now) =>
      inTurn(async () => {
        if (queue.isEmpty()) return;
        await queue.write();
        queue.closeBefore(Math.floor(now / HOUR_MS) - 1);
        await prune(dir, oldestHour(now), maxBytes);
        await measure();
      }),
    clear: () =>
      inTurn(async () => {
        queue.clear();
        await fs.rm(dir, { recursive: true, force: true });
        await measure();
      }),
    bytes: () => bytes,
    trouble: () => queue.trouble(),
  };
}

/** One piece of work after the other; what fails is told, and rejects nowhere. */
function createTurns(onError: (error: unknown) => void): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    last = last.then(work).catch(onError);
    return last;
  };
}

/** A damaged file is set aside; what can be read of it goes on in another one. */
async function read(file: string, each: (lines: readonly Line[]) => void, log: DiskOptions['log']): Promise<void> {
  try {
    const { size } = await fs.stat(file);
    const { lines, state } =
      size > FILE_LIMIT ? ({ lines: [], state: 'damaged' } as const) : decodeFile(await fs.readFile(file, 'utf8'));
    each(lines);
    if (state === 'newer') log(`history: ${file} is of a newer version of Slipway, and left alone`);
    if (state !== 'damaged') return;
    const kept = await setAside(file);
    log(`history: ${file} is damaged; kept as ${kept}`);
    if (lines[0]?.type === 'header') await fs.writeFile(file, lines.map(encodeLine).join(''), { mode: OWNER_ONLY });
  } catch (error) {
    log(`history: ${file} cannot be read: ${words(error)}`);
  }
}
