import { expect, it } from 'vitest';
import type { Seen } from './mirror';
import { createMirror } from './mirror';
import { createTasks } from './tasks';

const seen = (change: Partial<Seen>, startedAt = 2000): Seen => ({
  ...{ key: 'a', begin: { kind: 'pull', title: 'Pull of web', route: null, startedAt } },
  ...{ state: 'running', fraction: null, words: '' },
  ...change,
});

it('follows what others list, from where it began: history is no task', () => {
  const tasks = createTasks({ momentMs: 0 });
  const mirror = createMirror(tasks, 1000);
  mirror.see(seen({ key: 'old', state: 'done' }, 500));
  mirror.see(seen({}));
  mirror.see(seen({ fraction: 0.5, words: 'half' }));
  expect(tasks.list()).toEqual([expect.objectContaining({ fraction: 0.5, words: 'half', startedAt: 2000 })]);
  mirror.see(seen({ state: 'failed', words: 'no' }));
  mirror.see(seen({ state: 'failed', words: 'no' }));
  expect(tasks.list()).toEqual([expect.objectContaining({ state: 'failed', words: 'no' })]);
  // Begun and over between two looks.
  mirror.see(seen({ key: 'quick', state: 'done' }));
  mirror.see(seen({ key: 'lost' }));
  mirror.gone('lost');
  expect(tasks.list().map(({ state }) => state)).toEqual(['failed', 'done', 'cancelled']);
});
