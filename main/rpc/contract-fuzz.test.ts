// Whatever a page asks: nothing reaches a handler but what its schema gives out, nothing else answers but the wire's own
// errors, and nothing is left over. (An unhandled rejection or an uncaught error fails the run by itself.)
import { MessageChannel } from 'node:worker_threads';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../contract';
import type { ContractShape, Procedure } from '../contract/procedure';
import { createRandom, hurt, plausible } from './testing/plausible';
import { messagePortChannel } from './wire/channel-message-port';
import { type ClientConnection, openConnection } from './wire/client-connection';
import { serveWire } from './wire/server';
import { type Handlers, WireError } from './wire/types';

const MESSAGES = 100_000;
const AT_ONCE = 64;
const SEED = Number(process.env.SLIPWAY_FUZZ_SEED ?? Date.now() % 1e9);

const nouns: ContractShape = contract;
const procedures = Object.entries(nouns).flatMap(([noun, verbs]) =>
  Object.entries(verbs).map(([verb, procedure]) => [`${noun}.${verb}`, procedure] as const),
);

const bugs: unknown[] = [];
const reached = new Map<string, number>();
const unfit: string[] = [];
/** What a schema gives out it takes again, transformed values aside: none of ours turns one kind into another. */
const note = (path: string, procedure: Procedure, input: unknown): void => {
  reached.set(path, (reached.get(path) ?? 0) + 1);
  if (!v.is(procedure.input, input)) unfit.push(`${path}: ${JSON.stringify(input)}`);
};

function handlersThatNote(): Handlers<ContractShape> {
  const of = (path: string, procedure: Procedure) => {
    if (procedure.kind === 'unary')
      return async (input: unknown) => {
        note(path, procedure, input);
        return null;
      };
    return async function* (input: unknown, _context: unknown, sent?: AsyncIterable<unknown>) {
      note(path, procedure, input);
      if (sent !== undefined)
        for await (const item of sent) if (procedure.kind === 'duplex' && !v.is(procedure.send, item)) unfit.push(path);
      yield null;
    };
  };
  const made = Object.entries(nouns).map(([noun, verbs]) => {
    const handlers = Object.entries(verbs).map(
      ([verb, procedure]) => [verb, of(`${noun}.${verb}`, procedure)] as const,
    );
    return [noun, Object.fromEntries(handlers)] as const;
  });
  return Object.fromEntries(made);
}

let client: ClientConnection;
beforeAll(() => {
  const { port1, port2 } = new MessageChannel();
  const onInternalError = (error: unknown): unknown => bugs.push(error);
  serveWire(messagePortChannel(port1), {
    contract: nouns,
    connectionId: 1,
    handlers: handlersThatNote(),
    onInternalError,
  });
  client = openConnection(messagePortChannel(port2));
});
afterAll(() => client.close());

interface Message {
  readonly path: string;
  readonly input: unknown;
  /** Sent where the call takes any; else left out. */
  readonly item?: unknown;
}

async function ask({ begin }: ClientConnection, { path, input, item }: Message): Promise<void> {
  const call = begin(path, input);
  const sent =
    item === undefined
      ? Promise.resolve()
      : call.send(item).then(
          () => call.end(),
          () => undefined,
        );
  for await (const _ of call.received);
  await sent;
}

const ALLOWED = new Set(['INVALID_INPUT', 'UNKNOWN_PROCEDURE', 'MESSAGE_TOO_LARGE', 'CANCELLED']);

test(`${String(MESSAGES)} messages, seed ${String(SEED)}`, async () => {
  const random = createRandom(SEED);
  const odd: string[] = [];
  const one = async (): Promise<void> => {
    const [known, procedure] = procedures[Math.floor(random() * procedures.length)] ?? ['', contract.host.info];
    const path = random() < 0.01 ? `${known}${random() < 0.5 ? 'x' : '.__proto__'}` : known;
    const input = hurt(plausible(procedure.input, random), random);
    const item = procedure.kind === 'duplex' ? hurt(plausible(procedure.send, random), random) : undefined;
    try {
      await ask(client, { path, input, item });
    } catch (error) {
      if (!(error instanceof WireError) || !ALLOWED.has(error.code)) odd.push(`${path}: ${String(error)}`);
    }
  };
  for (let sent = 0; sent < MESSAGES; sent += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, one));
  expect(odd.slice(0, 5)).toEqual([]);
  expect(unfit.slice(0, 5)).toEqual([]);
  expect(bugs).toEqual([]);
  // It is no fuzz if all of it is turned away at the door. (What takes long digests and the like is met by chance.)
  expect(reached.size / procedures.length).toBeGreaterThan(0.95);
}, 120_000);

test('every procedure has a handler and a schema of its own, and no handler is without', () => {
  expect(procedures.length).toBeGreaterThan(150);
  for (const [, { input, kind }] of procedures)
    expect([typeof input.type, kind]).toEqual(['string', expect.any(String)]);
});

test('the connection is as good as new', async () => {
  const { received } = client.begin('host.info', undefined);
  for await (const item of received) expect(item).toBeNull();
  expect(reached.get('host.info')).toBeGreaterThan(1);
});
