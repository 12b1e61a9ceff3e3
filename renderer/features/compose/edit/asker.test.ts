import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAsker } from './asker';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function begin() {
  const asked: { signal: AbortSignal; answer: (value: string) => void; fail: (error: unknown) => void }[] = [];
  const told: unknown[] = [];
  const asker = createAsker<string>({
    quietMs: 150,
    ask: (signal) => new Promise((answer, fail) => void asked.push({ signal, answer, fail })),
    onAnswer: (answer) => told.push(answer),
    onError: (error) => told.push(error),
  });
  return { asker, asked, told };
}

test('it is asked once when it has become quiet', () => {
  const { asker, asked } = begin();
  asker.later();
  vi.advanceTimersByTime(100);
  asker.later();
  vi.advanceTimersByTime(100);
  expect(asked).toHaveLength(0);
  vi.advanceTimersByTime(50);
  expect(asked).toHaveLength(1);
});

test('what is overtaken is cancelled, and its answer and its failure are not told', async () => {
  const { asker, asked, told } = begin();
  asker.now();
  asker.now();
  asker.later();
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  asked[0]?.answer('old');
  asked[1]?.fail('old');
  vi.advanceTimersByTime(150);
  asked[2]?.answer('new');
  await vi.waitFor(() => expect(told).toEqual(['new']));
});

test('a failure is told; after the end nothing is', async () => {
  const { asker, asked, told } = begin();
  asker.now();
  asked[0]?.fail('refused');
  await vi.waitFor(() => expect(told).toEqual(['refused']));
  asker.later();
  asker.stop();
  vi.advanceTimersByTime(1000);
  expect(asked).toHaveLength(1);
});
