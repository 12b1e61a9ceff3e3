import { expect, test } from 'vitest';
import { frameKinds, HEADER, readU32, Violation, type FrameKind } from './frame';
import { ASSEMBLY_LIMIT, FRAGMENT, GRANT_STEP, MESSAGE_LIMIT, WINDOW } from './limits';
import { createReceiver, type AssemblyAccount } from './receiver';
import { WireError } from './types';

const open = (account: AssemblyAccount = { bytes: 0 }) => {
  const grants: number[] = [];
  const receiver = createReceiver(
    7,
    (frame) => {
      expect(frameKinds[(frame[0] ?? 0) - 1]).toBe('credit');
      expect(readU32(frame, 1)).toBe(7);
      grants.push(readU32(frame, HEADER));
    },
    account,
  );
  const receive = (kind: FrameKind, length: number): number | undefined =>
    receiver.receive({ kind, id: 7, payload: new Uint8Array(length) })?.length;
  return { receiver, receive, grants, account };
};
const STEPS = GRANT_STEP / FRAGMENT;

test('credit is given back in steps, for what was taken', () => {
  const { receiver, receive, grants } = open();
  for (let i = 0; i < WINDOW / FRAGMENT; i++) receive('item', FRAGMENT);
  expect(() => receive('item', 1)).toThrow(Violation);
  expect(grants).toEqual([]);
  for (let i = 0; i < STEPS - 1; i++) receiver.consumed(FRAGMENT);
  expect(grants).toEqual([]);
  receiver.consumed(FRAGMENT);
  expect(grants).toEqual([GRANT_STEP]);
});

test('the credit lent for fragments is paid back with the last: nothing more may come until the message is taken', () => {
  const { receiver, receive, grants } = open();
  const fragments = (2 * WINDOW) / FRAGMENT;
  for (let i = 0; i < fragments; i++) expect(receive('fragment', FRAGMENT)).toBeUndefined();
  expect(grants).toHaveLength(fragments / STEPS);
  expect(receive('item', 10)).toBe(2 * WINDOW + 10);
  expect(() => receive('item', 1)).toThrow('More was sent than there was credit for.');
  receiver.consumed(2 * WINDOW + 10);
  expect(receive('item', 1)).toBe(1);
});

test('an end without items needs no credit', () => {
  const { receive } = open();
  for (let i = 0; i < WINDOW / FRAGMENT; i++) receive('item', FRAGMENT);
  expect(receive('end', 0)).toBe(0);
});

test('fragments are joined in order', () => {
  const { receiver } = open();
  const piece = (kind: FrameKind, length: number, fill: number) =>
    receiver.receive({ kind, id: 7, payload: new Uint8Array(length).fill(fill) });
  piece('fragment', FRAGMENT, 1);
  piece('fragment', FRAGMENT, 2);
  const whole = piece('end', 3, 3);
  expect(whole).toEqual(new Uint8Array(2 * FRAGMENT + 3).fill(1, 0, FRAGMENT).fill(2, FRAGMENT, -3).fill(3, -3));
});

test('a message is bounded, and so are all unfinished ones of a connection', () => {
  const account: AssemblyAccount = { bytes: 0 };
  const calls = Array.from({ length: ASSEMBLY_LIMIT / MESSAGE_LIMIT }, () => open(account));
  for (const { receive } of calls) for (let i = 0; i < MESSAGE_LIMIT / FRAGMENT; i++) receive('fragment', FRAGMENT);
  expect(account.bytes).toBe(ASSEMBLY_LIMIT);
  expect(() => open(account).receive('fragment', FRAGMENT)).toThrow(WireError);
  for (const { receiver } of calls) receiver.stop();
  expect(account.bytes).toBe(0);

  const { receive } = open(account);
  for (let i = 0; i <= MESSAGE_LIMIT / FRAGMENT; i++) receive('fragment', FRAGMENT);
  expect(() => receive('fragment', FRAGMENT)).toThrow('over the limit');
});

test('once stopped it grants nothing', () => {
  const { receiver, receive, grants } = open();
  receive('item', FRAGMENT);
  receiver.stop();
  receiver.consumed(WINDOW);
  expect(grants).toEqual([]);
});
