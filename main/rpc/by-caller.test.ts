import { expect, it } from 'vitest';
import { byCaller } from './by-caller';
import { WireError } from './wire/types';

it.each([
  ['CANCELLED', true],
  ['CONNECTION_LOST', false],
] as const)('a call that ended by %s', (code, isEnded) => {
  const call = new AbortController();
  const signal = byCaller(call.signal);
  call.abort(new WireError(code, null, ''));
  expect(signal.aborted).toBe(isEnded);
  expect(byCaller(call.signal).aborted).toBe(isEnded);
});
