import type { EngineClient, FeedListener } from '../engine/types';
import { createSource, type Source } from './source';
import type { SpoolFolder } from './store/spool';

/** The logs that were read, each once however many views show it. */
export interface Library {
  readonly listener: FeedListener;
  /** The container's log, which is read on until it is released. */
  acquire(id: string): { readonly source: Source; readonly release: () => void };
  close(): Promise<void>;
}

export interface LibraryOptions {
  readonly spools: SpoolFolder;
  readonly log: (line: string) => void;
}

interface Connection {
  readonly client: EngineClient;
  readonly epoch: AbortSignal;
}

/** A log, and for how many it is read. */
interface Entry {
  readonly source: Source;
  readonly isUsed: () => boolean;
  /** Returns what ends the use. */
  use(): () => void;
  connected(connection: Connection): void;
  close(): Promise<void>;
}

/** Of one container's log, text and times, bytes. */
const SOURCE_BYTES = 1024 * 1024 * 1024;
/** Logs that nobody looks at are kept, so that a look back is quick. */
const KEPT = 20;
/** Somebody who goes to another view and back. */
const LEAVE_MS = 5_000;
/** After these a container may print, or prints no more. */
const KICKS = new Set(['start', 'restart', 'unpause', 'die', 'destroy']);

export function createLibrary({ spools, log }: LibraryOptions): Library {
  const entries = new Map<string, Entry>();
  let connection: Connection | null = null;

  const tidy = (): void => {
    const unused = [...entries].filter(([, entry]) => !entry.isUsed());
    for (const [id, entry] of unused.slice(0, Math.max(0, unused.length - KEPT))) {
      entries.delete(id);
      void entry.close();
    }
  };
  const make = (id: string): Entry =>
    createEntry(
      createSource({ id, spool: spools.open(), limit: SOURCE_BYTES, log }),
      () => connection,
      () => tidy(),
    );
  return {
    listener: {
      connected: (client, epoch) => {
        connection = { client, epoch };
        for (const entry of entries.values()) entry.connected(connection);
      },
      event: ({ type, action, id }) => {
        if (type === 'container' && KICKS.has(action)) entries.get(id)?.source.kick();
      },
      disconnected: () => {
        connection = null;
      },
    },
    acquire: (id) => {
      const entry = entries.get(id) ?? make(id);
      // The one last used is the last to go.
      entries.delete(id);
      entries.set(id, entry);
      return { source: entry.source, release: entry.use() };
    },
    close: async () => {
      const all = [...entries.values()];
      entries.clear();
      await Promise.all(all.map((entry) => entry.close()));
    },
  };
}

function createEntry(source: Source, connection: () => Connection | null, onLeft: () => void): Entry {
  let users = 0;
  let reading: AbortController | null = null;
  let leaving: NodeJS.Timeout | null = null;
  const stay = (): void => {
    if (leaving !== null) clearTimeout(leaving);
    leaving = null;
  };
  const read = ({ client, epoch }: Connection): void => {
    reading?.abort();
    reading = new AbortController();
    source.connected(client, AbortSignal.any([epoch, reading.signal]));
  };
  const leave = (): void => {
    reading?.abort();
    reading = null;
    onLeft();
  };
  const release = (): void => {
    users -= 1;
    if (users === 0) leaving = setTimeout(leave, LEAVE_MS).unref();
  };
  return {
    source,
    isUsed: () => users > 0,
    use: () => {
      users += 1;
      stay();
      const present = connection();
      if (reading === null && present !== null) read(present);
      let over = false;
      return () => {
        if (!over) release();
        over = true;
      };
    },
    connected: (next) => {
      if (users > 0) read(next);
      else reading = null;
    },
    close: () => {
      stay();
      return source.close();
    },
  };
}
