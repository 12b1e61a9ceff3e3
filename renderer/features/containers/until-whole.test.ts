import { expect, test } from 'vitest';
import type { ContainerChange } from '../../../main/contract/containers';
import { containerRow } from './testing/rows';
import { untilWhole } from './until-whole';

const upsert = (id: string): ContainerChange => ({ type: 'upsert', rows: [containerRow({ id })] });
const told = (): { readonly take: (change: ContainerChange) => void; readonly kinds: string[] } => {
  const kinds: string[] = [];
  return { kinds, take: untilWhole((change) => void kinds.push(change.type)) };
};

test('what begins anew shows when it is whole, and what follows at once', () => {
  const { take, kinds } = told();
  for (const change of [{ type: 'reset' } as const, upsert('a'), upsert('b')]) take(change);
  expect(kinds).toEqual([]);
  take({ type: 'synced' });
  expect(kinds).toEqual(['reset', 'upsert', 'upsert', 'synced']);
  take(upsert('c'));
  expect(kinds).toHaveLength(5);
});

test('when the engine is out of reach, that is told with what there is', () => {
  const { take, kinds } = told();
  take(upsert('of another beginning'));
  for (const change of [{ type: 'reset' } as const, upsert('a'), { type: 'stale' } as const]) take(change);
  expect(kinds).toEqual(['reset', 'upsert', 'stale']);
});
