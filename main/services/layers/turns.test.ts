import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemory } from './shared';
import { createTurns, sortInTurns } from './turns';

const LASTING = new AbortController().signal;

describe('turns', () => {
  test('sorts as it is usual, equal ones in their order', async () => {
    const rows = fc.array(fc.record({ by: fc.nat(20), at: fc.nat() }), { minLength: 4000, maxLength: 20_000 });
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const compare = (a: { readonly by: number }, b: { readonly by: number }): number => a.by - b.by;
        expect(await sortInTurns(all, compare, createTurns(LASTING))).toEqual([...all].sort(compare));
      }),
      { numRuns: 10 },
    );
  });

  test('others have their turn meanwhile, and it ends when it is not wanted any more', async () => {
    const control = new AbortController();
    const many = Array.from({ length: 2_000_000 }, (_, at) => (at * 7919) % 1_000_003);
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      if (looks === 5) control.abort(new Error('enough'));
    }, 1);
    await expect(sortInTurns(many, (a, b) => a - b, createTurns(control.signal))).rejects.toThrow('enough');
    clearInterval(timer);
    expect(looks).toBeGreaterThanOrEqual(5);
  });
});

describe('what is shared', () => {
  /** Works that end when they are told to. */
  const bench = () => {
    const begun: { readonly signal: AbortSignal; readonly end: (result: string) => void }[] = [];
    const memory = createMemory<string, string>(2);
    const ask = (key: string, signal: AbortSignal): Promise<string> =>
      memory.get(
        key,
        (ending) =>
          new Promise((resolve, reject) => {
            ending.addEventListener('abort', () => reject(new Error('ended')));
            begun.push({ signal: ending, end: resolve });
          }),
      )(signal);
    return { begun, ask };
  };

  test('one run for all, which outlives who leaves it', async () => {
    const { begun, ask } = bench();
    const leaving = new AbortController();
    const first = ask('a', leaving.signal);
    const second = ask('a', LASTING);
    leaving.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    begun[0]?.end('done');
    expect(await second).toBe('done');
    expect(await ask('a', LASTING)).toBe('done');
    expect(begun).toHaveLength(1);
  });

  test('the last who leaves ends it, and it is begun anew', async () => {
    const { begun, ask } = bench();
    const leaving = new AbortController();
    const first = ask('a', leaving.signal);
    leaving.abort(new Error('gone'));
    const second = ask('a', LASTING);
    await expect(first).rejects.toThrow('gone');
    expect(begun.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    begun[1]?.end('done');
    expect(await second).toBe('done');
  });
});
