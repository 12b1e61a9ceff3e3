import * as v from 'valibot';
import { expect, test } from 'vitest';
import { engineState, type EngineState } from '../contract/engine';
import { ConsentNeeded, UnknownEngine } from '../services/engine/selection-errors';
import { EngineError, type Engine } from '../services/engine/types';
import { engineHandlers } from './engine';

const state = (reason: string): EngineState => ({
  status: { state: 'disconnected', engine: null, reason, since: 1, clockSkewMs: 0 },
  candidates: [],
  selected: null,
});

function setUp(overrides: Partial<Engine> = {}) {
  const refuse = () => Promise.reject(new EngineError('unreachable', 'Gone.'));
  let now = state('first');
  let listener: () => void = () => undefined;
  const engine: Engine = {
    client: { json: refuse, text: refuse, stream: refuse, hijack: refuse },
    subscribe: () => () => undefined,
    state: () => now,
    onState: (next) => {
      listener = next;
      return () => (listener = () => undefined);
    },
    select: () => Promise.resolve(),
    rescan: () => Promise.resolve(),
    open: refuse,
    facts: refuse,
    diskUsage: refuse,
    setVisible: () => undefined,
    cliPrefix: () => 'docker',
    address: () => null,
    close: () => Promise.resolve(),
    ...overrides,
  };
  const become = (reason: string): void => {
    now = state(reason);
    listener();
  };
  const controller = new AbortController();
  const context = { signal: controller.signal, connection: { id: 1, signal: controller.signal } };
  return { handlers: engineHandlers(engine), become, context, controller };
}

test('watch: the present state, then the latest after changes', async () => {
  const { handlers, become, context, controller } = setUp();
  const seen: string[] = [];
  for await (const item of handlers.watch(undefined, context)) {
    expect(v.is(engineState, item)).toBe(true);
    seen.push(item.status.reason);
    if (seen.length === 1) {
      become('second');
      become('third');
    } else controller.abort();
  }
  expect(seen).toEqual(['first', 'third']);
});

test('select: named errors', async () => {
  const input = { key: 'k', consent: false };
  const selecting = (error: Error) => {
    const { handlers, context } = setUp({ select: () => Promise.reject(error) });
    return handlers.select(input, context);
  };
  await expect(selecting(new UnknownEngine('k'))).rejects.toMatchObject({ code: 'UNKNOWN_ENGINE', data: { key: 'k' } });
  await expect(selecting(new ConsentNeeded('tcp://b:1'))).rejects.toMatchObject({
    code: 'CONSENT_NEEDED',
    data: { url: 'tcp://b:1' },
  });
  await expect(selecting(new TypeError('bug'))).rejects.toBeInstanceOf(TypeError);
});

test('facts and disk use: named errors', async () => {
  const { handlers, context } = setUp();
  await expect(handlers.facts(undefined, context)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
  await expect(handlers.diskUsage(undefined, context)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
});
