import { expect, test } from 'vitest';
import { CODE_LIFETIME_MS, createCodes } from './codes';

test('a code is 256 bits in letters that a URL and a subprotocol may have', () => {
  const codes = createCodes();
  const issued = new Set(Array.from({ length: 100 }, () => codes.issue()));
  expect(issued.size).toBe(100);
  for (const code of issued) expect(code).toMatch(/^[\w-]{43}$/);
});

test('it works once', () => {
  const codes = createCodes();
  const code = codes.issue();
  expect(codes.redeem(code)).toBe(true);
  expect(codes.redeem(code)).toBe(false);
});

test.each([
  ['', false],
  ['x'.repeat(43), false],
  ['x'.repeat(1_000_000), false],
])('a guess fails and spoils nothing: %.8s', (guess, works) => {
  const codes = createCodes();
  const code = codes.issue();
  expect(codes.redeem(guess)).toBe(works);
  expect(codes.redeem(code.slice(0, -1))).toBe(false);
  expect(codes.redeem(`${code} `)).toBe(false);
  expect(codes.redeem(code)).toBe(true);
});

test('it expires, and is used up by being tried too late', () => {
  let now = 0;
  const codes = createCodes(() => now);
  const [early, late] = [codes.issue(), codes.issue()];
  now = CODE_LIFETIME_MS - 1;
  expect(codes.redeem(early)).toBe(true);
  now = CODE_LIFETIME_MS;
  expect(codes.redeem(late)).toBe(false);
  now = 0;
  expect(codes.redeem(late)).toBe(false);
});

test('several are good at once, the oldest give way', () => {
  const codes = createCodes();
  const issued = Array.from({ length: 9 }, () => codes.issue());
  expect(issued.map((code) => codes.redeem(code))).toEqual([false, ...Array<boolean>(8).fill(true)]);
});
