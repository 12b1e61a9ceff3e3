import { TarError } from './fields';
import { say } from '../../../../texts/say';

/** Records of an extended header, as bytes: names need not be UTF-8. */
export type PaxRecords = ReadonlyMap<string, Buffer>;

const SPACE = 0x20;
const EQUALS = 0x3d;
const NEWLINE = 0x0a;

/** Throws TarError. */
export function readPax(body: Buffer): PaxRecords {
  const records = new Map<string, Buffer>();
  let from = 0;
  while (from < body.length && body[from] !== 0) {
    const space = body.indexOf(SPACE, from);
    const length = space < 0 ? Number.NaN : Number(body.toString('latin1', from, space));
    const end = from + length;
    const equals = body.indexOf(EQUALS, space);
    if (!Number.isInteger(length) || end > body.length || end <= space || body[end - 1] !== NEWLINE)
      throw new TarError(say('an extended header is malformed'));
    if (equals < 0 || equals >= end) throw new TarError(say('an extended header has a record without a value'));
    records.set(body.toString('utf8', space + 1, equals), body.subarray(equals + 1, end - 1));
    from = end;
  }
  return records;
}

/** `27 mtime=1350244992.023960108\n`: the length counts itself. */
function record(key: string, value: Buffer): Buffer {
  const rest = Buffer.byteLength(key) + value.length + 3;
  let length = rest + 1;
  while (String(length).length + rest !== length) length = String(length).length + rest;
  return Buffer.concat([Buffer.from(`${length} ${key}=`), value, Buffer.from('\n')]);
}

export const writePax = (records: PaxRecords): Buffer =>
  Buffer.concat([...records].map(([key, value]) => record(key, value)));
