import type { TaskLog } from '../../contract/tasks';
import { cut } from '../engine/loose';
import { createPause, pause as rest } from '../engine/pause';

const LINES = 500;
const LINE_LIMIT = 1000;
const EVERY_MS = 200;

/** The last lines of one task. */
export interface Log {
  add(line: string): void;
  /** From the first line that is kept; ends with `signal`. */
  read(signal: AbortSignal): AsyncGenerator<TaskLog, void, undefined>;
}

export function createTaskLog(): Log {
  let lines: string[] = [];
  /** Of all that were added: how many there were before those that are kept. */
  let before = 0;
  const pauses = new Set<ReturnType<typeof createPause>>();
  const wake = (): void => {
    for (const pause of pauses) pause.wake();
  };
  return {
    add(line) {
      lines.push(cut(line, LINE_LIMIT));
      // In pieces, as each cut copies what stays.
      if (lines.length >= 2 * LINES) {
        lines = lines.slice(LINES);
        before += LINES;
      }
      wake();
    },
    async *read(signal) {
      const pause = createPause();
      pauses.add(pause);
      try {
        for (let next = 0; !signal.aborted;) {
          const from = Math.max(next, before);
          const part = lines.slice(from - before);
          if (part.length > 0) yield { lines: part, dropped: from - next };
          next = from + part.length;
          await rest(EVERY_MS, signal);
          if (next === before + lines.length) await pause.wait(null, signal);
        }
      } finally {
        pauses.delete(pause);
      }
    },
  };
}
