import { expect, test } from 'vitest';
import { stateWords } from './candidate-words';

test('Slipway’s own engine is never missing, only off', () => {
  expect(stateWords({ source: 'slipway', state: 'absent' })).toBe('Off');
  expect(stateWords({ source: 'slipway', state: 'connected' })).toBe('Ready');
  expect(stateWords({ source: 'context', state: 'absent' })).toBe('Not found');
});
