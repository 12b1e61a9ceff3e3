import { createPause } from '../engine/pause';
import type { RunningTask, TaskBegin, Tasks } from '../shell/tasks';
import { say } from '../../../texts/say';

/** One step of a job on many things. */
export interface Step {
  readonly outcome: 'begun' | 'done' | 'failed' | 'skipped';
  readonly name: string;
  /** Why it failed. */
  readonly message: string;
}

export interface Job<P> {
  readonly begin: Omit<TaskBegin, 'cancel'>;
  readonly total: number;
  /** Begins it; aborting `signal` begins no more of its parts. */
  readonly run: (signal: AbortSignal) => AsyncIterable<P>;
  /** What an item of `run` says; null: nothing about one of the things. */
  readonly stepOf: (progress: P) => Step | null;
  readonly words: JobWords;
}

/** In the user's language. */
export interface JobWords {
  readonly sofar: (done: number, total: number) => string;
  readonly over: (done: number, failed: number, skipped: number) => string;
}

/** What `run` tells, for as long as somebody reads; and a task, which goes on when nobody does. Only `cancelled` ends it. */
export async function* lasting<P>(tasks: Tasks, job: Job<P>, cancelled: AbortSignal): AsyncGenerator<P> {
  const told: P[] = [];
  const state: { over: boolean; failure: { readonly error: unknown } | null; left: boolean } = {
    ...{ over: false, failure: null, left: false },
  };
  const pause = createPause();
  const never = new AbortController().signal;
  const work = follow(tasks, job, cancelled, (progress) => {
    if (!state.left) told.push(progress);
    pause.wake();
  })
    .catch((error: unknown) => (state.failure = { error }))
    .finally(() => {
      state.over = true;
      pause.wake();
    });
  try {
    for (let next = 0; ; next += 1) {
      while (next >= told.length && !state.over) await pause.wait(null, never);
      const progress = told[next];
      if (progress === undefined) break;
      yield progress;
    }
    await work;
    if (state.failure !== null) throw state.failure.error;
  } finally {
    state.left = true;
    told.length = 0;
  }
}

/** Rejects as `run` does. */
async function follow<P>(
  tasks: Tasks,
  job: Job<P>,
  cancelled: AbortSignal,
  tell: (progress: P) => void,
): Promise<void> {
  const controller = new AbortController();
  const cancel = (): void => controller.abort(new Error(say('it was cancelled')));
  if (cancelled.aborted) cancel();
  cancelled.addEventListener('abort', cancel, { once: true });
  const task = tasks.begin({ ...job.begin, cancel });
  const count = { done: 0, failed: 0, skipped: 0 };
  try {
    for await (const progress of job.run(controller.signal)) {
      const step = job.stepOf(progress);
      if (step !== null) take(task, job, count, step);
      tell(progress);
    }
    const state = count.failed > 0 ? 'failed' : controller.signal.aborted ? 'cancelled' : 'done';
    task.end(state, job.words.over(count.done, count.failed, count.skipped));
  } catch (error) {
    task.end(controller.signal.aborted ? 'cancelled' : 'failed', error instanceof Error ? error.message : '');
    throw error;
  } finally {
    cancelled.removeEventListener('abort', cancel);
  }
}

interface Count {
  done: number;
  failed: number;
  skipped: number;
}

function take(
  task: RunningTask,
  { total, words }: Pick<Job<never>, 'total' | 'words'>,
  count: Count,
  step: Step,
): void {
  const { outcome, name, message } = step;
  if (outcome === 'begun') return;
  count[outcome] += 1;
  if (outcome === 'failed') task.line(`${name}: ${message}`);
  if (outcome === 'skipped') return;
  const over = count.done + count.failed;
  task.progress(total === 0 ? null : over / total, words.sofar(over, total));
}
