import type { Memory } from './memory';

/**
 * Whether a message was read before. An engine that has rotated a log sends the last lines of the old file once more: time
 * goes back then, to messages that are known to the nanosecond.
 */
export function createRepeats(memory: Memory): (micros: number, key: number) => boolean {
  let last = -Infinity;
  let expected: number | null = null;
  return (micros, key) => {
    const isBack = micros < last;
    last = micros;
    if (expected !== null && expected < memory.count()) {
      const trace = memory.at(expected);
      expected += 1;
      if (trace.micros === micros && trace.key === key) return true;
    }
    expected = null;
    if (!isBack) return false;
    const index = memory.find({ micros, key }, memory.count() - memory.kept(), memory.count());
    if (index >= 0) expected = index + 1;
    return index >= 0;
  };
}
