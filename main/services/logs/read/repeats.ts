import type { Memory } from './memory';

/**
 * Whether a message was read before. An engine that has rotated a log sends the last lines of the old file once more: time
 * goes back then, behind the newest so far (the last one may itself have come late), to messages that are known to the
 * nanosecond. When it is the very last line alone, time stands still instead, as it does for the pieces of one long line:
 * only messages that end a line (`ends`) tell.
 */
export function createRepeats(memory: Memory): (micros: number, key: number, ends: boolean) => boolean {
  const from = memory.resumeFrom();
  const before = from === null ? [] : memory.since(from);
  let newest = before.reduce((most, { micros }) => Math.max(most, micros), -Infinity);
  let expected: number | null = null;
  return (micros, key, ends) => {
    const isBack = micros < newest || (ends && micros === newest);
    newest = Math.max(newest, micros);
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
