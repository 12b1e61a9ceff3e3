/** Long enough to get on, too short to be noticed, ms. */
const TURN_MS = 10;
/** Steps between two looks at the clock, which costs more than one of them. */
const STEPS = 512;

/** Work over millions of things in the main process, which has others to serve as well. */
export interface Turns {
  /**
   * To be called at each step: null, or what is to be awaited before the next, as others have waited long enough. That rejects with
   * the signal's reason once nobody wants the work any more.
   */
  step(): Promise<void> | null;
}

export function createTurns(signal: AbortSignal): Turns {
  let steps = 0;
  let began = performance.now();
  const rest = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    began = performance.now();
  };
  return {
    step() {
      steps += 1;
      return steps % STEPS !== 0 || performance.now() - began < TURN_MS ? null : rest();
    },
  };
}

/** So many are sorted at one go. */
const RUN = 4096;

/** In the order of `compare`; equal ones stay in theirs. */
export async function sortInTurns<T>(
  all: readonly T[],
  compare: (a: T, b: T) => number,
  turns: Turns,
): Promise<readonly T[]> {
  let from = [...all];
  for (let at = 0; at < from.length; at += RUN) {
    const run = from.slice(at, at + RUN).sort(compare);
    for (const [place, one] of run.entries()) {
      from[at + place] = one;
      const pause = turns.step();
      if (pause !== null) await pause;
    }
  }
  let to = [...from];
  for (let width = RUN; width < from.length; width *= 2) {
    await mergeRuns({ from, to, width, compare }, turns);
    [from, to] = [to, from];
  }
  return from;
}

interface Merge<T> {
  readonly from: readonly T[];
  readonly to: T[];
  /** Of the runs that are sorted already; two of them become one. */
  readonly width: number;
  readonly compare: (a: T, b: T) => number;
}

async function mergeRuns<T>({ from, to, width, compare }: Merge<T>, turns: Turns): Promise<void> {
  for (let start = 0; start < from.length; start += 2 * width) {
    const middle = Math.min(start + width, from.length);
    const end = Math.min(start + 2 * width, from.length);
    let [left, right] = [start, middle];
    for (let at = start; at < end; at += 1) {
      const [one, other] = [from[left] as T, from[right] as T];
      const isLeft = right >= end || (left < middle && compare(one, other) <= 0);
      to[at] = isLeft ? one : other;
      if (isLeft) left += 1;
      else right += 1;
      const pause = turns.step();
      if (pause !== null) await pause;
    }
  }
}
