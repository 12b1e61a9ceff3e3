import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BuildStep } from '../../../../../main/contract/builds';
import { pairSteps, workOf } from './pair-steps';

const stepsOf = (names: readonly string[]): BuildStep[] =>
  names.map((name, index) => ({
    ...{ index, name, stage: '', line: null, state: 'done' },
    ...{ startedAt: null, durationMs: null, missed: '', error: '' },
  }));

const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

it.each([
  ['[build 2/5] RUN make', 'RUN make'],
  ['Step 2/5 : RUN make', 'RUN make'],
  ['RUN make', 'RUN make'],
])('%s does %s', (name, work) => expect(workOf(name)).toBe(work));

it('each step is there once, in its order, beside one that does the same or alone', () => {
  fc.assert(
    fc.property(names, names, (left, right) => {
      const pairs = pairSteps(stepsOf(left), stepsOf(right));
      expect(pairs.flatMap(({ a }) => a?.name ?? [])).toEqual(left);
      expect(pairs.flatMap(({ b }) => b?.name ?? [])).toEqual(right);
      expect(pairs.every(({ a, b }) => a === null || b === null || a.name === b.name)).toBe(true);
    }),
  );
});

it('as many are paired as can be: what was put in between leaves the rest together', () => {
  fc.assert(
    fc.property(names, fc.nat(12), (left, at) => {
      const right = [...left.slice(0, at), 'new', ...left.slice(at)];
      const pairs = pairSteps(stepsOf(left), stepsOf(right));
      expect(pairs.filter(({ a, b }) => a !== null && b !== null)).toHaveLength(left.length);
    }),
  );
});

it('the same work in other places of the Dockerfile is the same', () => {
  const [pair] = pairSteps(stepsOf(['[build 2/5] RUN make']), stepsOf(['[build 3/6] RUN make']));
  expect(pair?.b).not.toBeNull();
});
