import type { RowChange } from '../../contract/rows';
import type { Tasks } from '../../services/shell/tasks';
import { createMirror, type Seen } from '../../services/tasks/mirror';

/** Ends when `signal` is aborted. */
export type Follow = (tasks: Tasks, signal: AbortSignal) => void;

/** What one part of Slipway keeps as watched rows. A break in the rows is a bug of theirs, and `failed` hears of it. */
export const followRows =
  <R>(watch: (signal: AbortSignal) => AsyncIterable<RowChange<R>>, { idOf, view, failed }: RowView<R>): Follow =>
  (tasks, signal) => {
    const mirror = createMirror(tasks, Date.now());
    const keys = new Map<string, string>();
    const see = (row: R): void => {
      const seen = view(row);
      if (seen === null) return;
      keys.set(idOf(row), seen.key);
      mirror.see(seen);
    };
    const follow = async (): Promise<void> => {
      for await (const change of watch(signal)) {
        if (change.type === 'upsert') change.rows.forEach(see);
        if (change.type !== 'remove') continue;
        for (const id of change.ids) {
          const key = keys.get(id);
          keys.delete(id);
          if (key !== undefined) mirror.gone(key);
        }
      }
    };
    follow().catch(failed);
  };

export interface RowView<R> {
  readonly idOf: (row: R) => string;
  /** null: it is no task. */
  readonly view: (row: R) => Seen | null;
  readonly failed: (error: unknown) => void;
}

/** What one part of Slipway keeps as a list. */
export const followList =
  <W>(read: () => readonly W[], onChange: (listener: () => void) => () => void, view: (work: W) => Seen): Follow =>
  (tasks, signal) => {
    const mirror = createMirror(tasks, Date.now());
    let there = new Set<string>();
    const look = (): void => {
      const seen = read().map(view);
      const now = new Set(seen.map(({ key }) => key));
      for (const each of seen) mirror.see(each);
      for (const key of there) if (!now.has(key)) mirror.gone(key);
      there = now;
    };
    signal.addEventListener('abort', onChange(look), { once: true });
    look();
  };
