import { expect, test } from 'vitest';
import type { CommandEntry } from '../../../main/contract/commands';
import { MOST, asScript, mergeEntries } from './entries';

const entry = (seq: number, given: Partial<CommandEntry> = {}): CommandEntry => ({
  seq,
  startedAt: 0,
  durationMs: null,
  command: `docker stop c${seq}`,
  outcome: 'running',
  message: '',
  ...given,
});
const seqs = (entries: readonly CommandEntry[]): readonly number[] => entries.map(({ seq }) => seq);

test('a known seq is replaced in its place, new ones come last', () => {
  const merged = mergeEntries([entry(1), entry(2)], [entry(3), entry(1, { outcome: 'done' })]);
  expect(seqs(merged)).toEqual([1, 2, 3]);
  expect(merged[0]?.outcome).toBe('done');
});

test('nothing new leaves the list itself', () => {
  const entries = [entry(1)];
  expect(mergeEntries(entries, [])).toBe(entries);
});

test('the oldest are dropped', () => {
  const many = Array.from({ length: MOST }, (_, index) => entry(index));
  const merged = mergeEntries(many, [entry(MOST), entry(MOST + 1)]);
  expect([merged.length, merged[0]?.seq, merged.at(-1)?.seq]).toEqual([MOST, 2, MOST + 1]);
});

test('a copy is a script: outcomes are comments that cannot break out', () => {
  const script = asScript([
    entry(1, { outcome: 'done' }),
    entry(2, { outcome: 'failed', message: 'no\nrm -rf ~\u2028x' }),
  ]);
  expect(script).toBe('docker stop c1\n# failed: no rm -rf ~ x\ndocker stop c2\n');
});
