// Whatever the other side sends: the connection closes with a reason or goes on, nothing throws, and others are served.
// (An unhandled rejection or an uncaught error fails the run by itself.)
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { stream, unary, type Duplex, type ErrorMap } from '../../contract/procedure';
import { messagePortChannel } from './channel-message-port';
import { connectWire } from './client';
import { creditFrame, frameKinds, frameOf, helloFrame, type FrameKind } from './frame';
import { encodeItem, itemsPayload, itemSize } from './items';
import { FRAGMENT, FRAME_LIMIT, MESSAGE_LIMIT, WINDOW } from './limits';
import { serveWire, type WireServer } from './server';
import type { Channel } from './types';

const any = v.unknown();
const both: Duplex<typeof any, typeof any, typeof any, ErrorMap> = {
  kind: 'duplex',
  input: any,
  send: any,
  receive: any,
  errors: {},
};
const contract = { t: { echo: unary(any, any, {}), flow: stream(any, any, {}), both } } as const;
type Contract = typeof contract;

const NOTHING = new Uint8Array(0);
const items = (...values: readonly unknown[]): Uint8Array => {
  const encoded = values.map(encodeItem);
  return itemsPayload(
    encoded,
    encoded.reduce((sum, item) => sum + itemSize(item), 0),
  );
};
const openFrame = (id: number, path: string, input: unknown): Uint8Array => frameOf('open', id, items(path, input));
const raw = (...bytes: readonly number[]): Uint8Array => Uint8Array.from(bytes);

const serve = (channel: Channel): { server: WireServer; bugs: unknown[]; running: () => number } => {
  const bugs: unknown[] = [];
  let running = 0;
  const counted = async function* (items: AsyncIterable<unknown>) {
    running += 1;
    try {
      yield* items;
    } finally {
      running -= 1;
    }
  };
  const flow = async function* () {
    for (let i = 0; ; i++) {
      yield i;
      await nextTurn();
    }
  };
  const server = serveWire(channel, {
    contract,
    connectionId: 1,
    onInternalError: (error) => bugs.push(error),
    handlers: { t: { echo: async (x) => x, flow: () => counted(flow()), both: (_, __, sent) => counted(sent) } },
  });
  return { server, bugs, running: () => running };
};

/** A server, and a bare port to it. */
const attack = () => {
  const { port1, port2 } = new MessageChannel();
  const served = serve(messagePortChannel(port1));
  onTestFinished(() => served.server.close());
  return { ...served, send: (frame: unknown) => port2.postMessage(frame) };
};

const hello = helloFrame();
const duplex1 = openFrame(1, 't.both', null);
const stream1 = openFrame(1, 't.flow', null);

describe('a server closes the connection', () => {
  const halfItem = items('x').subarray(0, 5);
  test.each<[string, RegExp, readonly unknown[]]>([
    ['without a greeting', /does not speak/, [duplex1]],
    ['after a strange greeting', /does not speak/, [frameOf('hello', 0, raw(1, 2))]],
    ['after a second greeting', /for no call/, [hello, hello]],
    ['after a greeting in a call', /does not fit/, [hello, duplex1, frameOf('hello', 1, NOTHING)]],
    ['after an empty frame', /too short/, [hello, NOTHING]],
    ['after a short frame', /too short/, [hello, raw(2, 0, 0, 1)]],
    ['after an oversized frame', /too large/, [hello, new Uint8Array(FRAME_LIMIT + 1).fill(2)]],
    ['after an oversized first frame', /too large/, [new Uint8Array(10_000_000)]],
    ['after a frame of no kind', /no known kind/, [hello, raw(9, 0, 0, 0, 1)]],
    ['after a frame of kind 0', /no known kind/, [hello, raw(0, 0, 0, 0, 1)]],
    ['after a text', /./, [hello, 'text']],
    ['after an object', /not binary/, [hello, { frame: hello }]],
    ['after null', /not binary/, [hello, null]],
    ['after an item of no call', /never opened/, [hello, frameOf('item', 1, items(1))]],
    ['after a cancel of no call', /never opened/, [hello, frameOf('cancel', 1, NOTHING)]],
    ['after credit for no call', /never opened/, [hello, creditFrame(1, 1)]],
    ['after an open frame without items', /wrong number/, [hello, frameOf('open', 1, NOTHING)]],
    ['after an open frame without input', /wrong number/, [hello, frameOf('open', 1, items('t.echo'))]],
    ['after an open frame with too much', /wrong number/, [hello, frameOf('open', 1, items('t.echo', 1, 2))]],
    ['after a truncated item', /cut short/, [hello, duplex1, frameOf('item', 1, halfItem)]],
    ['after a truncated item head', /cut short/, [hello, duplex1, frameOf('item', 1, raw(0, 0, 0))]],
    ['after an item of no form', /no known form/, [hello, duplex1, frameOf('item', 1, raw(3, 0, 0, 0, 0))]],
    ['after an item of 4 GiB', /cut short/, [hello, duplex1, frameOf('item', 1, raw(0, 255, 255, 255, 255))]],
    ['after an item that is not JSON', /not valid JSON/, [hello, duplex1, frameOf('item', 1, raw(0, 0, 0, 0, 1, 123))]],
    [
      'after an item that is not UTF-8',
      /not valid JSON/,
      [hello, duplex1, frameOf('item', 1, raw(0, 0, 0, 0, 1, 255))],
    ],
    [
      'after a last item that is not JSON',
      /not valid JSON/,
      [hello, duplex1, frameOf('end', 1, raw(0, 0, 0, 0, 1, 123))],
    ],
    ['after an empty item frame', /empty/, [hello, duplex1, frameOf('item', 1, NOTHING)]],
    ['after a second open frame', /does not fit/, [hello, duplex1, duplex1]],
    ['after an error frame', /does not fit/, [hello, duplex1, frameOf('error', 1, items({ code: '', message: '' }))]],
    ['after an item to a stream', /more than its procedure takes/, [hello, stream1, frameOf('item', 1, items(1))]],
    [
      'after an item in place of an open frame',
      /begin/,
      [hello, frameOf('fragment', 1, new Uint8Array(FRAGMENT)), frameOf('item', 1, items(1))],
    ],
    ['after a small fragment', /wrong size/, [hello, duplex1, frameOf('fragment', 1, raw(0))]],
    ['after short credit', /malformed/, [hello, stream1, frameOf('credit', 1, raw(1))]],
    ['after no credit', /too much/, [hello, stream1, creditFrame(1, 0)]],
    ['after too much credit', /too much/, [hello, stream1, creditFrame(1, WINDOW)]],
  ])('%s', async (_, reason, frames) => {
    const { server, bugs, running, send } = attack();
    for (const frame of frames) send(frame);
    expect(await server.closed).toMatch(reason);
    await vi.waitFor(() => expect(running()).toBe(0));
    expect(bugs).toEqual([]);
  });

  test('to a sender who does not wait for credit', async () => {
    const { server, bugs, send } = attack();
    send(hello);
    send(openFrame(1, 't.flow', null));
    send(openFrame(2, 't.both', null));
    const full = frameOf('item', 2, items(new Uint8Array(FRAGMENT)));
    // The handler takes them; but what nobody reads of its answers holds it back.
    for (let i = 0; i < 100; i++) send(full);
    expect(await server.closed).toMatch(/credit/);
    expect(bugs).toEqual([]);
  });
});

describe('a server ends the call only', () => {
  test('whose message is over the limit', async () => {
    const { port1, port2 } = new MessageChannel();
    const { server, bugs } = serve(messagePortChannel(port1));
    const frames: Uint8Array[] = [];
    port2.on('message', (frame: Uint8Array) => frames.push(frame));
    port2.postMessage(hello);
    const piece = frameOf('fragment', 1, new Uint8Array(FRAGMENT));
    const kinds = (): (FrameKind | undefined)[] => frames.map(([kind]) => frameKinds[(kind ?? 0) - 1]);
    const loaned = (): number => frames.filter(([kind]) => kind === frameKinds.indexOf('credit') + 1).length;
    // In time with the credit: four fragments a grant.
    for (let sent = 0; sent < MESSAGE_LIMIT / FRAGMENT + 8 && !kinds().includes('error'); sent += 4) {
      for (let i = 0; i < 4; i++) port2.postMessage(piece);
      await vi.waitFor(() => expect(loaned() * 4 + (kinds().includes('error') ? 4 : 0)).toBeGreaterThan(sent), {
        interval: 0,
      });
    }
    const error = Buffer.from(frames.at(-1) ?? []).toString();
    expect(error).toContain('MESSAGE_TOO_LARGE');
    expect(bugs).toEqual([]);
    server.close();
  });
});

describe('random frames', () => {
  const word = fc.constantFrom(0, 1, 2, 3, 5, 255, 65_535, 2 ** 31, 2 ** 32 - 1);
  const id = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 1, arbitrary: word });
  const payload = fc.oneof(
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 40 }) },
    { weight: 3, arbitrary: fc.array(fc.jsonValue(), { maxLength: 3 }).map((values) => items(...values)) },
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 9 }).map((body) => raw(0, 0, 0, 0, body.length, ...body)) },
    { weight: 1, arbitrary: fc.constant(new Uint8Array(FRAGMENT)) },
    { weight: 1, arbitrary: fc.constant(NOTHING) },
  );
  const aFrame = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...frameKinds), id, payload).map((parts) => frameOf(...parts)) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(id, fc.constantFrom('t.echo', 't.flow', 't.both', 'x'), fc.jsonValue())
        .map((parts) => openFrame(...parts)),
    },
    { weight: 2, arbitrary: fc.tuple(id, word).map((parts) => creditFrame(...parts)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 20 }) },
    { weight: 1, arbitrary: fc.nat({ max: 2 * FRAME_LIMIT }).map((length) => new Uint8Array(length).fill(2)) },
  );
  /** Whole frames, some of them cut off or with a byte changed. */
  const hurt = fc.tuple(aFrame, fc.option(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { freq: 4 }), fc.boolean());
  const frames = fc.array(
    hurt.map(([frame, change, isCut]) => {
      if (change === null || frame.length === 0) return frame;
      const [at, byte] = change;
      return isCut ? frame.slice(0, at % frame.length) : frame.with(at % frame.length, byte);
    }),
    { maxLength: 12, size: 'max' },
  );

  /** Most frames mean nothing but to a call that runs. */
  const running = [1, 2, 3].map((call) => openFrame(call, 't.both', null));
  const starts = [[], [hello], [hello, ...running], [hello, ...running]];

  test('to a server: it closes or goes on, and another connection is served', async () => {
    const { port1, port2 } = new MessageChannel();
    const other = serve(messagePortChannel(port1));
    const innocent = connectWire<Contract>(messagePortChannel(port2));
    let count = 0;
    await fc.assert(
      fc.asyncProperty(frames, fc.constantFrom(...starts), async (sent, start) => {
        count += sent.length;
        const { port1: ours, port2: theirs } = new MessageChannel();
        const { server, bugs, running } = serve(messagePortChannel(ours));
        for (const frame of [...start, ...sent]) theirs.postMessage(frame);
        expect(await innocent.call('t.echo', count)).toBe(count);
        theirs.close();
        expect(await server.closed).not.toBe('');
        await vi.waitFor(() => expect(running()).toBe(0), { interval: 1 });
        expect(bugs).toEqual([]);
      }),
      { numRuns: 700 },
    );
    expect(count).toBeGreaterThan(2_000);
    innocent.close();
    await other.server.closed;
  }, 30_000);

  test('to a client: every call settles', async () => {
    await fc.assert(
      fc.asyncProperty(frames, async (sent) => {
        const { port1: ours, port2: theirs } = new MessageChannel();
        const client = connectWire<Contract>(messagePortChannel(ours));
        const { received, send, end } = client.duplex('t.both', 1);
        const drain = async (all: AsyncIterable<unknown>): Promise<void> => {
          for await (const _ of all);
        };
        const calls = [drain(received), drain(client.stream('t.flow', 1)), client.call('t.echo', 1), send(1)];
        const settled = Promise.allSettled(calls);
        end();
        theirs.postMessage(hello);
        for (const frame of sent) theirs.postMessage(frame);
        theirs.close();
        expect(await client.closed).not.toBe('');
        await settled;
      }),
      { numRuns: 500 },
    );
  }, 30_000);
});
