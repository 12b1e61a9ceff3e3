/** Thins out lines that repeat. */
export interface Repeats {
  say(line: string): void;
  /** Writes the counts still open and forgets all lines. */
  flush(): void;
}

const WINDOW_MS = 60_000;
/** Different lines remembered at a time. */
const REMEMBERED = 200;

interface Said {
  readonly at: number;
  more: number;
}

export function createRepeats(write: (line: string) => void, now: () => number): Repeats {
  const said = new Map<string, Said>();
  const close = (line: string, { more }: Said): void => {
    said.delete(line);
    if (more > 0) write(`${line} (${String(more)} more)`);
  };
  const closeOld = (): void => {
    for (const [line, each] of said) {
      if (now() - each.at < WINDOW_MS && said.size < REMEMBERED) return;
      close(line, each);
    }
  };
  return {
    say(line) {
      closeOld();
      const before = said.get(line);
      if (before !== undefined) {
        before.more++;
        return;
      }
      said.set(line, { at: now(), more: 0 });
      write(line);
    },
    flush() {
      for (const [line, each] of said) close(line, each);
    },
  };
}
