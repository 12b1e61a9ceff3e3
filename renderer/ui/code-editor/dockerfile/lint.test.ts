import { Text } from '@codemirror/state';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { dockerfileProblems } from './lint';

const problems = (text: string) => dockerfileProblems(Text.of(text.split('\n')));

it('a mistake is an error, a habit a warning, each at its place', () => {
  const text = 'FROM x\nRUNN make\nrun make';
  expect(problems(text).map(({ from, to, severity }) => [text.slice(from, to), severity])).toEqual([
    ['RUNN', 'error'],
    ['run', 'warning'],
  ]);
});

it.each([
  'FROM x\nRUN --mount=type=cache,target=/a --network=none make',
  'FROM x\nCOPY --parents --exclude=*.md --link --chmod=755 a b\nADD --unpack --checksum=sha256:aa a b',
  'FROM --platform=$BUILDPLATFORM x AS b\nRUN <<EOF\necho hi\nfoo\nEOF',
  'FROM x\nCOPY <<a.txt /a\nhello\na.txt',
])('%j is what builders take', (text) => expect(problems(text)).toEqual([]));

it('it needs nothing of node, not even for a byte order mark', () => {
  vi.stubGlobal('Buffer', undefined);
  try {
    expect(problems('\ufeffFROM x\nRUN make')).toEqual([]);
  } finally {
    vi.unstubAllGlobals();
  }
});

it('a base image that is only known when it is built is no error', () => {
  expect(problems('ARG BASE\nFROM $BASE').filter(({ severity }) => severity === 'error')).toEqual([]);
});

it('whatever is typed, each problem lies within the text', () => {
  const word = fc.constantFrom(
    'FROM',
    'RUN',
    'COPY',
    '--from=',
    '\\\n',
    '\n',
    ' ',
    '[',
    '"',
    "'",
    '$',
    '${',
    'a',
    '<<E',
    '#',
    'AS',
    '=',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => {
      const text = words.join('');
      for (const { from, to } of problems(text)) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
