/** What tells one message from another without keeping it. */
export interface Trace {
  readonly micros: number;
  readonly key: number;
}

/** A message that was read, and the line that it is of. */
export interface Placed extends Trace {
  readonly line: number;
}

/** How far back a resumed read begins: the engine's writers put messages of about the same time in any order. */
const OVERLAP_MICROS = 1_000_000;
/** More than an engine writes in that time. */
const MEMORY = 1 << 18;
/** How far apart messages may stand that are in another order than their times. */
const DISORDER = 256;

/** The last messages that were read, so that a read that begins anew can go on right after them. */
export interface Memory {
  note(micros: number, key: number, line: number): void;
  /** Remembers at least so many from now on. */
  atLeast(messages: number): void;
  /** Of all messages there were, not of those that are remembered. */
  readonly count: () => number;
  /** How many of the last messages are remembered. */
  readonly kept: () => number;
  /** The message that was the `index`th of all. */
  at(index: number): Placed;
  /** µs since the epoch from which to read again; null: nothing was read yet. */
  resumeFrom(): number | null;
  /** The messages since then, in the order they came. */
  since(micros: number): readonly Trace[];
  /** Where it is, of those from `from` on and before `until`; -1: nowhere. */
  find(trace: Trace, from: number, until: number): number;
}

type Ring = Pick<Memory, 'note' | 'atLeast' | 'count' | 'kept' | 'at'>;

function createRing(): Ring {
  let most = MEMORY;
  let micros = new Float64Array(1024);
  let keys = new Float64Array(1024);
  let lines = new Uint32Array(1024);
  let count = 0;
  const grow = (): void => {
    const size = micros.length * 2;
    const larger = { micros: new Float64Array(size), keys: new Float64Array(size), lines: new Uint32Array(size) };
    larger.micros.set(micros);
    larger.keys.set(keys);
    larger.lines.set(lines);
    ({ micros, keys, lines } = larger);
  };
  return {
    note: (time, key, line) => {
      // A ring can only grow before it goes round.
      if (count === micros.length && count < most) grow();
      micros[count % micros.length] = time;
      keys[count % keys.length] = key;
      lines[count % lines.length] = line;
      count += 1;
    },
    atLeast: (messages) => {
      most = Math.max(most, messages);
    },
    count: () => count,
    kept: () => Math.min(count, micros.length),
    at: (index) => ({
      micros: micros[index % micros.length] ?? 0,
      key: keys[index % keys.length] ?? 0,
      line: lines[index % lines.length] ?? 0,
    }),
  };
}

export function createMemory(): Memory {
  const ring = createRing();
  const { count, kept, at } = ring;
  return {
    ...ring,
    resumeFrom: () => (count() === 0 ? null : at(count() - 1).micros - OVERLAP_MICROS),
    since: (from) => {
      const found: Trace[] = [];
      for (let index = count() - 1; index >= count() - kept(); index -= 1) {
        const trace = at(index);
        if (trace.micros >= from) found.push(trace);
        // Out of order by more than the overlap, there is no further one.
        else if (trace.micros < from - OVERLAP_MICROS) break;
      }
      return found.reverse();
    },
    find: ({ micros, key }, from, until) => {
      let [low, high] = [from, until];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (at(middle).micros < micros) low = middle + 1;
        else high = middle;
      }
      const end = Math.min(until, low + DISORDER);
      for (let index = Math.max(from, low - DISORDER); index < end; index += 1) {
        const trace = at(index);
        if (trace.micros === micros && trace.key === key) return index;
      }
      return -1;
    },
  };
}
