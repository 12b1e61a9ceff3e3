import type { Contract } from '../../main/contract';
import type { InputOf, Path, ProcedureAt, ReceiveOf } from '../../main/contract/procedure';
import { WireError } from '../../main/rpc/wire/types';
import { backoffMs, type Client, type Connector } from './connector';
import { firstOf } from './observable';

type WatchPath = Path<Contract, 'stream'>;
type WatchInput<P extends WatchPath> = InputOf<ProcedureAt<Contract, P>>;
type WatchItem<P extends WatchPath> = ReceiveOf<ProcedureAt<Contract, P>>;

interface WatchEvents<T> {
  /** The next item is taken when the promise resolves: a slow reader slows the sender, and nothing piles up. */
  readonly onItem: (item: T) => void | Promise<void>;
  /** Before the first item of each subscription: what comes now starts from the beginning. */
  readonly onReset?: (() => void) | undefined;
  /** It broke off, and is going to be subscribed again: at once when there is a connection, later when it failed. */
  readonly onLost?: ((error: WireError) => void) | undefined;
}

export type Watch = <P extends WatchPath>(
  path: P,
  input: WatchInput<P>,
  events: WatchEvents<WatchItem<P>>,
) => () => void;

/** These would fail again the same way. */
const isHopeless = ({ code }: WireError): boolean => code === 'UNKNOWN_PROCEDURE' || code === 'INVALID_INPUT';

const asWireError = (error: unknown): WireError => {
  if (error instanceof WireError) return error;
  // `onItem` threw: a bug of the view, told where such are told.
  reportError(error);
  return new WireError('INTERNAL', null, 'The page could not take what it was sent.');
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });

/** Watches: streams that are subscribed again whenever they break off, until they are stopped. */
export const createWatch =
  (connector: Connector): Watch =>
  (path, input, events) => {
    const controller = new AbortController();
    const { signal } = controller;

    /** Resolves with why it broke off. */
    const follow = async (client: Client): Promise<WireError> => {
      let isFirst = true;
      try {
        for await (const item of client.stream(path, input, { signal })) {
          if (isFirst) events.onReset?.();
          isFirst = false;
          await events.onItem(item);
        }
        return new WireError('INTERNAL', null, 'The watch ended.');
      } catch (error) {
        return signal.aborted ? new WireError('CANCELLED', null) : asWireError(error);
      }
    };
    const run = async (): Promise<void> => {
      let dead: Client | null = null;
      let failures = 0;
      for (;;) {
        const isUsable = (client: Client | null): client is Client => client !== null && client !== dead;
        const client = await firstOf(connector.client, isUsable, signal);
        if (client === null) return;
        const error = await follow(client);
        if (signal.aborted) return;
        events.onLost?.(error);
        if (isHopeless(error)) return;
        if (error.code === 'CONNECTION_LOST') {
          dead = client;
          failures = 0;
        } else await pause(backoffMs(failures++), signal);
      }
    };
    void run();
    return () => controller.abort();
  };
