// Keeps one connection to the main process, and makes a new one when it is lost.
import type { Contract } from '../../main/contract';
import { connectWire, type WireClient } from '../../main/rpc/wire/client';
import type { Dial } from './dial';
import { observable, type Observable } from './observable';

/** `connecting`: for the first time, or after a new code. `no-session`: a new code is needed. */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'no-session';
export type Client = WireClient<Contract>;

export interface Connector {
  readonly state: Observable<ConnectionState>;
  /** Null unless `open`. */
  readonly client: Observable<Client | null>;
  readonly start: () => void;
  readonly stop: () => void;
  /** Something changed for the better: tries again at once. */
  readonly retry: () => void;
}

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 2_000;
/** A connection that lived shorter counts as a failure: the next attempt waits longer. */
const PROVEN_AFTER_MS = 5_000;
/** For the other side's greeting. */
const OPENED_WITHIN_MS = 5_000;

/** Doubles from 100 ms to 2 s, less up to a half, so that many pages do not come back all at once. */
export const backoffMs = (failures: number): number =>
  Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 10)) * (1 - Math.random() / 2);

interface Sleep {
  /** Null: until woken. */
  readonly pause: (ms: number | null) => Promise<void>;
  /** While nobody sleeps, it spares the next one. */
  readonly wake: () => void;
}

const createSleep = (): Sleep => {
  let isWoken = false;
  let end: (() => void) | null = null;
  return {
    pause: async (ms) => {
      if (!isWoken) {
        let timer: ReturnType<typeof setTimeout> | undefined;
        await new Promise<void>((resolve) => {
          end = resolve;
          if (ms !== null) timer = setTimeout(resolve, ms);
        });
        clearTimeout(timer);
      }
      end = null;
      isWoken = false;
    },
    wake: () => {
      if (end === null) isWoken = true;
      else end();
    },
  };
};

const isOpened = async (client: Client): Promise<boolean> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), OPENED_WITHIN_MS)));
  const opened = await Promise.race([client.opened.then(() => true), client.closed.then(() => false), late]);
  clearTimeout(timer);
  if (!opened) client.close('There was no greeting in time.');
  return opened;
};

export const createConnector = (dial: Dial): Connector => {
  const state = observable<ConnectionState>('connecting');
  const client = observable<Client | null>(null);
  const sleep = createSleep();
  const stopped = new AbortController();

  /** Resolves when the connection is over: whether it had proven itself. */
  const hold = async (next: Client): Promise<boolean> => {
    if (stopped.signal.aborted || !(await isOpened(next))) return false;
    const since = Date.now();
    client.set(next);
    state.set('open');
    await next.closed;
    client.set(null);
    return Date.now() - since >= PROVEN_AFTER_MS;
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stopped.signal.aborted) {
      const dialled = await dial();
      if (dialled === 'no-session') {
        state.set('no-session');
        await sleep.pause(null);
        state.set('connecting');
        continue;
      }
      const proven = dialled !== 'retry' && (await hold(connectWire<Contract>(dialled)));
      failures = proven ? 0 : failures + 1;
      state.set('lost');
      await sleep.pause(backoffMs(failures - 1));
    }
  };
  return {
    state,
    client,
    start: () => void run(),
    stop: () => {
      stopped.abort();
      client.get()?.close('The page is done.');
      sleep.wake();
    },
    retry: sleep.wake,
  };
};
