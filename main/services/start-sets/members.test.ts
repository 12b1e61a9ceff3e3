import { expect, test } from 'vitest';
import { finder, readNamed, stateOf } from './members';

const label = (project: string, oneOff = 'False') => ({
  'com.docker.compose.project': project,
  'com.docker.compose.oneoff': oneOff,
});

test('whose a container is, by name and by label; what run made is no member', () => {
  const named = readNamed([
    { Id: '1', Names: ['/web/alias', '/shop-web'], Labels: label('shop') },
    { Id: '2', Names: ['/shop-run-1'], Labels: label('shop', 'True') },
    { Id: '3', Names: ['/db'], Labels: null },
    { Names: ['/nobody'] },
    'x',
  ]);
  const find = finder(
    named,
    ({ project }) => project,
    (key) => (key === 'the shop' ? 'shop' : null),
  );
  const ids = (kind: 'project' | 'container', subject: string): string[] => find({ kind, subject }).map(({ id }) => id);
  expect(ids('project', 'the shop')).toEqual(['1']);
  expect(ids('project', 'unknown')).toEqual([]);
  expect(ids('container', 'db')).toEqual(['3']);
  expect(ids('container', 'shop-run-1')).toEqual(['2']);
  expect(ids('container', 'd')).toEqual([]);
});

test('the state of several', () => {
  const running = { state: 'running', exitCode: null } as const;
  const done = { state: 'exited', exitCode: 0 } as const;
  const failed = { state: 'exited', exitCode: 1 } as const;
  expect(stateOf([])).toBe('missing');
  expect(stateOf([running, done])).toBe('running');
  expect(stateOf([running, failed])).toBe('partial');
  expect(stateOf([done, failed])).toBe('stopped');
});
