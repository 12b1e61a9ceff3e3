import { setImmediate as nextTurn } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import * as v from 'valibot';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { stream, unary, type Duplex, type ErrorMap } from '../../contract/procedure';
import { messagePortChannel } from './channel-message-port';
import { connectWire } from './client';
import { frameKinds, frameOf } from './frame';
import { BATCH, MESSAGE_LIMIT, WINDOW } from './limits';
import { serveWire, type ServeOptions } from './server';
import { WireError, type CallContext, type Channel, type Handlers } from './types';

type Any = v.GenericSchema;
const any: Any = v.unknown();
const echoed: Duplex<Any, Any, Any, ErrorMap> = {
  kind: 'duplex',
  input: any,
  send: v.union([v.number(), v.instance(Uint8Array)]),
  receive: any,
  errors: {},
};
const contract = {
  t: {
    echo: unary(any, any, {}),
    strict: unary(v.object({ ids: v.array(v.string()), n: v.optional(v.number(), 7) }), v.number(), {}),
    named: unary(v.void(), v.void(), { TAKEN: v.object({ port: v.number() }) }),
    flow: stream(v.void(), any, { TAKEN: v.object({ port: v.number() }) }),
    both: echoed,
  },
} as const;
type Contract = typeof contract;
type TestHandlers = Handlers<Contract>['t'];

const unused = (): never => {
  throw new Error('This handler is not part of the test.');
};

const counted = (channel: Channel): { channel: Channel; frames: Uint8Array[] } => {
  const frames: Uint8Array[] = [];
  const send = (frame: Uint8Array<ArrayBuffer>): void => {
    frames.push(frame);
    channel.send(frame);
  };
  return { channel: { ...channel, send }, frames };
};

const open = (handlers: Partial<TestHandlers>) => {
  const { port1, port2 } = new MessageChannel();
  const errors: unknown[] = [];
  const options: ServeOptions<Contract> = {
    contract,
    connectionId: 1,
    onInternalError: (error, path) => errors.push([path, error]),
    handlers: {
      t: { echo: async (x) => x, strict: unused, named: unused, flow: unused, both: unused, ...handlers },
    },
  };
  const { channel, frames } = counted(messagePortChannel(port1));
  const server = serveWire(channel, options);
  const client = connectWire<Contract>(messagePortChannel(port2));
  onTestFinished(() => client.close());
  return { server, client, errors, frames };
};

const deferred = () => {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
};

const take = async (items: AsyncIterable<unknown>): Promise<unknown[]> => {
  const taken: unknown[] = [];
  for await (const item of items) taken.push(item);
  return taken;
};
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'resolved',
    (error: unknown) => (error instanceof WireError ? error.code : String(error)),
  );

afterEach(() => vi.restoreAllMocks());

describe('a call', () => {
  test.each([
    ['undefined', undefined],
    ['null', null],
    ['zero', 0],
    ['an empty text', ''],
    ['any text', '漢字 \u0000 \ud800 \u202e'],
    ['nested objects', { a: [1, { b: null }] }],
    ['6 MB', 'x'.repeat(6_000_000)],
  ])('carries %s both ways unchanged', async (_, value) => {
    const { client } = open({});
    expect(await client.call('t.echo', value)).toEqual(value);
  });

  test('carries bytes as bytes, of any length', async () => {
    const { client } = open({});
    for (const length of [0, 1, 65_535, 65_536, 98_300, 98_304, 200_000, 3_000_000]) {
      const bytes = Uint8Array.from({ length }, (_, i) => i * 7);
      const answer = await client.call('t.echo', bytes);
      expect(answer).toBeInstanceOf(Uint8Array);
      expect(Buffer.compare(Buffer.from(bytes), answer as Uint8Array)).toBe(0);
    }
  });

  test('takes one frame for its answer', async () => {
    const { client, frames } = open({});
    await client.call('t.echo', 1);
    // The greeting, and the answer.
    expect(frames).toHaveLength(2);
  });

  test('over the limit fails alone, on either side', async () => {
    const large = 'x'.repeat(MESSAGE_LIMIT);
    const { client, errors } = open({ named: () => Promise.resolve(large as never) });
    expect(await codeOf(client.call('t.echo', large))).toBe('MESSAGE_TOO_LARGE');
    expect(await codeOf(client.call('t.named', undefined))).toBe('MESSAGE_TOO_LARGE');
    expect(errors).toHaveLength(1);
    expect(await client.call('t.echo', 'on it goes')).toBe('on it goes');
  });

  test('of an input that is not JSON fails', async () => {
    const { client } = open({});
    expect(await codeOf(client.call('t.echo', 1n))).toBe('INVALID_INPUT');
  });

  test.each(['t.nothing', '__proto__.toString', 't.constructor', 't', ''])('to %j finds no procedure', async (path) => {
    const { client } = open({});
    expect(await codeOf(client.call(path as 't.echo', 1))).toBe('UNKNOWN_PROCEDURE');
  });

  test('gets defaults filled in, and is refused with the place and without the value', async () => {
    const { client, errors } = open({ strict: async ({ n }) => n });
    expect(await client.call('t.strict', { ids: [] })).toBe(7);
    const refused = client.call('t.strict', { ids: ['a', { secret: 'hunter2' } as never] });
    await expect(refused).rejects.toMatchObject({ code: 'INVALID_INPUT', data: { path: 'ids[1]' } });
    await expect(refused).rejects.toThrow(/ids\[1\]: expected string$/);
    expect(errors).toEqual([]);
  });
});

describe('errors', () => {
  test('that the procedure names arrive with what their schema lets through', async () => {
    const data = { port: 80, secret: 'hunter2' };
    const { client, errors } = open({ named: () => Promise.reject(new WireError('TAKEN', data, 'Taken.')) });
    const failure = await client.call('t.named', undefined).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WireError);
    expect(failure).toMatchObject({ code: 'TAKEN', data: { port: 80 }, message: 'Taken.' });
    expect(errors).toEqual([]);
  });

  test.each([
    [new Error('hunter2')],
    [new WireError('NOT_NAMED', { port: 80 }, 'hunter2')],
    [new WireError('TAKEN', { port: 'hunter2' })],
    [new WireError('toString', null)],
    ['hunter2'],
  ])('that it does not name are bugs: reported, and not told', async (thrown) => {
    const { client, errors } = open({
      named: () => {
        throw thrown as Error;
      },
    });
    const failure: unknown = await client.call('t.named', undefined).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'INTERNAL', data: null });
    expect(JSON.stringify([failure, String(failure)])).not.toContain('hunter2');
    expect(errors).toEqual([['t.named', thrown]]);
  });

  test('come after the items before them', async () => {
    const { client } = open({
      flow: async function* () {
        yield 1;
        yield 'x'.repeat(200_000);
        throw new WireError('TAKEN', { port: 1 });
      },
    });
    const items = client.stream('t.flow', undefined)[Symbol.asyncIterator]();
    expect((await items.next()).value).toBe(1);
    expect((await items.next()).value).toHaveLength(200_000);
    await expect(items.next()).rejects.toMatchObject({ code: 'TAKEN' });
    expect((await items.next()).done).toBe(true);
  });

  test('of the listener for bugs do not end the connection', async () => {
    const { port1, port2 } = new MessageChannel();
    const t = { echo: unused, strict: unused, named: unused, flow: unused, both: unused };
    const channel = messagePortChannel(port1);
    serveWire(channel, { contract, handlers: { t }, connectionId: 1, onInternalError: unused });
    const client = connectWire<Contract>(messagePortChannel(port2));
    expect(await codeOf(client.call('t.echo', 1))).toBe('INTERNAL');
    expect(await codeOf(client.call('t.echo', 1))).toBe('INTERNAL');
    client.close();
  });
});

describe('a stream', () => {
  const nested = async function* (count: number, depth: number): AsyncGenerator {
    if (depth > 0) for await (const item of nested(count, depth - 1)) yield item;
    else for (let i = 0; i < count; i++) yield { i, pad: 'x'.repeat(200) };
  };

  test.each([0, 1, 2, 3])('batches items that are there, through %i more generators', async (depth) => {
    const { client, frames } = open({ flow: () => nested(5_000, depth) });
    expect(await take(client.stream('t.flow', undefined))).toHaveLength(5_000);
    const bytes = frames.reduce((sum, { length }) => sum + length, 0);
    // A batch more each time the handler lets others run.
    expect(frames.length).toBeLessThanOrEqual(3 + 5_000 / 1_024 + bytes / BATCH);
  });

  test('cuts only items that are too large for a frame', async () => {
    const { client, frames } = open({
      flow: async function* () {
        for (let i = 0; i < 20; i++) yield new Uint8Array(i % 2 === 0 ? 90_000 : 60_000);
      },
    });
    expect(await take(client.stream('t.flow', undefined))).toHaveLength(20);
    expect(frames.map(([kind]) => frameKinds[(kind ?? 0) - 1])).not.toContain('fragment');
  });

  test('does not hold back a lone item', async () => {
    const release = deferred();
    const { client } = open({
      flow: async function* () {
        yield 'lone';
        await release.promise;
      },
    });
    const items = client.stream('t.flow', undefined)[Symbol.asyncIterator]();
    expect((await items.next()).value).toBe('lone');
    release.resolve();
    expect((await items.next()).done).toBe(true);
  });

  test('lets others run while a handler always has more', async () => {
    let isOver = false;
    const { client } = open({
      flow: async function* () {
        while (!isOver) yield 1;
      },
    });
    const reading = take(client.stream('t.flow', undefined));
    for (let i = 0; i < 20; i++) expect(await client.call('t.echo', i)).toBe(i);
    isOver = true;
    await reading;
  });

  test('may write over its bytes once it is asked for more', async () => {
    const { client } = open({
      flow: async function* () {
        const bytes = new Uint8Array(1_000);
        for (let i = 0; i < 200; i++) yield bytes.fill(i);
      },
    });
    const items = await take(client.stream('t.flow', undefined));
    expect(items.map((item) => (item as Uint8Array)[999])).toEqual(Array.from({ length: 200 }, (_, i) => i));
  });

  test('is asked for nothing beyond the window while nobody reads', async () => {
    let asked = 0;
    const { client } = open({
      flow: async function* () {
        for (;;) {
          asked += 65_541;
          yield new Uint8Array(65_536);
        }
      },
    });
    const items = client.stream('t.flow', undefined)[Symbol.asyncIterator]();
    await items.next();
    for (let i = 0; i < 50; i++) await client.call('t.echo', i);
    expect(asked).toBeGreaterThan(WINDOW / 2);
    expect(asked).toBeLessThanOrEqual(WINDOW + 2 * 65_541);
    await items.return?.();
  });

  test('ends in the handler when the reader breaks out, aborts, or goes', async () => {
    const ends: string[] = [];
    const contexts: CallContext[] = [];
    const { client, server } = open({
      flow: async function* (_, context) {
        contexts.push(context);
        try {
          for (;;) {
            yield 1;
            await nextTurn();
          }
        } finally {
          ends.push(context.signal.aborted ? 'aborted' : 'alive');
        }
      },
    });
    for await (const _ of client.stream('t.flow', undefined)) break;
    await vi.waitFor(() => expect(ends).toEqual(['aborted']));

    const controller = new AbortController();
    const items = client.stream('t.flow', undefined, { signal: controller.signal })[Symbol.asyncIterator]();
    await items.next();
    controller.abort();
    await expect(items.next()).rejects.toMatchObject({ code: 'CANCELLED' });
    await vi.waitFor(() => expect(ends).toHaveLength(2));

    const lost = take(client.stream('t.flow', undefined));
    await vi.waitFor(() => expect(contexts).toHaveLength(3));
    expect(contexts[2]?.connection.signal.aborted).toBe(false);
    client.close('Enough.');
    await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_LOST', message: 'Enough.' });
    expect(await server.closed).toBe('Enough.');
    await vi.waitFor(() => expect(ends).toEqual(['aborted', 'aborted', 'aborted']));
    expect(contexts[2]?.connection.signal.aborted).toBe(true);
  });

  test('is told to return when it is cancelled, also one that looks at no signal and waits', async () => {
    const returned = vi.fn();
    const { client } = open({
      flow: () => ({
        [Symbol.asyncIterator]: () => ({
          next: () => new Promise(() => undefined),
          return: async () => {
            returned();
            return { done: true, value: undefined };
          },
        }),
      }),
    });
    const controller = new AbortController();
    const taken = take(client.stream('t.flow', undefined, { signal: controller.signal }));
    await client.call('t.echo', 1);
    controller.abort();
    await expect(taken).rejects.toMatchObject({ code: 'CANCELLED' });
    await vi.waitFor(() => expect(returned).toHaveBeenCalledOnce());
  });

  test('is not begun with a signal that is aborted', async () => {
    const { client } = open({});
    expect(await codeOf(client.call('t.echo', 1, { signal: AbortSignal.abort() }))).toBe('CANCELLED');
    expect(await codeOf(take(client.stream('t.flow', undefined, { signal: AbortSignal.abort() })))).toBe('CANCELLED');
    client.close();
    expect(await codeOf(client.call('t.echo', 1))).toBe('CONNECTION_LOST');
  });
});

describe('a duplex call', () => {
  test('goes both ways at once', async () => {
    const { client } = open({
      both: async function* (_, __, sent) {
        for await (const item of sent) yield item;
        yield 'that was all';
      },
    });
    const { received, send, end } = client.duplex('t.both', undefined);
    const sending = (async () => {
      for (let i = 0; i < 3_000; i++) await send(i);
      end();
    })();
    expect(await take(received)).toEqual([...Array.from({ length: 3_000 }, (_, i) => i), 'that was all']);
    await sending;
    expect(await codeOf(send(1))).toBe('CANCELLED');
  });

  test('refuses an item that does not pass, while others are on their way', async () => {
    const { client, errors } = open({
      both: async function* (_, __, sent) {
        for await (const item of sent) yield item;
      },
    });
    const { received, send } = client.duplex('t.both', undefined);
    for (const item of [1, 'two', 3, 4]) void send(item as number).catch(() => undefined);
    await expect(take(received)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await client.call('t.echo', 'still here')).toBe('still here');
    expect(errors).toEqual([]);
  });

  test('drops what the handler leaves unread, without stalling the sender', async () => {
    const done = deferred();
    const { client } = open({
      both: async function* (_, __, sent) {
        for await (const item of sent) {
          yield item;
          break;
        }
        await done.promise;
      },
    });
    const { received, send } = client.duplex('t.both', undefined);
    for (let i = 0; i < 64; i++) await send(new Uint8Array(BATCH));
    done.resolve();
    expect(await take(received)).toHaveLength(1);
  });
});

describe('a connection', () => {
  test('bears only so many calls at a time', async () => {
    const { client } = open({
      flow: async function* (_, { signal }) {
        yield 1;
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    });
    const streams = Array.from({ length: 512 }, () => client.stream('t.flow', undefined)[Symbol.asyncIterator]());
    await Promise.all(streams.map((items) => items.next()));
    expect(await codeOf(client.call('t.echo', 1))).toBe('TOO_MANY_CALLS');
    await streams[0]?.return?.();
    expect(await client.call('t.echo', 1)).toBe(1);
  });

  test('to another version says so on both sides', async () => {
    const { port1, port2 } = new MessageChannel();
    const client = connectWire<Contract>(messagePortChannel(port1));
    const other = messagePortChannel(port2);
    const closed = new Promise((resolve) => other.onClose(resolve));
    other.onFrame(() => undefined);
    other.send(frameOf('hello', 0, new Uint8Array(Buffer.from('slipway/99'))));
    const reason = 'Protocol versions differ: slipway/1 here, slipway/99 there.';
    expect(await client.closed).toBe(reason);
    expect(await closed).toBe(reason);
  });
});
