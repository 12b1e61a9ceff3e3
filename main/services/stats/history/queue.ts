import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { createEncoder, type Entry, hourOfEntry } from './encoder';
import { fileName } from './folder';

const OWNER_ONLY = 0o600;
const FOLDER_OWNER_ONLY = 0o700;
/** What waits for a disk that takes nothing; then the oldest goes. */
const MOST_WAITING = 200_000;

/** What waits to be written. */
export interface Queue {
  add(engine: string, entry: Entry): void;
  isEmpty(): boolean;
  /** Writes what waits; what cannot be written goes on waiting. Never rejects. */
  write(): Promise<void>;
  /** No entry of an hour before this one comes any more. */
  closeBefore(hour: number): void;
  /** Forgets what waits, and all files. */
  clear(): void;
  /** The system's words for why the last write failed; empty when it did not. */
  trouble(): string;
}

interface OpenFile {
  readonly path: string;
  readonly hour: number;
  readonly encode: (entries: readonly Entry[]) => string;
}

type Waiting = readonly [engine: string, entry: Entry];

interface Batch {
  readonly engine: string;
  readonly hour: number;
  readonly entries: Entry[];
}

/** In the order of their first entries. */
function byFile(waiting: readonly Waiting[]): readonly Batch[] {
  const batches = new Map<string, Batch>();
  for (const [engine, entry] of waiting) {
    const hour = hourOfEntry(entry);
    const name = `${hour} ${engine}`;
    const batch = batches.get(name) ?? { engine, hour, entries: [] };
    batches.set(name, batch);
    batch.entries.push(entry);
  }
  return [...batches.values()];
}

export const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @param folderOf Of an engine's files; made when there is something to write. */
export function createQueue(folderOf: (engine: string) => string, log: (line: string) => void): Queue {
  const appender = createAppender(folderOf);
  let waiting: Waiting[] = [];
  let trouble = '';
  const write = async (batch: Batch): Promise<void> => {
    try {
      await appender.append(batch);
      trouble = '';
    } catch (error) {
      trouble = words(error);
      log(`history: not saved: ${trouble}`);
      waiting = [...batch.entries.map((entry): Waiting => [batch.engine, entry]), ...waiting].slice(-MOST_WAITING);
    }
  };
  return {
    add(engine, entry) {
      waiting.push([engine, entry]);
      if (waiting.length > MOST_WAITING) waiting = waiting.slice(-MOST_WAITING / 2);
    },
    isEmpty: () => waiting.length === 0,
    async write() {
      const batches = byFile(waiting);
      waiting = [];
      for (const batch of batches) await write(batch);
    },
    closeBefore: (hour) => appender.closeBefore(hour),
    clear: () => {
      waiting = [];
      appender.closeBefore(Infinity);
    },
    trouble: () => trouble,
  };
}

/** Writes batches to files of this run's own. */
interface Appender {
  /** Rejects with the system's error; the batch is then not written, or torn where readers stop. */
  append(batch: Batch): Promise<void>;
  closeBefore(hour: number): void;
}

function createAppender(folderOf: (engine: string) => string): Appender {
  const run = `${Date.now().toString(36)}${randomBytes(3).toString('hex')}`;
  const open = new Map<string, OpenFile>();
  let files = 0;
  const openFor = (engine: string, hour: number, id: string): OpenFile => {
    files += 1;
    const name = fileName(hour, `${run}${files.toString(36)}`);
    const file = { path: path.join(folderOf(engine), name), hour, encode: createEncoder(hour) };
    open.set(id, file);
    return file;
  };
  return {
    async append({ engine, hour, entries }) {
      const id = `${hour} ${engine}`;
      const file = open.get(id) ?? openFor(engine, hour, id);
      try {
        await fs.mkdir(path.dirname(file.path), { recursive: true, mode: FOLDER_OWNER_ONLY });
        await fs.appendFile(file.path, file.encode(entries), { mode: OWNER_ONLY });
      } catch (error) {
        // It may be torn now: what comes next goes into another one.
        open.delete(id);
        throw error;
      }
    },
    closeBefore(hour) {
      for (const [id, file] of open) if (file.hour < hour) open.delete(id);
    },
  };
}
