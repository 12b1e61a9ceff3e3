import type { RunningTask, TaskBegin, Tasks } from '../shell/tasks';
import { say } from '../../../texts/say';
import { outliving } from './outliving';

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
  /** Aborting `run` has an effect. */
  readonly cancellable: boolean;
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
export const lasting = <P>(tasks: Tasks, job: Job<P>, cancelled: AbortSignal): AsyncGenerator<P> =>
  outliving((tell) => follow(tasks, job, cancelled, tell));

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
  const task = tasks.begin({ ...job.begin, ...(job.cancellable && { cancel }) });
  const count = { done: 0, failed: 0, skipped: 0, message: '' };
  try {
    for await (const progress of job.run(controller.signal)) {
      const step = job.stepOf(progress);
      if (step !== null) take(task, job, count, step);
      tell(progress);
    }
    task.end(endOf(job, count, controller.signal.aborted), wordsOf(job, count));
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
  /** Of the last that failed. */
  message: string;
}

/** One that was cut short did not fail. */
function endOf(
  { total }: Pick<Job<never>, 'total'>,
  count: Count,
  cancelled: boolean,
): 'done' | 'failed' | 'cancelled' {
  if (cancelled && (count.failed === 0 || total === 1)) return count.done === total ? 'done' : 'cancelled';
  return count.failed > 0 ? 'failed' : 'done';
}

/** Of one thing it is said by the state alone whether it is done. */
const wordsOf = ({ total, words }: Pick<Job<never>, 'total' | 'words'>, count: Count): string =>
  total === 1 ? count.message : words.over(count.done, count.failed, count.skipped);

function take(
  task: RunningTask,
  { total, words }: Pick<Job<never>, 'total' | 'words'>,
  count: Count,
  step: Step,
): void {
  const { outcome, name, message } = step;
  if (outcome === 'begun') {
    // What is done first.
    if (total === 1 && message !== '') task.progress(null, message);
    return;
  }
  count[outcome] += 1;
  if (outcome === 'failed') {
    count.message = message;
    task.line(`${name}: ${message}`);
  }
  if (outcome === 'skipped' || total === 1) return;
  const over = count.done + count.failed;
  task.progress(total === 0 ? null : over / total, words.sofar(over, total));
}
