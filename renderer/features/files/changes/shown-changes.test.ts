import { expect, test } from 'vitest';
import { withoutHolders } from './shown-changes';

const changed = (path: string) => ({ path, kind: 'changed' as const });
const added = (path: string) => ({ path, kind: 'added' as const });

test('folders that only hold changes are left out, also where another name sorts in between', () => {
  const all = [
    changed('/a'),
    added('/a b'),
    added('/a/b'),
    changed('/etc'),
    changed('/etc/x'),
    added('/n'),
    added('/n/x'),
  ];
  expect(withoutHolders(all).map(({ path }) => path)).toEqual(['/a b', '/a/b', '/etc/x', '/n', '/n/x']);
});
