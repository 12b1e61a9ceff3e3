import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BuildReport, BuildStep } from '../../../../main/contract/builds';
import { MOST_ENTRIES, type Output, type OutputEntry } from '../../../ui/output/output';
import { NO_REPORT, type Report, reported } from './report';

const stepOf = (index: number, state: BuildStep['state'] = 'running'): BuildStep => ({
  ...{ index, state, name: `step ${String(index)}`, stage: '', line: null },
  ...{ startedAt: null, durationMs: null, missed: '', error: '' },
});

const after = (items: readonly BuildReport[], from: Report = NO_REPORT): Report => items.reduce(reported, from);
const log = (lines: readonly string[], dropped = 0): BuildReport => ({
  type: 'log',
  step: 0,
  lines: [...lines],
  dropped,
});
const sum = (entries: Output): number =>
  entries.reduce<number>((all: number, entry: OutputEntry) => all + (typeof entry === 'number' ? entry : 1), 0);

it('a beginning forgets all that was told before', () => {
  const before = after([{ type: 'steps', steps: [stepOf(0)] }, log(['x']), { type: 'end' }]);
  expect(after([{ type: 'reset', dockerfile: 'FROM x' }], before)).toEqual({ ...NO_REPORT, dockerfile: 'FROM x' });
});

it('steps are told whole or in part, and stand in their order', () => {
  const told = after([
    { type: 'steps', steps: [stepOf(1), stepOf(0)] },
    { type: 'steps', steps: [stepOf(1, 'done'), stepOf(2)] },
  ]);
  expect(told.steps.map(({ index, state }) => [index, state])).toEqual([
    [0, 'running'],
    [1, 'done'],
    [2, 'running'],
  ]);
});

it('every line is there, or counted where it would stand, however they came', () => {
  const pieces = fc.array(fc.tuple(fc.array(fc.string(), { maxLength: 50 }), fc.nat(3)), { maxLength: 20 });
  fc.assert(
    fc.property(pieces, (all) => {
      const entries = after(all.map(([lines, dropped]) => log(lines, dropped))).logs.get(0) ?? [];
      expect(entries.filter((entry) => typeof entry === 'string')).toEqual(all.flatMap(([lines]) => lines));
      expect(sum(entries)).toBe(all.reduce((count, [lines, dropped]) => count + lines.length + dropped, 0));
    }),
  );
});

it('a log without end stays bounded: the first lines go, and are counted', () => {
  const lines = Array.from({ length: 3_000 }, (_, index) => String(index));
  const entries = after(Array.from({ length: 10 }, () => log(lines))).logs.get(0) ?? [];
  expect(entries).toHaveLength(MOST_ENTRIES);
  expect(entries.at(-1)).toBe('2999');
  expect(sum(entries)).toBe(30_000);
});
