// A frame: 1 byte kind, 4 bytes call id (big-endian), payload.
import { FRAME_LIMIT } from './limits';
import type { Bytes } from './types';

/**
 * - `hello`: first frame both ways, call 0; the payload is the protocol's name and version.
 * - `open`: two items, the procedure's path and its input. Starts a call; ids rise.
 * - `item`: one or more items.
 * - `fragment`: a leading piece of the payload of the call's next open, item, end or error frame.
 * - `end`: the last items, maybe none. Nothing follows in this direction; from the server, the call is over.
 * - `error`: one item, `{ code, message, data }`; the call is over.
 * - `cancel`: the caller wants no more; the call is over.
 * - `credit`: u32, bytes the other side may send more on this call.
 */
export const frameKinds = ['hello', 'open', 'item', 'fragment', 'end', 'error', 'cancel', 'credit'] as const;
export type FrameKind = (typeof frameKinds)[number];

export interface Frame {
  readonly kind: FrameKind;
  readonly id: number;
  readonly payload: Uint8Array;
}

/** The other side broke the protocol: the connection cannot go on. The message holds nothing the other side sent. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

export const HEADER = 5;
export const MAX_CALL_ID = 0xffff_ffff;
const PROTOCOL = 'slipway/1';

export const writeU32 = (bytes: Uint8Array, offset: number, value: number): void => {
  bytes[offset] = value >>> 24;
  bytes[offset + 1] = value >>> 16;
  bytes[offset + 2] = value >>> 8;
  bytes[offset + 3] = value;
};

/** The caller sees to it that the bytes are there. */
export const readU32 = (bytes: Uint8Array, offset: number): number =>
  (((bytes[offset] ?? 0) << 24) |
    ((bytes[offset + 1] ?? 0) << 16) |
    ((bytes[offset + 2] ?? 0) << 8) |
    (bytes[offset + 3] ?? 0)) >>>
  0;

/** A frame whose payload is still to be written, from `HEADER` on. It owns its whole buffer, so posting it copies no more than it. */
export const newFrame = (kind: FrameKind, id: number, size: number): Bytes => {
  const frame = new Uint8Array(HEADER + size);
  frame[0] = frameKinds.indexOf(kind) + 1;
  writeU32(frame, 1, id);
  return frame;
};

export const frameOf = (kind: FrameKind, id: number, payload: Uint8Array): Bytes => {
  const frame = newFrame(kind, id, payload.length);
  frame.set(payload, HEADER);
  return frame;
};

export const creditFrame = (id: number, bytes: number): Bytes => {
  const frame = newFrame('credit', id, 4);
  writeU32(frame, HEADER, bytes);
  return frame;
};

/** The payload is a view of `bytes`. Throws Violation. */
export const readFrame = (bytes: Uint8Array): Frame => {
  if (bytes.length > FRAME_LIMIT) throw new Violation('A frame is too large.');
  if (bytes.length < HEADER) throw new Violation('A frame is too short.');
  const kind = frameKinds[(bytes[0] ?? 0) - 1];
  if (kind === undefined) throw new Violation('A frame is of no known kind.');
  return { kind, id: readU32(bytes, 1), payload: bytes.subarray(HEADER) };
};

/** Throws Violation. */
export const readCredit = (frame: Frame): number => {
  if (frame.payload.length !== 4) throw new Violation('A credit frame is malformed.');
  return readU32(frame.payload, 0);
};

export const helloFrame = (): Bytes =>
  frameOf(
    'hello',
    0,
    Uint8Array.from(PROTOCOL, (letter) => letter.charCodeAt(0)),
  );

/** Throws Violation when the other side does not speak our version. */
export const checkHello = ({ kind, id, payload }: Frame): void => {
  if (kind !== 'hello' || id !== 0) throw new Violation('The other side does not speak the Slipway wire.');
  const theirs = String.fromCharCode(...payload.subarray(0, 16));
  if (!/^slipway\/\d{1,6}$/.test(theirs)) throw new Violation('The other side does not speak the Slipway wire.');
  if (theirs !== PROTOCOL) throw new Violation(`Protocol versions differ: ${PROTOCOL} here, ${theirs} there.`);
};
