import { expect, it } from 'vitest';
import type { BuildRow, BuildStep } from '../../../contract/builds';
import { parseDockerfile } from '../dockerfile/parse';
import type { BuildRecord } from '../history/record';
import { readCopied } from './copied';
import { type Known, whyMissed } from './why';

const WISH = {
  ...{ folder: '/f', dockerfile: '/f/Dockerfile', target: '', tags: [], args: [], labels: [], platform: '' },
  ...{ noCache: false, pull: false, secrets: [], ssh: [], classic: false },
};
const ROW: BuildRow = {
  ...{ id: 'a', wish: WISH, engine: 'e', builder: 'cli', state: 'done', startedAt: 0, endedAt: 1, steps: 0, cached: 0 },
  ...{ ended: 0, contextBytes: null, imageId: null, failure: '', failedLine: null, dockerfileSha256: '' },
};

const stepAt = (line: number, state: BuildStep['state'] = 'done'): BuildStep => ({
  ...{ index: line, name: '', stage: '', line, state, startedAt: null, durationMs: null, missed: '', error: '' },
});

const TEXT =
  'ARG V=1\nFROM a AS b\nARG V\nENV E=1\nCOPY src *.json /\nRUN make\nFROM a\nCOPY --from=b /x /\nADD other /\n';
const ALL = [5, 6, 8, 9].map((line) => stepAt(line, 'cached'));

const record = (text = TEXT, steps: BuildStep[] = ALL, more: Partial<BuildRow> = {}): BuildRecord => ({
  ...{ row: { ...ROW, ...more }, text, steps, pid: 1, bases: { '2': 'id-1' } },
});

const why = (line: number, more: Partial<Known> = {}): string =>
  whyMissed(stepAt(line), {
    ...{ wish: WISH, now: parseDockerfile(TEXT), previous: record(), bases: new Map([['2', 'id-1']]) },
    ...{ steps: () => [], changes: () => [] },
    ...more,
  });

const changed = (from: string, to: string) => ({ now: parseDockerfile(TEXT.replace(from, to)) });

it.each<[string, string, Partial<Known>, number]>([
  ['nothing is known to differ', '', {}, 6],
  ['no cache was wished', 'The cache was not to be used (--no-cache).', { wish: { ...WISH, noCache: true } }, 6],
  ['the first build', 'No earlier build of this Dockerfile with this builder is known.', { previous: null }, 6],
  ['another platform', 'The last build was for another platform.', { wish: { ...WISH, platform: 'linux/arm' } }, 6],
  ['an earlier step', 'An earlier step was built anew: line 5.', { steps: () => [stepAt(5)] }, 6],
  ['a step of another stage', '', { steps: () => [stepAt(5)] }, 9],
  ['the stage that is copied from', 'The stage b was built anew.', { steps: () => [stepAt(5)] }, 8],
  ['the line', 'This line was changed since the last build.', changed('make', 'make all'), 6],
  ['a line before it that is no step', 'Line 4 was changed since the last build.', changed('E=1', 'E=2'), 5],
  ['a line after it', '', changed('make', 'make all'), 5],
  [
    'a build argument',
    'Another value of the build argument V.',
    { wish: { ...WISH, args: [{ name: 'V', value: '2' }] } },
    6,
  ],
  ['an argument that it does not use', '', { wish: { ...WISH, args: [{ name: 'V', value: '2' }] } }, 5],
  ["an argument's default", 'Another value of the build argument V.', changed('ARG V=1', 'ARG V=3'), 6],
  ['the base image', 'The base image is another one than at the last build.', { bases: new Map([['2', 'id-2']]) }, 6],
  [
    'files',
    'Changed since the last build: a.json, src/1, src/2 and 1 more.',
    { changes: () => ['a.json', 'o', 'src/1', 'src/2', 'src/3'] },
    5,
  ],
  ['files that it does not take', '', { changes: () => ['other/x'] }, 5],
  [
    'a build that did not get so far',
    'The last build did not get past this step.',
    { previous: record(TEXT, [stepAt(5)]) },
    6,
  ],
  ['a stage that is new', 'This stage is new since the last build.', { previous: record('FROM a AS c\n') }, 6],
])('%s', (_name, words, known, line) => {
  expect(why(line, known)).toBe(words);
});

it('COPY in all its forms', () => {
  const takes = (text: string, file: string): boolean | null => readCopied(text).takes?.(file) ?? null;
  expect(takes('--chown=1:1 a/ b/* /dst/', 'a/deep/file')).toBe(true);
  expect(takes('["with space/x", "/dst"]', 'with space/x')).toBe(true);
  expect(takes('. .', 'any/file')).toBe(true);
  expect(takes('a \\\n  c /dst', 'c')).toBe(true);
  expect(takes('*.txt /', 'deep/a.txt')).toBe(false);
  for (const text of ['$DIR /', 'https://x/y /', '<<EOF /f', '--from=b a /', '']) expect(takes(text, 'a')).toBe(null);
});
