import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BuildFault } from '../fault';
import { type Capture, startCapture } from '../testing/capture';
import { openContext } from './context';
import { walk } from './walk';

let capture: Capture;
let dir: string;

beforeAll(async () => {
  capture = await startCapture();
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-context-'));
});

afterAll(async () => {
  await capture.close();
  fs.rmSync(dir, { recursive: true, force: true });
});

const NAMES = [
  'a',
  'b',
  'ab',
  'a.txt',
  'b.log',
  '.x',
  'a+b',
  '[c]',
  'd e',
  'é',
  'a(b)',
  'a{1}',
  'a^b',
  '-',
  'node_modules',
];
/** What every CLI reads alike. */
const PLAIN = [
  'a',
  'b',
  'ab',
  'a.txt',
  '.x',

  'd e',
  'é',
  'node_modules',
  '*',
  '?',
  '*.txt',
  'a*',
  '[ab]',
  '[a-c]*',
  '.',
];
const STRANGE = [
  ...[
    'a(b)',
    'a{1}',
    'a^b',
    'Dockerfile',
    '.dockerignore',
    '**',
    '**',
    '*.*',
    '*b',
    '**a',
    'a**',
    '?*',
    '***',
    '**.log',
  ],
  ...[
    'a|b',
    '*|',
    '?{2}',
    '*{1}',
    '{0}*',
    'a{1,2}*',
    '?{2,1}',
    '[^a]',
    '[!a]',
    '[[]c]',
    '[*]',
    '[a*]',
    '[?]',
    '[[:alpha:]]',
  ],
  ...['[a-z].txt', '[]', '[a', '[b-a]', '\\a', '\\[c]', '\\d', '\\*', '\\', '..', ''],
];
/** The first whose rules are followed to the letter. */
const PRESENT_RULES = 23;

const names = fc.constantFrom(...NAMES);
const file = fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const lineOf = (pieces: readonly string[], bangs: readonly string[], marks: readonly string[]) =>
  fc
    .record({
      bang: fc.constantFrom(...bangs),
      start: fc.constantFrom('', '', '', '/', './', '  ', '#', ...marks),
      parts: fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }),
      end: fc.constantFrom('', '', '', '/', '  ', '\t', '\r', '/.'),
    })
    .map(({ bang, start, parts, end }) => `${start}${bang}${parts.join('/')}${end}`);

/** Makes what can be made: a name may be a file and a folder at once in what was thought up. */
function plant(files: readonly string[]): void {
  fs.rmSync(dir, { recursive: true, force: true });
  fs.mkdirSync(dir);
  for (const each of files) {
    try {
      fs.mkdirSync(path.join(dir, path.dirname(each)), { recursive: true });
      fs.writeFileSync(path.join(dir, each), '');
    } catch {
      // It is the other of the two.
    }
  }
}

/** As we see it; null: we refuse. */
async function ours(dockerfile: string): Promise<string[] | null> {
  try {
    const { root, ignore } = await openContext({ folder: dir, dockerfile, classic: true }, process.platform);
    const all: string[] = [];
    for await (const { entries } of walk(root, ignore, new AbortController().signal))
      all.push(...entries.map((entry) => entry.path));
    return all.sort();
  } catch (error) {
    if (error instanceof BuildFault) return null;
    throw error;
  }
}

async function theirs(...words: string[]): Promise<string[] | null> {
  const sent = await capture.contextOf(dir, ...words);
  return sent?.map(({ name }) => name.replace(/\/$/, '')).sort() ?? null;
}

it('what is sent is what docker build sends, whatever the ignore file says', async () => {
  const line =
    capture.major < PRESENT_RULES
      ? lineOf(PLAIN, [''], [])
      : lineOf(['a+b', ...PLAIN, ...PLAIN, ...STRANGE], ['', '', '', '!', '!', '! '], ['\uFEFF', '\u00a0']);
  const cases = fc.record({
    files: fc.array(file, { minLength: 3, maxLength: 14 }),
    lines: fc.array(line, { minLength: 1, maxLength: 5 }),
    dockerfile: fc.constantFrom('Dockerfile', 'Dockerfile', 'a/b/Dockerfile'),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ files, lines, dockerfile }) => {
      plant([dockerfile, ...files]);
      fs.writeFileSync(path.join(dir, dockerfile), 'FROM scratch\n');
      fs.writeFileSync(path.join(dir, '.dockerignore'), lines.join('\n'));
      const place = path.join(dir, dockerfile);
      expect(await ours(place), lines.join('\n')).toEqual(await theirs('-f', place));
    }),
    { numRuns: Number(process.env.RUNS ?? 60), endOnFailure: true },
  );
});
