import { expect, test } from 'vitest';
import { negotiate } from './negotiation';

test.each([
  ['1.24', '1.12', '1.24'],
  ['1.41', '1.12', '1.41'],
  ['1.44', '1.24', '1.44'],
  ['1.52', '1.44', '1.51'],
  ['1.55', '1.51', '1.51'],
  ['2.0', '1.40', '1.51'],
  // Engines that do not say, or say nonsense, are spoken to as the oldest.
  [null, null, '1.24'],
  ['new', 'old', '1.24'],
])('engine up to %s, from %s: %s', (newest, oldest, version) => {
  expect(negotiate(newest, oldest)).toEqual({ kind: 'agreed', version });
});

test('below the floor', () => {
  expect(negotiate('1.12', '1.12')).toMatchObject({
    kind: 'too-old',
    reason: expect.stringContaining('1.12') as string,
  });
  expect(negotiate('1.9', null).kind).toBe('too-old');
});

test('above the ceiling', () => {
  expect(negotiate('1.60', '1.52')).toMatchObject({
    kind: 'too-new',
    reason: expect.stringContaining('1.52') as string,
  });
});
