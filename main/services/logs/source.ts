import type { EngineClient } from '../engine/types';
import { createFollower, type FollowSink, type FollowState } from './read/follower';
import { type LogFacts, readFacts } from './read/facts';
import type { Loss } from './read/loss';
import { readPreview, type PreviewLine } from './read/preview';
import { createLineStore, type LineStore } from './store/line-store';
import type { Spool } from './store/spool';

/** One container's log, from its first line on. */
export interface Source {
  readonly id: string;
  readonly store: LineStore;
  readonly facts: () => LogFacts | null;
  readonly state: () => FollowState;
  /** The engine's words about the state. */
  readonly message: () => string;
  /** Whether everything there was had been read once: from then on nothing is missing but what is yet to come. */
  readonly caughtUp: () => boolean;
  /** The last lines, while the history is on its way; empty until they are there, and once it is. */
  readonly preview: () => readonly PreviewLine[];
  /** What is not here, by the number of the line before which it would stand. */
  readonly losses: () => ReadonlyMap<number, Loss>;
  /** Lines came or went, or the state changed. */
  onChange(listener: () => void): () => void;
  /** There is a connection, for as long as the signal says. */
  connected(client: EngineClient, epoch: AbortSignal): void;
  kick(): void;
  close(): Promise<void>;
}

export interface SourceOptions {
  readonly id: string;
  readonly spool: Spool;
  /** Bytes of text that are kept. */
  readonly limit: number;
  readonly log: (line: string) => void;
}

const PREVIEW_LINES = 500;
/** Bytes on their way to the disk at which reading stops. */
const PENDING_BYTES = 8 * 1024 * 1024;

/** What is known of a log, and who wants to hear when that changes. */
function createNews() {
  const listeners = new Set<() => void>();
  const known: Known = { facts: null, state: 'reading', message: '', caughtUp: false, preview: [] };
  const told = (news: Partial<Known>): void => {
    Object.assign(known, news);
    for (const listener of [...listeners]) listener();
  };
  return {
    known: known as Readonly<Known>,
    told,
    state: (state: FollowState, message: string): void => {
      if (state === known.state && message === known.message) return;
      // Waiting with words is waiting for another try.
      const isThere = state !== 'reading' && (state !== 'waiting' || message === '');
      told({ state, message, ...(isThere && { caughtUp: true, preview: [] }) });
    },
    /** A log of which only a part was read has not been caught up with. */
    cut: (): void => told({ state: known.caughtUp ? 'waiting' : 'reading', message: '' }),
    listen: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => listeners.clear(),
  };
}

interface Known {
  facts: LogFacts | null;
  state: FollowState;
  message: string;
  caughtUp: boolean;
  preview: readonly PreviewLine[];
}

const sinkOf = (store: LineStore, lost: FollowSink['lost']): FollowSink => ({
  message: (printed) => store.message(printed),
  flush: () => store.flush(),
  lines: () => store.lines(),
  lost,
  full: () => store.pending() > PENDING_BYTES,
  drained: () => store.drained(),
});

export function createSource({ id, spool, limit, log }: SourceOptions): Source {
  const store = createLineStore({ spool, limit, log });
  const news = createNews();
  const { known } = news;
  const closing = new AbortController();
  const losses = new Map<number, Loss>();
  const lost = (line: number, loss: Loss): void => {
    losses.set(line, loss);
    news.told({});
  };
  const follower = createFollower({
    ...{ id, sink: sinkOf(store, lost), onState: news.state, onCut: news.cut },
    onFacts: (facts) => news.told({ facts }),
  });
  const look = async (client: EngineClient, signal: AbortSignal): Promise<void> => {
    const facts = await readFacts(client, id, signal);
    const preview = await readPreview(client, { facts, count: PREVIEW_LINES, signal });
    if (!known.caughtUp) news.told({ facts, preview });
  };
  return {
    id,
    store,
    facts: () => known.facts,
    state: () => known.state,
    message: () => known.message,
    caughtUp: () => known.caughtUp,
    preview: () => known.preview,
    losses: () => losses,
    onChange: (listener) => {
      const endings = [news.listen(listener), store.onChange(listener)];
      return () => {
        for (const end of endings) end();
      };
    },
    connected: (client, epoch) => {
      const signal = AbortSignal.any([epoch, closing.signal]);
      // What fails here fails in the follower as well, which says so.
      const begun = known.caughtUp ? Promise.resolve() : look(client, signal).catch(() => undefined);
      void begun.then(() => follower.run(client, signal));
    },
    kick: () => follower.kick(),
    close: async () => {
      closing.abort();
      news.close();
      await store.close();
    },
  };
}
