import { expect, test, vi } from 'vitest';
import type { StartSet } from '../../../contract/start-sets';
import type { Deeds } from './deeds';
import { createRuns } from './runs';

const member = (subject: string) => ({ kind: 'container', subject, then: { wait: 'nothing' } }) as const;
const set = (...names: string[]): StartSet => ({ id: 's', name: 'Set', members: names.map(member), holdBack: false });

const READY = { is: 'ready', words: '' } as const;

function begin(verdicts: Partial<Deeds>, ...names: string[]) {
  const done: string[] = [];
  const deeds: Deeds = {
    start: async (one, telling, signal) => {
      done.push(`start ${one.subject}`);
      return verdicts.start?.(one, telling, signal) ?? READY;
    },
    stop: async (one) => {
      done.push(`stop ${one.subject}`);
      return READY;
    },
  };
  const runs = createRuns(deeds, () => undefined);
  const states = (): readonly string[] => runs.of('s')?.members.map(({ state }) => state) ?? [];
  const end = (): Promise<void> => vi.waitUntil(() => !runs.isBusy('s')).then(() => undefined);
  return { runs, done, states, end, of: set(...names) };
}

test('in order, and in reverse to stop', async () => {
  const { runs, done, states, end, of } = begin({}, 'a', 'b', 'c');
  runs.begin(of, 'start');
  expect(() => runs.begin(of, 'stop')).toThrow('busy');
  await end();
  runs.begin(of, 'stop');
  await end();
  expect(done).toEqual(['start a', 'start b', 'start c', 'stop c', 'stop b', 'stop a']);
  expect(states()).toEqual(['done', 'done', 'done']);
  expect(() => runs.begin(set(), 'start')).toThrow('empty');
});

test('what throws has failed with its words, and the rest is skipped', async () => {
  const start: Deeds['start'] = async ({ subject }) => {
    if (subject === 'b') throw new Error('no such image');
    return READY;
  };
  const { runs, done, end, of } = begin({ start }, 'a', 'b', 'c');
  runs.begin(of, 'start');
  await end();
  expect(done).toEqual(['start a', 'start b']);
  expect(runs.of('s')).toMatchObject({
    state: 'failed',
    members: [{ state: 'done' }, { state: 'failed', detail: 'no such image' }, { state: 'skipped' }],
  });
});

test('cancelled, what is waited for is given up, and close waits for the end of it', async () => {
  const start: Deeds['start'] = (_, { settling }, signal) =>
    new Promise((resolve) => {
      settling('not healthy yet');
      signal.addEventListener('abort', () => resolve({ is: 'waiting', words: '' }));
    });
  const { runs, states, of } = begin({ start }, 'a', 'b');
  runs.begin(of, 'start');
  expect(runs.of('s')?.members[0]).toEqual({ state: 'settling', detail: 'not healthy yet' });
  await runs.close();
  expect(runs.of('s')?.state).toBe('cancelled');
  expect(states()).toEqual(['skipped', 'skipped']);
});
