import { expect, test } from 'vitest';
import { type Draft, draftOf, patchOf, problemsOf } from './settings-draft';
import { machineState } from './testing/machine-state';

const { settings } = machineState();
const home = [{ path: '/home/ada', readOnly: false }];
const draft = (given: Partial<Draft> = {}): Draft => ({ ...draftOf(settings, home), ...given });
const folders = (...paths: readonly string[]): Partial<Draft> => ({
  ownShares: true,
  shares: paths.map((path, key) => ({ key, path, readOnly: false })),
});

test('an untouched form changes nothing', () => {
  expect(patchOf(draft(), settings)).toEqual({});
  expect(problemsOf(draft(), settings.diskGiB)).toEqual({});
});

test('a list of one’s own begins with what is shared now', () => {
  expect(patchOf(draft({ ownShares: true }), settings)).toEqual({ shares: home });
  expect(patchOf(draft({ ownShares: false }), { ...settings, shares: home })).toEqual({ shares: null });
});

test.each(['', '0', '257', '1.5', '-2', '2e1', 'two'])('"%s" is no number of CPUs', (cpus) => {
  expect(Object.keys(problemsOf(draft({ cpus }), 0))).toEqual(['cpus']);
});

test.each([
  ['memoryMiB', '511', '512'],
  ['diskGiB', '3', '4'],
  ['sleepAfterMinutes', '1441', '0'],
] as const)('%s has bounds', (field, wrong, right) => {
  expect(Object.keys(problemsOf(draft({ [field]: wrong }), 0))).toEqual([field]);
  expect(problemsOf(draft({ [field]: right }), 0)).toEqual({});
});

test.each([
  [[''], ['share 0']],
  [['work'], ['share 0']],
  [['/work', ' /work '], ['share 1']],
  [['/work', 'C:\\Users\\ada', 'd:/data'], []],
  [[], []],
])('folders %j', (paths, wrong) => {
  expect(Object.keys(problemsOf(draft(folders(...paths)), 0))).toEqual(wrong);
});

test('only so many folders', () => {
  const many = Array.from({ length: 33 }, (_, index) => `/f${index}`);
  expect(Object.keys(problemsOf(draft(folders(...many)), 0))).toEqual(['shares']);
  expect(problemsOf(draft({ ...folders(...many), ownShares: false }), 0)).toEqual({});
});
