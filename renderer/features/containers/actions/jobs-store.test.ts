import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { JobProgress } from '../../../../main/contract/containers';
import { type Job, type RunStream, cancelJob, dismissJob, runJob, useJobs } from './jobs-store';

const jobs = (): readonly Job[] => useJobs.getState().jobs;
const progress = (id: string, outcome: JobProgress['outcome'], message = ''): JobProgress => ({
  id,
  name: `name-${id}`,
  outcome,
  message,
});
const streamOf = (...items: JobProgress[]): RunStream =>
  async function* () {
    yield* items;
  };

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  useJobs.setState({ jobs: [] });
});

test('a single success leaves nothing behind', async () => {
  await runJob({ action: 'stop', ids: ['a'] }, streamOf(progress('a', 'running'), progress('a', 'done')));
  expect(jobs()).toEqual([]);
});

test('a bulk success stays for a while', async () => {
  await runJob({ action: 'stop', ids: ['a', 'b'] }, streamOf(progress('a', 'done'), progress('b', 'done')));
  expect(jobs()).toMatchObject([{ done: 2, total: 2, state: 'finished', failures: [] }]);
  vi.advanceTimersByTime(4000);
  expect(jobs()).toEqual([]);
});

test('failures stay, in the words of the engine, until dismissed', async () => {
  await runJob(
    { action: 'remove', ids: ['a', 'b'] },
    streamOf(progress('a', 'failed', 'device or resource busy'), progress('b', 'done')),
  );
  vi.advanceTimersByTime(60_000);
  expect(jobs()).toMatchObject([
    { done: 2, failures: [{ id: 'a', name: 'name-a', message: 'device or resource busy' }], state: 'finished' },
  ]);
  dismissJob(jobs()[0]?.key ?? 0);
  expect(jobs()).toEqual([]);
});

test('cancelled: what was done is still counted', async () => {
  const open: RunStream = async function* (_job, signal) {
    yield progress('a', 'done');
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('cancelled'))));
  };
  const over = runJob({ action: 'stop', ids: ['a', 'b'] }, open);
  await vi.waitFor(() => expect(jobs()[0]?.done).toBe(1));
  dismissJob(jobs()[0]?.key ?? 0);
  expect(jobs()).toHaveLength(1);
  cancelJob(jobs()[0]?.key ?? 0);
  await over;
  expect(jobs()).toMatchObject([{ done: 1, state: 'cancelled' }]);
});

test('a broken stream says why and stays', async () => {
  const open: RunStream = async function* () {
    yield progress('a', 'done');
    throw new Error('gone');
  };
  await runJob({ action: 'stop', ids: ['a', 'b'] }, open);
  vi.advanceTimersByTime(60_000);
  expect(jobs()).toMatchObject([{ done: 1, state: 'broken', problem: new Error('gone') }]);
});
