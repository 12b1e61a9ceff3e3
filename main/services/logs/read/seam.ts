import type { Trace } from './memory';

/**
 * `skip`: this message was read before. `take`: it is new. `lost`: it is new, and the engine has thrown away what came
 * before it. `retry`: what was read before is not here; ask for more of it.
 */
export type Verdict = 'skip' | 'take' | 'lost' | 'retry';

/** Finds the place in a read that overlaps the one before, message by message. */
export type Seam = (micros: number, key: number) => Verdict;

/**
 * @param known What was read before, from the time on at which this read begins.
 * @param complete This read holds all that the engine still has from that time on: what is not here is gone.
 */
export function createSeam(known: readonly Trace[], complete: boolean): Seam {
  const last = known.at(-1);
  if (last === undefined) return () => 'take';
  const newest = known.reduce((most, { micros }) => Math.max(most, micros), 0);
  let at = -1;
  let found = false;
  const isKnown = (index: number, micros: number, key: number): boolean => {
    const trace = known[index];
    return trace?.micros === micros && trace.key === key;
  };
  const begin = (micros: number, key: number): Verdict => {
    at = known.findIndex((_, index) => isKnown(index, micros, key));
    if (at >= 0) {
      at += 1;
      return 'skip';
    }
    if (!complete) return 'retry';
    // Older than all that is known of: it was read long ago, or is out of order.
    if (micros <= newest) return 'skip';
    found = true;
    return 'lost';
  };
  return (micros, key) => {
    if (found) return 'take';
    if (at === -1) return begin(micros, key);
    if (at === known.length) {
      found = true;
      return 'take';
    }
    if (isKnown(at, micros, key)) {
      at += 1;
      return 'skip';
    }
    // The same message stood twice among the known: it was the later one.
    const again = known.findIndex((_, index) => index >= at && isKnown(index, micros, key));
    if (again >= 0) {
      at = again + 1;
      return 'skip';
    }
    if (!complete) return 'retry';
    found = micros > newest;
    return found ? 'lost' : 'skip';
  };
}
