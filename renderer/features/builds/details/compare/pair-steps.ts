import type { BuildStep } from '../../../../../main/contract/builds';

export interface StepPair {
  readonly a: BuildStep | null;
  readonly b: BuildStep | null;
}

/** Above it the table of the longest common sequence would cost more than it tells. */
const MOST = 1_000;

/** What a step does, without its place: `[build 2/5] RUN make` and `Step 2/5 : RUN make` are `RUN make`. */
export const workOf = (name: string): string => name.replace(/^(\[[^\]]*\]|Step \d+\/\d+ :)\s*/, '');

const same = (a: BuildStep, b: BuildStep): boolean => a.stage === b.stage && workOf(a.name) === workOf(b.name);

/** Length of the longest common sequence of what is left, from each pair of places. */
function commonLengths(a: readonly BuildStep[], b: readonly BuildStep[]): readonly Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const [left, right] = [a[i], b[j]];
      const isSame = left !== undefined && right !== undefined && same(left, right);
      const below = rows[i + 1]?.[j] ?? 0;
      const beside = rows[i]?.[j + 1] ?? 0;
      const row = rows[i];
      if (row !== undefined) row[j] = isSame ? (rows[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(below, beside);
    }
  return rows;
}

/** Steps that do the same side by side, in both builds' order; those that only one has by themselves. */
export function pairSteps(allA: readonly BuildStep[], allB: readonly BuildStep[]): readonly StepPair[] {
  const [a, b] = [allA.slice(0, MOST), allB.slice(0, MOST)];
  const lengths = commonLengths(a, b);
  const pairs: StepPair[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left = null, right = null] = [a[i], b[j]];
    if (left !== null && right !== null && same(left, right)) {
      pairs.push({ a: left, b: right });
      i += 1;
      j += 1;
    } else if (right === null || (left !== null && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      pairs.push({ a: left, b: null });
      i += 1;
    } else {
      pairs.push({ a: null, b: right });
      j += 1;
    }
  }
  return pairs;
}
