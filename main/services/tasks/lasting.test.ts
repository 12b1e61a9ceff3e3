import { expect, it, vi } from 'vitest';
import { type Job, lasting, type Step } from './lasting';
import { createTasks } from './tasks';

const BEGIN = { kind: 'bulk', title: 'Delete 3 containers', route: null } as const;
const words = {
  sofar: (done: number, total: number) => `${String(done)}/${String(total)}`,
  over: (done: number, failed: number, skipped: number) => [done, failed, skipped].join(' '),
};

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

async function all<P>(items: AsyncIterable<P>): Promise<readonly P[]> {
  const list: P[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** A job of three whose steps the test lets go. */
function setUp(outcomes: readonly Step['outcome'][]) {
  const gates = outcomes.map(gate);
  const signals: AbortSignal[] = [];
  const job: Job<Step> = {
    ...{ begin: BEGIN, total: 3, cancellable: true, words, stepOf: (step: Step) => step },
    async *run(signal) {
      signals.push(signal);
      for (const [at, outcome] of outcomes.entries()) {
        await gates[at]?.opened;
        yield { outcome: signal.aborted ? 'skipped' : outcome, name: `web-${String(at)}`, message: 'in use' };
      }
    },
  };
  const tasks = createTasks({ momentMs: 0 });
  const cancelled = new AbortController();
  const task = () => tasks.list()[0];
  return { tasks, task, gates, signals, cancelled, told: lasting(tasks, job, cancelled.signal) };
}

it('goes on when its reader leaves, and tells how far it is', async () => {
  const { task, gates, told, signals } = setUp(['done', 'failed', 'done']);
  const first = told.next();
  gates[0]?.open();
  expect((await first).value).toMatchObject({ name: 'web-0' });
  await told.return(undefined);
  expect(task()).toMatchObject({ state: 'running', fraction: 1 / 3, words: '1/3', cancellable: true });
  gates[1]?.open();
  gates[2]?.open();
  await vi.waitFor(() => expect(task()).toMatchObject({ state: 'failed', words: '2 1 0', lines: 1 }));
  expect(signals[0]?.aborted).toBe(false);
});

it.each(['its caller', 'the tasks centre'])('is cancelled by %s', async (who) => {
  const { tasks, task, gates, told, cancelled } = setUp(['done', 'done', 'done']);
  const reading = all(told);
  gates[0]?.open();
  await vi.waitFor(() => expect(task()?.words).toBe('1/3'));
  if (who === 'its caller') cancelled.abort();
  else tasks.cancel(task()?.id ?? '');
  for (const each of gates) each.open();
  expect((await reading).map(({ outcome }) => outcome)).toEqual(['done', 'skipped', 'skipped']);
  expect(task()).toMatchObject({ state: 'cancelled', words: '1 0 2' });
});

it('of one thing says why it failed, and what is cut short has not failed', async () => {
  const run = async (job: Partial<Job<Step>>, cancel: boolean): Promise<unknown> => {
    const tasks = createTasks({ momentMs: 0 });
    const one = async function* (signal: AbortSignal): AsyncGenerator<Step> {
      yield { outcome: 'begun', name: 'web', message: 'copying' };
      expect(tasks.list()[0]).toMatchObject({ words: 'copying', cancellable: job.cancellable });
      if (cancel) tasks.cancel(tasks.list()[0]?.id ?? '');
      yield { outcome: signal.aborted || !cancel ? 'failed' : 'done', name: 'web', message: 'in use' };
    };
    const whole = { begin: BEGIN, total: 1, words, stepOf: (step: Step) => step, cancellable: true, run: one, ...job };
    await all(lasting(tasks, whole, new AbortController().signal));
    const [task] = tasks.list();
    return [task?.state, task?.words];
  };
  expect(await run({ cancellable: true }, true)).toEqual(['cancelled', 'in use']);
  expect(await run({ cancellable: false }, false)).toEqual(['failed', 'in use']);
  expect(await run({ cancellable: false }, true)).toEqual(['done', '']);
});
