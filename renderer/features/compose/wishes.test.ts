import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPlanned, upWish, wordsOf } from './wishes';

it.each([
  ['', []],
  ['  ls  -la ', ['ls', '-la']],
  ['sh -c "echo $HOME \\"x\\""', ['sh', '-c', 'echo $HOME "x"']],
  ["echo 'a b'c\\ d ''", ['echo', 'a bc d', '']],
  ['"C:\\temp"', ['C:\\temp']],
  ["it's", null],
])('%j is %j', (line, words) => expect(wordsOf(line)).toEqual(words));

it('whatever is quoted comes out as it was', () => {
  const quoted = (word: string): string => `'${word.replaceAll("'", `'"'"'`)}'`;
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(wordsOf(words.map(quoted).join(' '))).toEqual(words);
    }),
  );
});

it('the plan says all of an up that has no option but that of orphans', () => {
  const plain = upWish();
  expect([plain, { ...plain, removeOrphans: true, timeout: 3 }].map(isPlanned)).toEqual([true, true]);
  const others: readonly (typeof plain)[] = [
    { ...plain, build: 'always' },
    { ...plain, pull: 'always' },
    { ...plain, recreate: 'never' },
    { ...plain, renewVolumes: true },
    { ...plain, services: ['web'] },
    { ...plain, scale: [{ service: 'web', replicas: 2 }] },
  ];
  for (const wish of others) expect(isPlanned(wish)).toBe(false);
});
