import type { Task } from '../../contract/tasks';
import type { RunningTask, TaskBegin, Tasks } from '../shell/tasks';

/** What another part of Slipway tells of something under way, as a task. */
export interface Seen {
  /** Names it among those of its kind. */
  readonly key: string;
  readonly begin: TaskBegin & { readonly startedAt: number };
  readonly state: Task['state'];
  readonly fraction: number | null;
  readonly words: string;
}

/** Tasks that another part keeps its own list of. */
export interface Mirror {
  /** As it is now. What was over before Slipway looked is no task. */
  see(seen: Seen): void;
  /** It is not in the other's list any more. */
  gone(key: string): void;
}

/** @param since ms since the epoch: what began before and is over is history. */
export function createMirror(tasks: Tasks, since: number): Mirror {
  const running = new Map<string, { readonly task: RunningTask; told: string }>();
  /** Over, and still in the other's list. */
  const over = new Set<string>();
  return {
    see({ key, begin, state, fraction, words }) {
      if (over.has(key)) return;
      const known = running.get(key);
      if (known === undefined && state !== 'running' && begin.startedAt < since) {
        over.add(key);
        return;
      }
      const entry = known ?? { task: tasks.begin(begin), told: '' };
      running.set(key, entry);
      const told = `${String(fraction)} ${words}`;
      if (state === 'running' && told !== entry.told) entry.task.progress(fraction, words);
      entry.told = told;
      if (state === 'running') return;
      entry.task.end(state, words);
      running.delete(key);
      over.add(key);
    },
    gone(key) {
      over.delete(key);
      running.get(key)?.task.end('cancelled');
      running.delete(key);
    },
  };
}
