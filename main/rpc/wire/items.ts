// Items: what calls carry. 1 byte form, 4 bytes length (big-endian), body. A payload is any number of items.
import { HEADER, newFrame, readU32, Violation, writeU32, type FrameKind } from './frame';
import { MESSAGE_LIMIT } from './limits';
import { WireError, type Bytes } from './types';

const JSON_FORM = 0;
const BYTES_FORM = 1;
const UNDEFINED_FORM = 2;
export const ITEM_HEADER = 5;

export interface EncodedItem {
  readonly form: number;
  /** Of a Uint8Array it is the array itself, not a copy. */
  readonly body: Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });
const EMPTY = new Uint8Array(0);

export const itemSize = (item: EncodedItem): number => ITEM_HEADER + item.body.length;

const encodeBody = (value: unknown): EncodedItem => {
  if (value instanceof Uint8Array) return { form: BYTES_FORM, body: value };
  // `stringify` answers undefined for what JSON cannot say, whatever its type claims.
  const json: unknown = JSON.stringify(value);
  return typeof json === 'string'
    ? { form: JSON_FORM, body: encoder.encode(json) }
    : { form: UNDEFINED_FORM, body: EMPTY };
};

/** Throws WireError MESSAGE_TOO_LARGE, and what JSON.stringify throws (cycles, BigInt). */
export const encodeItem = (value: unknown): EncodedItem => {
  const item = encodeBody(value);
  if (itemSize(item) > MESSAGE_LIMIT)
    throw new WireError(
      'MESSAGE_TOO_LARGE',
      { bytes: item.body.length, limit: MESSAGE_LIMIT },
      `A message of ${item.body.length} bytes is over the limit of ${MESSAGE_LIMIT}.`,
    );
  return item;
};

const writeItems = (target: Uint8Array, start: number, items: readonly EncodedItem[]): void => {
  let offset = start;
  for (const { form, body } of items) {
    target[offset] = form;
    writeU32(target, offset + 1, body.length);
    target.set(body, offset + ITEM_HEADER);
    offset += ITEM_HEADER + body.length;
  }
};

/** `size` is the sum of the items' sizes. */
export const itemsFrame = (kind: FrameKind, id: number, items: readonly EncodedItem[], size: number): Bytes => {
  const frame = newFrame(kind, id, size);
  writeItems(frame, HEADER, items);
  return frame;
};

export const itemsPayload = (items: readonly EncodedItem[], size: number): Uint8Array => {
  const payload = new Uint8Array(size);
  writeItems(payload, 0, items);
  return payload;
};

/** How many items the payload holds. Throws Violation when they do not fill it exactly; bodies are not looked into. */
export const countItems = (payload: Uint8Array): number => {
  let count = 0;
  let offset = 0;
  while (offset < payload.length) {
    if (payload.length - offset < ITEM_HEADER) throw new Violation('An item is cut short.');
    if ((payload[offset] ?? 0) > UNDEFINED_FORM) throw new Violation('An item is of no known form.');
    offset += ITEM_HEADER + readU32(payload, offset + 1);
    count += 1;
  }
  if (offset !== payload.length) throw new Violation('An item is cut short.');
  return count;
};

const decodeJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(decoder.decode(body)) as unknown;
  } catch {
    throw new Violation('An item is not valid JSON.');
  }
};

export interface ReadItem {
  readonly value: unknown;
  /** Where the next item begins. */
  readonly end: number;
}

/** Reads the item at `offset` of a payload that passed `countItems`. Throws Violation. */
export const readItem = (payload: Uint8Array, offset: number): ReadItem => {
  const end = offset + ITEM_HEADER + readU32(payload, offset + 1);
  const body = payload.subarray(offset + ITEM_HEADER, end);
  if (payload[offset] === UNDEFINED_FORM) return { value: undefined, end };
  if (payload[offset] === JSON_FORM) return { value: decodeJson(body), end };
  // A small view would keep the whole frame in memory for as long as its reader keeps it.
  return { value: body.length * 2 < body.buffer.byteLength ? body.slice() : body, end };
};

/** Throws Violation unless the payload is exactly `count` items. */
export const readItems = (payload: Uint8Array, count: number): readonly unknown[] => {
  if (countItems(payload) !== count) throw new Violation('A frame has the wrong number of items.');
  const values: unknown[] = [];
  for (let offset = 0; offset < payload.length;) {
    const { value, end } = readItem(payload, offset);
    values.push(value);
    offset = end;
  }
  return values;
};
