import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemory } from './memory';
import { createRepeats } from './repeats';

interface Message {
  readonly micros: number;
  readonly key: number;
}

const START = 1_700_000_000_000_000;

/** No two are alike; those of about the same time stand in any order. */
const log = fc.array(fc.tuple(fc.nat(300), fc.boolean()), { minLength: 1, maxLength: 200 }).map((steps): Message[] => {
  let now = START;
  return steps.map(([step, late], index) => {
    now += step;
    return { micros: now - (late ? 150 : 0), key: index };
  });
});

it('knows what is sent once more, and nothing else', () => {
  const again = fc.array(fc.tuple(fc.nat(199), fc.integer({ min: 1, max: 50 })), { maxLength: 10 });
  fc.assert(
    fc.property(log, again, (all, repeats) => {
      const memory = createMemory();
      const isRepeat = createRepeats(memory);
      const got: Message[] = [];
      const send = ({ micros, key }: Message): void => {
        if (isRepeat(micros, key, true)) return;
        memory.note(micros, key, got.length);
        got.push({ micros, key });
      };
      all.forEach((message, index) => {
        send(message);
        // The end of the file that was rotated, from somewhere on.
        for (const [at, length] of repeats)
          if (at === index) for (const old of all.slice(Math.max(0, at + 1 - length), at + 1)) send(old);
      });
      expect(got).toEqual(all);
    }),
    { numRuns: 1000 },
  );
});

it('takes the pieces of one long line, which have one time, for what they are', () => {
  const memory = createMemory();
  const isRepeat = createRepeats(memory);
  for (let index = 0; index < 10; index += 1) {
    expect(isRepeat(START, 7, false)).toBe(false);
    memory.note(START, 7, index);
  }
});

it('knows what was read by the connection before', () => {
  const memory = createMemory();
  memory.note(START, 7, 0);
  memory.note(START + 1, 8, 1);
  expect(createRepeats(memory)(START + 1, 8, true)).toBe(true);
  expect(createRepeats(memory)(START + 2, 8, true)).toBe(false);
});
