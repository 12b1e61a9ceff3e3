import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemory } from './memory';
import { createSeam } from './seam';

interface Message {
  readonly micros: number;
  readonly key: number;
}

/** Messages of about the same time are in any order, and may be alike. */
const log = fc.array(fc.tuple(fc.nat(400_000), fc.nat(2)), { minLength: 1, maxLength: 200 }).map((steps): Message[] => {
  let now = 1_700_000_000_000_000;
  return steps.map(([step, key]) => {
    now += step;
    return { micros: now - (key === 2 ? 300_000 : 0), key };
  });
});

/** The engine's answer: of the last `tail` messages those since then. */
const answer = (all: readonly Message[], tail: number | null, since: number | null): readonly Message[] =>
  (tail === null ? all : all.slice(-tail)).filter(({ micros }) => since === null || micros >= since);

describe('a read that is cut and resumed', () => {
  it('has every message once, however often and wherever it is cut', () => {
    const cuts = fc.array(fc.tuple(fc.nat(200), fc.nat(200)), { maxLength: 50 });
    fc.assert(
      fc.property(log, cuts, (all, lengths) => {
        const memory = createMemory();
        const got: Message[] = [];
        const take = (message: Message): void => {
          memory.note(message.micros, message.key, got.length);
          got.push(message);
        };
        // Each time the log is longer, and the answer is cut somewhere.
        for (const [written, cut] of [...lengths, [all.length, all.length] as const]) {
          const log = all.slice(0, Math.max(written, got.length));
          for (const tail of [2, 20, null]) {
            const since = memory.resumeFrom();
            const seam = createSeam(since === null ? [] : memory.since(since), tail === null);
            let retry = false;
            for (const message of answer(log, since === null ? null : tail, since).slice(0, cut + 1)) {
              const verdict = seam(message.micros, message.key);
              expect(verdict).not.toBe('lost');
              retry = verdict === 'retry';
              if (retry) break;
              if (verdict === 'take') take(message);
            }
            if (!retry) break;
          }
        }
        expect(got).toEqual(all);
      }),
      { numRuns: 500 },
    );
  });

  it('says so when the engine has thrown away what comes next', () => {
    const memory = createMemory();
    for (const micros of [1e15, 1e15 + 5, 1e15 + 9]) memory.note(micros, 1, 0);
    const seam = createSeam(memory.since(memory.resumeFrom() ?? 0), true);
    expect([seam(1e15 + 9e6, 1), seam(1e15 + 9e6, 1), seam(1e15 + 10e6, 7)]).toEqual(['lost', 'take', 'take']);
  });

  it('goes on where the engine has thrown away only what was read', () => {
    const memory = createMemory();
    for (const micros of [1e15, 1e15 + 5, 1e15 + 9]) memory.note(micros, 1, 0);
    const seam = createSeam(memory.since(memory.resumeFrom() ?? 0), true);
    expect([seam(1e15 + 9, 1), seam(1e15 + 20, 1)]).toEqual(['skip', 'take']);
  });

  it('remembers no more than it has to', () => {
    const memory = createMemory();
    for (let index = 0; index < 600_000; index += 1) memory.note(1e15 + index, index, index);
    expect(memory.count()).toBe(600_000);
    expect(memory.since(1e15 + 599_990).map(({ key }) => key)).toEqual([
      599_990, 599_991, 599_992, 599_993, 599_994, 599_995, 599_996, 599_997, 599_998, 599_999,
    ]);
  });
});
