import { say } from '../../../../../texts/say';

// The little of SQLite's file format (sqlite.org/fileformat2.html) that it takes to read one table from its first row to its last.

const MAGIC = 'SQLite format 3\0';
const FILE_HEADER = 100;
const INTERIOR = 5;
const LEAF = 13;
/** A serial type from here on is a blob (even) or a text (odd) of a length of its own. */
const FIRST_SIZED = 12;
const SIZES: readonly number[] = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];

export const isSqlite = (file: Buffer): boolean => file.toString('latin1', 0, MAGIC.length) === MAGIC;

interface Pages {
  readonly file: Buffer;
  readonly size: number;
  /** Bytes of a page that hold content. */
  readonly usable: number;
}

/** The blobs of a table's rows, in their order. Throws RangeError, or an Error in words, where the file is damaged. */
export function* blobsOfTable(file: Buffer, table: string): Generator<Buffer> {
  const said = file.readUInt16BE(16);
  const size = said === 1 ? 65_536 : said;
  const pages: Pages = { file, size, usable: size - file.readUInt8(20) };
  if (size < 512 || pages.usable < 480) throw new Error(say('no such pages'));
  for (const row of rowsBelow(pages, 1)) {
    const [, name, , root] = columnsOf(row);
    if (name?.toString() !== table || root === undefined) continue;
    for (const entry of rowsBelow(pages, root.readUIntBE(0, root.length))) yield* columnsOf(entry).slice(-1);
    return;
  }
  throw new Error(say('it has no table {table}', { table }));
}

const pageAt = ({ file, size }: Pages, number: number): Buffer => {
  if (number < 1 || number * size > file.length) throw new RangeError(say('page {number} is not there', { number }));
  return file.subarray((number - 1) * size, number * size);
};

/** Records of a table's tree, in the order of their row ids. */
function* rowsBelow(pages: Pages, root: number): Generator<Buffer> {
  const left = [root];
  const seen = new Set<number>();
  for (let number = left.pop(); number !== undefined; number = left.pop()) {
    if (seen.has(number)) throw new Error(say('its pages run in a circle'));
    seen.add(number);
    const page = pageAt(pages, number);
    const header = number === 1 ? FILE_HEADER : 0;
    const type = page.readUInt8(header);
    const cells = page.readUInt16BE(header + 3);
    const pointers = header + (type === INTERIOR ? 12 : 8);
    const offsets = Array.from({ length: cells }, (_, cell) => page.readUInt16BE(pointers + 2 * cell));
    if (type === LEAF) for (const offset of offsets) yield recordAt(pages, page, offset);
    else if (type === INTERIOR)
      left.push(page.readUInt32BE(header + 8), ...offsets.map((offset) => page.readUInt32BE(offset)).reverse());
    else throw new Error(say('page {number} is none of a table', { number }));
  }
}

/** Whole, wherever its pages are. */
function recordAt(pages: Pages, page: Buffer, offset: number): Buffer {
  const { usable } = pages;
  const length = varint(page, offset);
  const rowId = varint(page, length.end);
  const most = usable - 35;
  if (length.value <= most) return page.subarray(rowId.end, rowId.end + length.value);
  if (length.value > pages.file.length) throw new RangeError(say('a row is longer than the file'));
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((length.value - least) % (usable - 4));
  const local = fitting <= most ? fitting : least;
  const pieces = [page.subarray(rowId.end, rowId.end + local)];
  let missing = length.value - local;
  for (let next = page.readUInt32BE(rowId.end + local); missing > 0;) {
    const overflow = pageAt(pages, next);
    pieces.push(overflow.subarray(4, 4 + Math.min(missing, usable - 4)));
    missing -= usable - 4;
    next = overflow.readUInt32BE(0);
  }
  return Buffer.concat(pieces);
}

function columnsOf(record: Buffer): Buffer[] {
  const header = varint(record, 0);
  const columns: Buffer[] = [];
  let body = header.value;
  for (let at = header.end; at < header.value;) {
    const { value: type, end } = varint(record, at);
    const size = type >= FIRST_SIZED ? Math.floor((type - FIRST_SIZED) / 2) : (SIZES[type] ?? 0);
    columns.push(record.subarray(body, body + size));
    body += size;
    at = end;
  }
  return columns;
}

/** Big-endian, seven bits a byte; the ninth byte would have eight, and means a number that nothing here has. */
function varint(bytes: Buffer, from: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = from; at < from + 8; at += 1) {
    const byte = bytes.readUInt8(at);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw new RangeError(say('a number is too large'));
}
