import { expect, test } from 'vitest';
import type { ContainerRow } from '../../../../main/contract/containers';
import { ROW_ACTIONS, applies } from './kinds';

const possible = (state: ContainerRow['state'], pending: ContainerRow['pending'] = null): string =>
  ROW_ACTIONS.filter((action) => applies(action, { state, pending })).join(' ');

test.each([
  ['running', 'stop restart pause kill rename remove'],
  ['paused', 'stop restart unpause kill rename remove'],
  ['exited', 'start restart rename remove'],
  ['created', 'start restart rename remove'],
  ['dead', 'rename remove'],
  ['removing', ''],
] as const)('%s: %s', (state, actions) => {
  expect(possible(state)).toBe(actions);
});

test('while an answer is awaited only kill and delete are left, each once', () => {
  expect(possible('running', 'stop')).toBe('kill remove');
  expect(possible('running', 'kill')).toBe('remove');
  expect(possible('exited', 'remove')).toBe('');
});
