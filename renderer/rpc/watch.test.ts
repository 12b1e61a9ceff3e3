import { setImmediate as nextTurn } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { contract as whole } from '../../main/contract';
import type { CommandEntry } from '../../main/contract/commands';
import { messagePortChannel } from '../../main/rpc/wire/channel-message-port';
import { serveWire, type WireServer } from '../../main/rpc/wire/server';
import type { WireError } from '../../main/rpc/wire/types';
import { type Handlers } from '../../main/rpc/wire/types';
import { createConnector, type Connector } from './connector';
import { createWatch } from './watch';

const contract = { commands: whole.commands } as const;
type Watched = Handlers<typeof contract>['commands']['watch'];

/** A connector whose servers answer with `handler`; `servers` are those of all its connections so far. */
const connectTo = (handler: Watched): { connector: Connector; servers: WireServer[] } => {
  const servers: WireServer[] = [];
  const connector = createConnector(async () => {
    const { port1, port2 } = new MessageChannel();
    const handlers = { commands: { watch: handler } };
    const onInternalError = (): void => undefined;
    servers.push(serveWire(messagePortChannel(port1), { contract, handlers, connectionId: 1, onInternalError }));
    return messagePortChannel(port2);
  });
  connector.start();
  onTestFinished(() => connector.stop());
  return { connector, servers };
};

const entry = (seq: number): CommandEntry => ({
  seq,
  startedAt: 0,
  durationMs: null,
  command: '',
  outcome: 'done',
  message: '',
});
const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve()));

afterEach(() => vi.unstubAllGlobals());

test('a watch goes on over connections, and says where each begins', async () => {
  const told: string[] = [];
  const { connector, servers } = connectTo(async function* (_, { signal }) {
    yield { entries: [entry(1)] };
    yield { entries: [entry(2)] };
    await untilAborted(signal);
  });
  const stop = createWatch(connector)('commands.watch', undefined, {
    onItem: ({ entries }) => void told.push(`item ${String(entries[0]?.seq)}`),
    onReset: () => told.push('reset'),
    onLost: ({ code }) => told.push(code),
  });
  onTestFinished(stop);
  const once = ['reset', 'item 1', 'item 2'];
  await vi.waitFor(() => expect(told).toEqual(once));
  servers[0]?.close('Restart.');
  await vi.waitFor(() => expect(told).toEqual([...once, 'CONNECTION_LOST', ...once]));
  expect(connector.state.get()).toBe('open');
});

test('it is subscribed again after it failed or ended, on the same connection', async () => {
  const told: string[] = [];
  let attempt = 0;
  const { connector, servers } = connectTo(async function* (_, { signal }) {
    attempt += 1;
    if (attempt === 1) throw new Error('a bug');
    yield { entries: [entry(attempt)] };
    if (attempt > 2) await untilAborted(signal);
  });
  const stop = createWatch(connector)('commands.watch', undefined, {
    onItem: ({ entries }) => void told.push(`item ${String(entries[0]?.seq)}`),
    onLost: ({ code }) => told.push(code),
  });
  onTestFinished(stop);
  await vi.waitFor(() => expect(told).toEqual(['INTERNAL', 'item 2', 'INTERNAL', 'item 3']));
  expect(servers).toHaveLength(1);
});

test('what can never work is not tried again', async () => {
  const lost: WireError[] = [];
  const { connector } = connectTo(async function* () {
    yield { entries: [] };
  });
  createWatch(connector)('settings.watch', undefined, { onItem: () => undefined, onLost: (error) => lost.push(error) });
  await vi.waitFor(() => expect(lost).toHaveLength(1));
  expect(lost[0]?.code).toBe('UNKNOWN_PROCEDURE');
});

test('a reader that is not done holds the sender back', async () => {
  let asked = 0;
  const { connector } = connectTo(async function* () {
    for (;;) {
      asked += 1;
      yield { entries: [{ ...entry(asked), message: 'x'.repeat(100_000) }] };
    }
  });
  let release: () => void = () => undefined;
  const seen: number[] = [];
  const stop = createWatch(connector)('commands.watch', undefined, {
    onItem: ({ entries }) => {
      seen.push(entries[0]?.seq ?? 0);
      return new Promise((resolve) => (release = resolve));
    },
  });
  onTestFinished(stop);
  await vi.waitFor(() => expect(asked).toBeGreaterThan(5));
  for (let i = 0; i < 100; i++) await nextTurn();
  expect(seen).toEqual([1]);
  expect(asked).toBeLessThan(14);
  release();
  await vi.waitFor(() => expect(seen).toEqual([1, 2]));
});

test('a view that throws is reported, and subscribed again', async () => {
  const reportError = vi.fn();
  vi.stubGlobal('reportError', reportError);
  const { connector } = connectTo(async function* (_, { signal }) {
    yield { entries: [] };
    await untilAborted(signal);
  });
  const bug = new Error('a bug of the view');
  const onItem = vi.fn().mockRejectedValueOnce(bug).mockResolvedValue(undefined);
  const stop = createWatch(connector)('commands.watch', undefined, { onItem });
  onTestFinished(stop);
  await vi.waitFor(() => expect(onItem).toHaveBeenCalledTimes(2));
  expect(reportError.mock.calls).toEqual([[bug]]);
});

test('stopping ends it on the server, and nothing is told any more', async () => {
  const signals: AbortSignal[] = [];
  const { connector } = connectTo(async function* (_, { signal }) {
    signals.push(signal);
    yield { entries: [] };
    await untilAborted(signal);
  });
  const onLost = vi.fn();
  const onItem = vi.fn();
  const stop = createWatch(connector)('commands.watch', undefined, { onItem, onLost });
  await vi.waitFor(() => expect(onItem).toHaveBeenCalledOnce());
  stop();
  await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true));
  expect(onLost).not.toHaveBeenCalled();
  const stopEarly = createWatch(connector)('commands.watch', undefined, { onItem, onLost });
  stopEarly();
  for (let i = 0; i < 20; i++) await nextTurn();
  expect(onItem).toHaveBeenCalledOnce();
});
