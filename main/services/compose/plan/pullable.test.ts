import { expect, it } from 'vitest';
import type { PullFault } from '../../../contract/pull-fault';
import { rememberYes } from './pullable';

const NO: PullFault = { kind: 'not-found', message: 'manifest unknown', retryAt: null };
const { signal } = new AbortController();

it('a yes is not asked for again for a while, a no is', async () => {
  const asked: string[] = [];
  const answers = new Map([['gone:1', NO]]);
  let now = 0;
  const why = rememberYes(
    async (reference) => {
      asked.push(reference);
      return answers.get(reference) ?? null;
    },
    () => now,
  );
  for (let times = 0; times < 3; times += 1) {
    expect(await why('web:1', signal)).toBeNull();
    expect(await why('gone:1', signal)).toBe(NO);
  }
  expect(asked).toEqual(['web:1', 'gone:1', 'gone:1', 'gone:1']);
  answers.clear();
  expect(await why('gone:1', signal)).toBeNull();
  now = 300_000;
  expect(await why('web:1', signal)).toBeNull();
  expect(asked.slice(4)).toEqual(['gone:1', 'web:1']);
});

it('what was not answered is no yes', async () => {
  const why = rememberYes(() => Promise.reject(new Error('given up')));
  await expect(why('web:1', signal)).rejects.toThrow('given up');
  await expect(why('web:1', signal)).rejects.toThrow('given up');
});
