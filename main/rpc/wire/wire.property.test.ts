// Random interleavings of calls, slow readers, cancels and closes over real transports: nothing is lost, reordered,
// duplicated or left running, and nothing is unbounded.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { stream, unary, type Duplex, type ErrorMap } from '../../contract/procedure';
import { messagePortChannel } from './channel-message-port';
import { webSocketChannel } from './channel-websocket';
import { connectWire, type WireClient } from './client';
import { ITEM_HEADER } from './items';
import { FRAME_LIMIT, WINDOW } from './limits';
import { serveWire } from './server';
import { WireError, type CallContext, type Channel } from './types';

const RUNS = 60;

type Form = 'json' | 'bytes' | 'nothing';
interface Item {
  readonly form: Form;
  readonly size: number;
}
interface Plan {
  readonly kind: 'unary' | 'stream' | 'duplex';
  readonly down: readonly Item[];
  readonly up: readonly Item[];
  /** Event loop turns before the call, between items on the producer's side, and on the reader's. */
  readonly delay: number;
  readonly produceTurns: number;
  readonly readTurns: number;
  /** The reader leaves after so many items. */
  readonly cancelAfter: number | null;
  readonly cancelBy: 'break' | 'signal';
}
interface Run {
  readonly plans: readonly Plan[];
  /** Who closes the connection in the middle, after so many items taken in all. */
  readonly close: { readonly by: 'client' | 'server'; readonly after: number } | null;
}

const item = v.unknown();
/** Both sides know the run; a call says which of its plans it is. */
const at = v.number();
const both: Duplex<typeof at, typeof item, typeof item, ErrorMap> = {
  kind: 'duplex',
  input: at,
  send: item,
  receive: item,
  errors: {},
};
const contract = { t: { one: unary(at, item, {}), many: stream(at, item, {}), both } } as const;
type Contract = typeof contract;

/** The item number `index`; no two of one call are alike, but for `nothing`. */
const make = ({ form, size }: Item, index: number): unknown => {
  if (form === 'nothing') return undefined;
  if (form === 'json') return { index, pad: 'ü'.repeat(size / 2) };
  const bytes = new Uint8Array(size + 4).fill(index);
  new DataView(bytes.buffer).setUint32(0, index);
  return bytes;
};
/** In place of `toEqual`, which takes a second for a few megabytes. */
const checkItem = (got: unknown, due: Item, index: number): void => {
  const wanted = make(due, index);
  const isSame =
    wanted instanceof Uint8Array
      ? got instanceof Uint8Array && Buffer.compare(got, wanted) === 0
      : JSON.stringify(got) === JSON.stringify(wanted);
  if (!isSame) throw new Error(`Item ${index} is not the ${due.form} of ${due.size} bytes that was sent.`);
};
const largest = (items: readonly Item[]): number => Math.max(0, ...items.map(({ size }) => size + 64));

/** Bytes asked of a producer and not yet taken by the consumer; the window bounds them whatever happens. */
const createGauge = (items: readonly Item[]) => {
  let asked = 0;
  let taken = 0;
  // One item goes out on the last byte of credit, and one may be in the consumer's hands.
  const limit = WINDOW + 2 * largest(items);
  const sizeOf = (index: number): number => {
    const { form, size } = items[index] ?? expect.fail('There is no such item.');
    return ITEM_HEADER + (form === 'nothing' ? 0 : size);
  };
  return {
    ask: (index: number): void => {
      asked += sizeOf(index);
      if (asked - taken > limit) throw new Error(`${asked - taken} bytes are on their way, the limit is ${limit}`);
    },
    take: (index: number): void => {
      taken += sizeOf(index);
    },
  };
};

const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await nextTurn();
};

interface Gauges {
  readonly down: ReturnType<typeof createGauge>;
  readonly up: ReturnType<typeof createGauge>;
}
interface World {
  readonly gauges: readonly Gauges[];
  /** An item was taken: the time may have come to close. */
  readonly took: () => void;
  readonly isClosed: () => boolean;
}

/** Takes items until the end, checking each; `onItem` answers false to leave. */
const checkAll = async (
  received: AsyncIterable<unknown>,
  items: readonly Item[],
  onItem: (index: number) => boolean | Promise<boolean>,
): Promise<number> => {
  let index = 0;
  for await (const got of received) {
    const due = items[index];
    if (due === undefined) throw new Error('There is an item too many.');
    checkItem(got, due, index);
    index += 1;
    if (!(await onItem(index - 1))) break;
  }
  return index;
};

const handlersOf = (run: Run, gauges: readonly Gauges[], watcher: { running: number }) => {
  const planAt = (index: number): Plan => run.plans[index] ?? expect.fail('There is no such plan.');
  const produce = async function* (index: number) {
    const { down, produceTurns } = planAt(index);
    watcher.running += 1;
    try {
      for (const [n, due] of down.entries()) {
        await turns(produceTurns);
        gauges[index]?.down.ask(n);
        yield make(due, n);
      }
    } finally {
      watcher.running -= 1;
    }
  };
  const consume = async (index: number, sent: AsyncIterable<unknown>): Promise<void> => {
    const { up, readTurns } = planAt(index);
    watcher.running += 1;
    try {
      const count = await checkAll(sent, up, async (n) => {
        gauges[index]?.up.take(n);
        await turns(readTurns);
        return true;
      });
      expect(count).toBe(up.length);
    } finally {
      watcher.running -= 1;
    }
  };
  return {
    t: {
      one: async (index: number) => {
        await turns(planAt(index).produceTurns);
        const [due] = planAt(index).down;
        return due === undefined ? undefined : make(due, 0);
      },
      many: produce,
      both: async function* (index: number, { signal }: CallContext, sent: AsyncIterable<unknown>) {
        const consumed = consume(index, sent).catch((error: unknown) => {
          if (!signal.aborted) throw error;
        });
        consumed.catch(() => undefined);
        yield* produce(index);
        await consumed;
      },
    },
  };
};

/** One call as planned; checks all that it receives, and how it ends. */
const perform = async (client: WireClient<Contract>, index: number, planned: Plan, world: World): Promise<void> => {
  const { kind, down, up, delay, readTurns, cancelAfter, cancelBy } = planned;
  const gauges = world.gauges[index] ?? expect.fail('There is no gauge.');
  const controller = new AbortController();
  const { signal } = controller;
  const isCancelled = { now: false };
  const onItem = async (n: number): Promise<boolean> => {
    gauges.down.take(n);
    world.took();
    await turns(readTurns);
    if (cancelAfter === null || n + 1 < cancelAfter) return true;
    isCancelled.now = true;
    if (cancelBy === 'signal') controller.abort();
    return cancelBy === 'signal';
  };
  const sendAll = async (send: (next: unknown) => Promise<void>, end: () => void): Promise<void> => {
    for (const [n, due] of up.entries()) {
      gauges.up.ask(n);
      await send(make(due, n));
    }
    end();
  };
  await turns(delay);
  try {
    if (kind === 'unary') {
      if (cancelAfter !== null) void turns(cancelAfter).then(() => controller.abort());
      isCancelled.now = cancelAfter !== null;
      const got = await client.call('t.one', index, { signal });
      checkItem(got, down[0] ?? { form: 'nothing', size: 0 }, 0);
    } else if (kind === 'stream') {
      const count = await checkAll(client.stream('t.many', index, { signal }), down, onItem);
      if (!isCancelled.now) expect(count).toBe(down.length);
    } else {
      const { received, send, end } = client.duplex('t.both', index, { signal });
      const sent = sendAll(send, end);
      const [count] = await Promise.allSettled([checkAll(received, down, onItem), sent]);
      if (count.status === 'rejected') throw count.reason;
      if (isCancelled.now) return;
      expect(count.value).toBe(down.length);
      await sent;
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const allowed = [...(isCancelled.now ? ['CANCELLED'] : []), ...(world.isClosed() ? ['CONNECTION_LOST'] : [])];
    expect(allowed, error.message).toContain(error.code);
  }
};

interface Pair {
  readonly channels: readonly [server: Channel, client: Channel];
  /** A socket that is closed before it is open takes no reason with it. */
  readonly open: Promise<unknown>;
}

const performAll = async (run: Run, { channels: [serverChannel, clientChannel], open }: Pair): Promise<void> => {
  const gauges = run.plans.map(({ down, up }): Gauges => ({ down: createGauge(down), up: createGauge(up) }));
  const watcher = { running: 0 };
  const bugs: unknown[] = [];
  const server = serveWire(serverChannel, {
    contract,
    connectionId: 1,
    handlers: handlersOf(run, gauges, watcher),
    onInternalError: (error) => bugs.push(error),
  });
  const client = connectWire<Contract>(clientChannel);
  let taken = 0;
  let isClosed = false;
  const took = (): void => {
    taken += 1;
    if (run.close === null || isClosed || taken < run.close.after) return;
    isClosed = true;
    if (run.close.by === 'client') client.close('In the middle.');
    else server.close('In the middle.');
  };
  const world: World = { gauges, took, isClosed: () => isClosed };
  try {
    await Promise.all(run.plans.map((planned, index) => perform(client, index, planned, world)));
    await vi.waitFor(() => expect(watcher.running).toBe(0), { interval: 1, timeout: 5_000 });
    await open;
  } finally {
    client.close('In the middle.');
  }
  expect(await client.closed).toBe('In the middle.');
  expect(await server.closed).toBe('In the middle.');
  expect(bugs).toEqual([]);
};

const anItem: fc.Arbitrary<Item> = fc.record({
  form: fc.constantFrom<Form>('json', 'json', 'bytes', 'nothing'),
  size: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 200 }) },
    { weight: 6, arbitrary: fc.integer({ min: 1_000, max: 40_000 }) },
    { weight: 3, arbitrary: fc.integer({ min: 64_000, max: 140_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 200_000, max: 2_000_000 }) },
  ),
});
const items = fc.array(anItem, { maxLength: 40, size: 'max' });
const aPlan: fc.Arbitrary<Plan> = fc.record({
  kind: fc.constantFrom('unary', 'stream', 'stream', 'duplex'),
  down: items,
  up: items,
  delay: fc.nat({ max: 10 }),
  produceTurns: fc.constantFrom(0, 0, 0, 1, 3),
  readTurns: fc.constantFrom(0, 0, 1, 5),
  cancelAfter: fc.option(fc.nat({ max: 20 }), { freq: 2 }),
  cancelBy: fc.constantFrom('break', 'signal'),
});
const aRun: fc.Arbitrary<Run> = fc.record({
  plans: fc.array(aPlan, { minLength: 1, maxLength: 8, size: 'max' }),
  close: fc.option(fc.record({ by: fc.constantFrom('client', 'server'), after: fc.nat({ max: 60 }) }), { freq: 2 }),
});

describe('whatever calls do at the same time, over', () => {
  let sockets: WebSocketServer;
  beforeAll(async () => {
    sockets = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: FRAME_LIMIT, perMessageDeflate: false });
    await once(sockets, 'listening');
  });
  afterAll(() => {
    sockets.close();
  });

  test('a MessagePort, nothing is lost, reordered, doubled, unbounded or left running', async () => {
    const pair = (): Pair => {
      const { port1, port2 } = new MessageChannel();
      return { channels: [messagePortChannel(port1), messagePortChannel(port2)], open: Promise.resolve() };
    };
    await fc.assert(
      fc.asyncProperty(aRun, (run) => performAll(run, pair())),
      { numRuns: RUNS },
    );
  }, 60_000);

  test('a WebSocket, nothing is lost, reordered, doubled, unbounded or left running', async () => {
    const pair = async (): Promise<Pair> => {
      const accepted = once(sockets, 'connection') as Promise<[WebSocket]>;
      const client = new WebSocket(`ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`);
      // The client's channel is used before it is open.
      const channel = webSocketChannel(client);
      const open = once(client, 'open');
      const [socket] = await accepted;
      return { channels: [webSocketChannel(socket), channel], open };
    };
    await fc.assert(
      fc.asyncProperty(aRun, async (run) => performAll(run, await pair())),
      { numRuns: RUNS },
    );
  }, 60_000);
});
