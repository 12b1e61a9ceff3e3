import type { RunningTask, TaskBegin, Tasks } from '../shell/tasks';
import { outliving } from './outliving';

/** What an item says of the one thing that is done. */
export type Said =
  | { readonly type: 'step'; readonly words: string; readonly line?: string }
  | { readonly type: 'end'; readonly outcome: 'done' | 'failed'; readonly words: string };

/** One thing that is done in steps. */
export interface Story<P> {
  readonly begin: Omit<TaskBegin, 'cancel'>;
  readonly run: (signal: AbortSignal) => AsyncIterable<P>;
  readonly say: (item: P) => Said;
  /** Aborting `run` ends it; else it cannot be cancelled. */
  readonly cancellable: boolean;
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What `run` tells, and a task of it with each step in its log. It goes on when nobody reads. */
export const narrated = <P>(tasks: Tasks, story: Story<P>): AsyncGenerator<P> =>
  outliving((tell) => follow(tasks, story, tell));

async function follow<P>(tasks: Tasks, story: Story<P>, tell: (item: P) => void): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const cancel = (): void => controller.abort(new Error('it was cancelled'));
  const task = tasks.begin({ ...story.begin, ...(story.cancellable && { cancel }) });
  try {
    for await (const item of story.run(signal)) {
      take(task, story.say(item), signal.aborted);
      tell(item);
    }
    task.end(signal.aborted ? 'cancelled' : 'done');
  } catch (error) {
    task.end(signal.aborted ? 'cancelled' : 'failed', wordsOf(error));
    throw error;
  }
}

function take(task: RunningTask, said: Said, cancelled: boolean): void {
  if (said.type === 'end') {
    task.end(said.outcome === 'failed' && cancelled ? 'cancelled' : said.outcome, said.words);
    return;
  }
  task.progress(null, said.words);
  if (said.line !== undefined) task.line(said.line);
}

/** The same of something that tells nothing on its way, and cannot be cancelled. Rejects as `work` does. */
export async function reported<R>(tasks: Tasks, begin: Omit<TaskBegin, 'cancel'>, work: () => Promise<R>): Promise<R> {
  const task = tasks.begin(begin);
  try {
    const result = await work();
    task.end('done');
    return result;
  } catch (error) {
    task.end('failed', wordsOf(error));
    throw error;
  }
}
