import { expect, it } from 'vitest';
import { isAtLeast } from './programs';

it.each([
  ['0.6.0', true],
  ['0.6.1', true],
  ['0.10.0', true],
  ['1.0.0', true],
  ['0.5.9', false],
  ['0.0.0', false],
])('%s is at least 0.6.0: %s', (version, answer) => {
  expect(isAtLeast(version, '0.6.0')).toBe(answer);
});
