import { expect, it } from 'vitest';
import { BuildFault } from '../../../../main/services/builds/fault';
import { checkWish } from '../../../../main/services/builds/check';
import { EMPTY_DRAFT, wishOf } from './draft';
import { faultField, fieldWords, type Field } from './fault-field';

const ALL = { kind: 'buildx', version: '1', remark: '', secrets: true, ssh: true, platforms: true } as const;
const NONE = { ...ALL, kind: 'engine', secrets: false, ssh: false, platforms: false } as const;
const WISH = wishOf({ ...EMPTY_DRAFT, folder: '/x', dockerfile: '/x/Dockerfile' }, ALL);
const SECRET = { id: 'a', from: 'env', source: 'NO_SUCH' } as const;

/** What main says to it, as a call rejects with it. */
async function refusal(part: Partial<typeof WISH>, facts: typeof ALL | typeof NONE = ALL): Promise<unknown> {
  const fault: unknown = await checkWish({ ...WISH, ...part }, facts, {}).catch((error: unknown) => error);
  if (!(fault instanceof BuildFault)) throw new Error('Main takes it.');
  const { fault: kind, path, detail } = fault;
  return Object.assign(new Error('x'), { code: 'BUILD_FAULT', data: { fault: kind, path, detail } });
}

interface Case {
  readonly field: Field;
  readonly part: Partial<typeof WISH>;
  readonly facts?: typeof ALL | typeof NONE;
}

const CASES: readonly Case[] = [
  ...['Not OK', 'UPPER', 'a:', 'a:b c', 'a@sha256:1', 'https://x/y', `a@sha256:${'0'.repeat(64)}`].map((tag): Case => ({
    field: 'tags',
    part: { tags: ['fine:1', tag] },
  })),
  { field: 'args', part: { args: [{ name: 'a b', value: '' }] } },
  { field: 'labels', part: { labels: [{ name: 'a=b', value: '' }] } },
  { field: 'platform', part: { platform: 'linux amd64' } },
  { field: 'target', part: { target: '-x' } },
  { field: 'secrets', part: { secrets: [{ ...SECRET, source: 'a,b' }] } },
  { field: 'secrets', part: { secrets: [SECRET] } },
  { field: 'secrets', part: { secrets: [{ ...SECRET, from: 'file' }] } },
  { field: 'secrets', part: { secrets: [SECRET] }, facts: NONE },
  { field: 'ssh', part: { ssh: ['-x'] } },
  { field: 'ssh', part: { ssh: ['default'] }, facts: NONE },
];

it.each(CASES)('what main says about $field stands at its field', async ({ field, part, facts }) => {
  const error = await refusal(part, facts);
  expect(faultField(error)).toBe(field);
  expect(fieldWords(error, field)).not.toBe('');
  expect(fieldWords(error, field === 'tags' ? 'args' : 'tags')).toBeUndefined();
});

it('what may be of several fields is said above all of them', async () => {
  const label = { name: 'a', value: '' };
  expect(faultField(await refusal({ labels: [label, label] }))).toBeNull();
});

it('another failure is of no field', () => {
  expect(faultField(Object.assign(new Error('x'), { code: 'ENGINE_UNREACHABLE', data: {} }))).toBeNull();
});
