/** What is kept of one step's log: where it began and where it ends. */
export interface KeptLines {
  /** @returns Characters that are kept more than before; negative: fewer. */
  add(line: string): number;
  /** From the `from`th line that ever came. */
  read(from: number): Slice;
}

export interface LinePart {
  readonly lines: readonly string[];
  /** Lines before these that were too many to keep. */
  readonly dropped: number;
}

export interface Slice {
  readonly parts: readonly LinePart[];
  /** Where the next slice begins. */
  readonly next: number;
}

export interface Room {
  readonly first: number;
  readonly last: number;
  /** Whether there is room for more characters. */
  readonly isFull: () => boolean;
}

export function createKeptLines({ first, last, isFull }: Room): KeptLines {
  const head: string[] = [];
  /** Lines `came - tail.length + passed` and on. */
  let tail: string[] = [];
  let passed = 0;
  let came = 0;
  const trim = (): number => {
    let freed = 0;
    while (tail.length - passed > 1 && (tail.length - passed > last || isFull())) {
      freed += tail[passed]?.length ?? 0;
      passed += 1;
    }
    // So seldom that each line is moved but once.
    if (passed > last) {
      tail = tail.slice(passed);
      passed = 0;
    }
    return freed;
  };
  return {
    add(line) {
      came += 1;
      const inHead = head.length < first && head.length === came - 1 && !isFull();
      (inHead ? head : tail).push(line);
      return line.length - (inHead ? 0 : trim());
    },
    read(from) {
      const start = came - (tail.length - passed);
      const at = Math.max(from, head.length);
      const early = { lines: head.slice(from), dropped: 0 };
      const late = { lines: tail.slice(passed + Math.max(0, at - start)), dropped: Math.max(0, start - at) };
      return { parts: [early, late].filter(({ lines, dropped }) => lines.length + dropped > 0), next: came };
    },
  };
}
