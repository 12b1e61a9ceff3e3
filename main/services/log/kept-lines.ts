import type { LogLine } from '../../contract/diagnostics';

/** The last lines, in memory, for those who look. */
export interface KeptLines {
  add(lines: readonly Omit<LogLine, 'seq'>[]): void;
  readonly recent: () => readonly LogLine[];
  readonly onLine: (listener: () => void) => () => void;
}

const KEPT = 1000;

export function createKeptLines(first: readonly Omit<LogLine, 'seq'>[]): KeptLines {
  const listeners = new Set<() => void>();
  let lines: LogLine[] = [];
  let last = 0;
  const add = (more: readonly Omit<LogLine, 'seq'>[]): void => {
    for (const line of more) lines.push({ seq: ++last, ...line });
    // Now and then, so that a line does not move a thousand.
    if (lines.length > 2 * KEPT) lines = lines.slice(-KEPT);
    for (const listener of listeners) listener();
  };
  add(first);
  return {
    add,
    recent: () => lines.slice(-KEPT),
    onLine(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
