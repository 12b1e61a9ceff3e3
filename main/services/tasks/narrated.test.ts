import { expect, it, vi } from 'vitest';
import { narrated, type Said, type Story } from './narrated';
import { createTasks } from './tasks';

const BEGIN = { kind: 'container', title: 'Clone web', route: null } as const;
const STEP: Said = { type: 'step', words: 'copying', line: 'Copying' };

function setUp(end: Said, cancellable = true) {
  const tasks = createTasks({ momentMs: 0 });
  const gate = { open: (): void => undefined };
  const opened = new Promise<void>((resolve) => (gate.open = resolve));
  const story: Story<Said> = {
    ...{ begin: BEGIN, cancellable, say: (item) => item },
    async *run() {
      yield STEP;
      await opened;
      yield end;
    },
  };
  const task = () => tasks.list()[0];
  return { tasks, task, gate, told: narrated(tasks, story) };
}

it('goes on when its reader leaves, with its steps in the log', async () => {
  const { task, gate, told } = setUp({ type: 'end', outcome: 'failed', words: 'not well' }, false);
  expect((await told.next()).value).toEqual(STEP);
  await told.return(undefined);
  expect(task()).toMatchObject({ state: 'running', words: 'copying', lines: 1, cancellable: false });
  gate.open();
  await vi.waitFor(() => expect(task()).toMatchObject({ state: 'failed', words: 'not well' }));
});

it('what was cancelled, and undone, did not fail', async () => {
  const { tasks, task, gate, told } = setUp({ type: 'end', outcome: 'failed', words: 'cancelled' });
  await told.next();
  tasks.cancel(task()?.id ?? '');
  gate.open();
  await told.next();
  expect(task()).toMatchObject({ state: 'cancelled' });
});

it('rejects as what is told does', async () => {
  const tasks = createTasks({ momentMs: 0 });
  const run = async function* (): AsyncGenerator<Said> {
    yield STEP;
    throw new Error('gone');
  };
  const told = narrated(tasks, { begin: BEGIN, run, say: (item) => item, cancellable: false });
  await told.next();
  await expect(told.next()).rejects.toThrow('gone');
  expect(tasks.list()[0]).toMatchObject({ state: 'failed', words: 'gone' });
});
