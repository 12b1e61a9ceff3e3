import type { Engine } from '../engine/types';
import type { BinItem } from './items';

export interface ExpiryOptions {
  readonly engine: Pick<Engine, 'subscribe'>;
  readonly log: (line: string) => void;
  readonly items: () => Promise<readonly BinItem[]>;
  /** ms since the epoch. */
  readonly goesAt: (item: BinItem) => number;
  readonly drop: (item: BinItem) => Promise<void>;
}

/** Lets things go when their time is over: one timer, to the next of them. */
export interface Expiry {
  /** The bin, or a time, may be another one now. */
  look(): void;
  close(): void;
}

/** A longer timer would ring at once. */
const LONGEST_MS = 2 ** 31 - 1;

export function createExpiry({ engine, log, items, goesAt, drop }: ExpiryOptions): Expiry {
  const state: { timer: NodeJS.Timeout | undefined; looking: Promise<void>; connected: boolean } = {
    ...{ timer: undefined, looking: Promise.resolve(), connected: false },
  };
  const once = async (): Promise<void> => {
    clearTimeout(state.timer);
    if (!state.connected) return;
    const all = await items();
    const now = Date.now();
    for (const item of all.filter((each) => goesAt(each) <= now)) await drop(item);
    const next = Math.min(...all.map(goesAt).filter((at) => at > now));
    if (Number.isFinite(next)) state.timer = setTimeout(look, Math.min(LONGEST_MS, next - now)).unref();
  };
  const look = (): void => {
    state.looking = state.looking.then(once).catch((error: unknown) => log(`bin: ${String(error)}`));
  };
  const stop = engine.subscribe({
    connected: () => {
      state.connected = true;
      look();
    },
    disconnected: () => {
      state.connected = false;
      clearTimeout(state.timer);
    },
    event: () => undefined,
  });
  return {
    look,
    close: () => {
      state.connected = false;
      clearTimeout(state.timer);
      stop();
    },
  };
}
