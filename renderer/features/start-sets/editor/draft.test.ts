import { expect, test } from 'vitest';
import { addMember, type Candidate, candidatesFor, draftOf, membersOf, moveMember, readSeconds } from './draft';

const of = (...names: string[]) =>
  names.reduce<ReturnType<typeof addMember>>((all, subject) => addMember(all, { kind: 'container', subject }), []);
const names = (members: ReturnType<typeof of>): string => members.map(({ subject }) => subject).join(' ');

test('members move by one place, and not beyond the ends', () => {
  const members = of('a', 'b', 'c');
  const key = members[2]?.key ?? 0;
  expect(names(moveMember(members, key, -1))).toBe('a c b');
  expect(moveMember(members, key, 1)).toBe(members);
  expect(
    new Set(addMember(moveMember(members, key, -1), { kind: 'project', subject: 'd' }).map((one) => one.key)).size,
  ).toBe(4);
});

test('seconds are whole, and at most a day', () => {
  expect([readSeconds(' 5 '), readSeconds('0'), readSeconds('86400')]).toEqual([5, 0, 86_400]);
  expect([readSeconds(''), readSeconds('1.5'), readSeconds('-1'), readSeconds('86401')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('what is edited is what was saved', () => {
  const members = [
    { kind: 'project' as const, subject: 'shop', then: { wait: 'healthy' as const, seconds: 9 } },
    { kind: 'container' as const, subject: 'db', then: { wait: 'nothing' as const } },
  ];
  const row = { id: '1', name: 'Work', members, holdBack: true, now: [], run: null, holdProblem: '' };
  const draft = draftOf(row);
  expect(membersOf(draft)).toEqual(members);
  expect(membersOf({ ...draft, members: draft.members.map((one) => ({ ...one, seconds: 'x' })) })).toBeNull();
});

test('candidates: what begins so comes first, members are left out, and a name that is not there may be added', () => {
  const known: Candidate[] = [
    { kind: 'container', subject: 'my-shop', title: 'my-shop', missing: false },
    { kind: 'project', subject: 'key', title: 'shop', missing: false },
  ];
  expect(candidatesFor('Shop', known, []).map(({ title }) => title)).toEqual(['shop', 'my-shop', 'Shop']);
  expect(candidatesFor('my-shop', known, [])).toHaveLength(1);
  expect(candidatesFor('my-shop', known, of('my-shop'))).toEqual([]);
  expect(candidatesFor('no name!', known, [])).toEqual([]);
  expect(candidatesFor('', known, [])).toHaveLength(2);
});
