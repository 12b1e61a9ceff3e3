import { expect, test } from 'vitest';
import type { ImageTransfer, TransferLayer } from '../../../main/contract/pulls';
import { referenceProblem } from './dialogs/reference';
import { faultWords } from './fault-words';
import { endWords, stateWords } from './words';

const layer = (change: Partial<TransferLayer>): TransferLayer => ({
  ...{ id: 'aa', state: 'downloading', bytes: 0, total: null, extracted: null },
  ...change,
});

const pull = (change: Partial<ImageTransfer>): ImageTransfer => ({
  ...{ id: '1', kind: 'pull', reference: 'redis:7', platform: '', engine: 'local', quiet: false, state: 'running' },
  ...{ layers: [], more: 0, bytes: 0, total: 0, unmeasured: 0, said: '', digest: null, isNew: null },
  ...{ rate: null, secondsLeft: null, note: '', startedAt: 0, endedAt: null, failure: null },
  ...change,
});

test.each<[Partial<ImageTransfer>, string]>([
  [{}, 'waiting for the registry'],
  [
    { layers: [layer({}), layer({ state: 'exists' })], bytes: 1e6, total: 4e6, unmeasured: 1, rate: 5e5 },
    '1 MB of at least 4 MB, 500 kB/s, time left not known: 1 layer not measured yet, 2 layers, 1 here already',
  ],
  [
    { layers: [layer({})], bytes: 1e6, total: 4e6, rate: 5e5, secondsLeft: 6 },
    '1 MB of 4 MB, 500 kB/s, about 6 s left, 1 layer',
  ],
  [{ layers: [layer({})], bytes: 1, total: 2, rate: 0 }, '1 B of 2 B, 0 B/s, time left not known, 1 layer'],
  [
    { layers: [layer({ state: 'extracting' })], bytes: 4e6, total: 4e6, rate: 9 },
    '4 MB of 4 MB, unpacking, which the engine does not time, 1 layer',
  ],
  [{ kind: 'push', layers: [layer({ state: 'pushed' })], bytes: 4, total: 4 }, '4 B of 4 B, finishing, 1 layer'],
  [{ state: 'done', isNew: false, endedAt: 340 }, 'Up to date, in 0.34 s'],
  [
    { state: 'done', isNew: true, endedAt: 12_000, bytes: 4e6, layers: [layer({ state: 'exists' })] },
    'Pulled, 4 MB, 1 layer, all here already, in 12 s',
  ],
  [{ state: 'cancelled' }, 'Cancelled. The engine may throw away what was not finished.'],
])('%o', (change, words) => {
  expect(stateWords(pull(change))).toBe(words);
});

test('an end is news, unless what it is part of tells it', () => {
  const failed = { state: 'failed', failure: { kind: 'login', message: 'no', retryAt: null } } as const;
  expect(endWords(pull({ state: 'done' }))?.title).toBe('Pulled redis:7.');
  expect(endWords(pull(failed))).toMatchObject({ tone: 'bad', engineWords: 'no' });
  for (const end of [{ state: 'done' }, failed] as const) expect(endWords(pull({ ...end, quiet: true }))).toBeNull();
  expect(endWords(pull({}))).toBeNull();
});

test('a limit says when, or that nobody said when', () => {
  const limited = { kind: 'rate-limited', message: '' } as const;
  expect(faultWords({ ...limited, retryAt: 30_000 }, 0).advice).toMatch(
    /^It may be asked again at .*, in 30 seconds\.$/,
  );
  expect(faultWords({ ...limited, retryAt: null }, 0).advice).toMatch(/^It did not say when/);
});

test.each([
  ['redis:7', null],
  ['LOCALHOST:5000/a/b:Tag', null],
  ['Redis', 'A name has no upper-case letters.'],
  ['https://registry.example/x', 'Without http:// or https:// before it.'],
  ['a//b', 'Something is missing beside a slash.'],
  ['a b', 'A name has no spaces.'],
  [' ', 'Which image?'],
])('%s can be meant as an image: %s', (text, problem) => {
  expect(referenceProblem(text)).toBe(problem);
});
