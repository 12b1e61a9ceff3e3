import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordsOf } from './wishes';

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
