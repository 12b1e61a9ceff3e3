import { afterEach, expect, it, vi } from 'vitest';
import type { Task } from '../../contract/tasks';
import { createTasks } from './tasks';

const BEGIN = { kind: 'machine', title: 'Export', route: '/engine' } as const;

afterEach(() => {
  vi.useRealTimers();
});

it('what is over within a moment is no task, unless it failed where nobody sees it', () => {
  vi.useFakeTimers();
  const tasks = createTasks();
  const titles = (): readonly string[] => tasks.list().map(({ title, state }) => `${title} ${state}`);
  tasks.begin({ ...BEGIN, title: 'quick' }).end('done');
  tasks.begin({ ...BEGIN, title: 'refused row', momentary: true }).end('failed', 'no');
  tasks.begin({ ...BEGIN, title: 'refused pull' }).end('failed', 'no');
  const slow = tasks.begin({ ...BEGIN, title: 'slow', momentary: true });
  // Heard of late: it has run for long.
  tasks.begin({ ...BEGIN, title: 'old', startedAt: Date.now() - 5000 }).end('done');
  vi.advanceTimersByTime(999);
  expect(titles()).toEqual(['refused pull failed', 'old done']);
  vi.advanceTimersByTime(1);
  expect(titles()).toEqual(['refused pull failed', 'slow running', 'old done']);
  slow.end('failed', 'no');
  expect(titles()).toContain('slow failed');
});

it('a task runs, ends once, and is told then; a quiet one is not', () => {
  const clock = { now: 1000 };
  const tasks = createTasks({ now: () => clock.now, momentMs: 0 });
  const ended: string[] = [];
  tasks.onEnd(({ title, state, words }) => void ended.push(`${title} ${state} ${words}`));
  const task = tasks.begin(BEGIN);
  tasks.begin({ ...BEGIN, title: 'Part', quiet: true }).end('done');
  task.progress(7, 'copying');
  expect(tasks.list()[0]).toMatchObject({ state: 'running', fraction: 1, words: 'copying', startedAt: 1000 });
  clock.now = 3000;
  task.end('failed', 'no room');
  task.end('done');
  task.progress(0.5, 'late');
  task.line('late');
  expect(tasks.list()[0]).toMatchObject({ state: 'failed', words: 'no room', endedAt: 3000, lines: 0 });
  expect(ended).toEqual(['Export failed no room']);
});

it('only what runs is cancelled, and only what is over goes; of that the last hundred stay', () => {
  const tasks = createTasks({ momentMs: 0 });
  const asked: string[] = [];
  const task = tasks.begin({ ...BEGIN, cancel: () => void asked.push('cancel') });
  expect(tasks.list()[0]?.cancellable).toBe(true);
  tasks.dismiss(null);
  tasks.cancel(task.id);
  for (let at = 0; at < 120; at += 1) tasks.begin(BEGIN).end('done');
  expect(tasks.list()).toHaveLength(101);
  task.end('cancelled');
  tasks.cancel(task.id);
  expect(asked).toEqual(['cancel']);
  tasks.dismiss(null);
  expect(tasks.list()).toEqual([]);
});

it('what changes between two looks of a page is told once; its log is bounded', async () => {
  const tasks = createTasks({ momentMs: 0 });
  const task = tasks.begin(BEGIN);
  const over = new AbortController();
  const watch = tasks.watch(over.signal);
  expect((await watch.next()).value).toEqual({ type: 'reset' });
  expect((await watch.next()).value).toMatchObject({ type: 'upsert', rows: [{ id: task.id }] });
  expect((await watch.next()).value).toEqual({ type: 'synced' });
  for (let at = 0; at < 1200; at += 1) task.line(`line ${String(at)}`);
  const next = (await watch.next()).value as { rows: readonly Task[] };
  expect(next.rows).toEqual([expect.objectContaining({ lines: 1200 })]);
  const log = tasks.log(task.id, over.signal);
  const part = (await log.next()).value;
  expect(part).toMatchObject({ dropped: 500 });
  expect([part?.lines[0], part?.lines.at(-1)]).toEqual(['line 500', 'line 1199']);
  const more = log.next();
  task.line('one more');
  expect((await more).value).toEqual({ lines: ['one more'], dropped: 0 });
  over.abort();
  await Promise.all([log.return(), watch.return()]);
});
