import { say } from '../../../../../texts/say';

// The little of Berkeley DB's hash files that it takes to read all values: rpm kept its packages in one before 4.16.

const MAGIC_AT = 12;
const HASH_MAGIC = 0x061561;
const PAGE_HEADER = 26;
const HASH_PAGES: readonly number[] = [2, 13];
const OVERFLOW_PAGE = 7;
const IN_PAGE = 1;
const OFF_PAGE = 3;

/** Of a little-endian machine, as nearly all are. */
export const isBerkeley = (file: Buffer): boolean => file.length > 512 && file.readUInt32LE(MAGIC_AT) === HASH_MAGIC;

interface Pages {
  readonly file: Buffer;
  readonly size: number;
}

/** Every value, in the order of the pages. Throws RangeError, or an Error in words, where the file is damaged. */
export function* valuesOfHash(file: Buffer): Generator<Buffer> {
  const pages: Pages = { file, size: file.readUInt32LE(20) };
  if (pages.size < 512 || pages.size > 65_536) throw new Error(say('no such pages'));
  for (let number = 1; (number + 1) * pages.size <= file.length; number += 1) {
    const page = pageAt(pages, number);
    if (HASH_PAGES.includes(page.readUInt8(25))) yield* valuesOn(pages, page);
  }
}

const pageAt = ({ file, size }: Pages, number: number): Buffer => {
  if (number < 1 || (number + 1) * size > file.length)
    throw new RangeError(say('page {number} is not there', { number }));
  return file.subarray(number * size, (number + 1) * size);
};

/** Items stand from the page's end on: a key, its value, the next key. */
function* valuesOn(pages: Pages, page: Buffer): Generator<Buffer> {
  const offset = (item: number): number => page.readUInt16LE(PAGE_HEADER + 2 * item);
  const items = page.readUInt16LE(20);
  for (let item = 1; item < items; item += 2) {
    const at = offset(item);
    const type = page.readUInt8(at);
    if (type === IN_PAGE) yield page.subarray(at + 1, offset(item - 1));
    else if (type === OFF_PAGE) yield overflowFrom(pages, page.readUInt32LE(at + 4), page.readUInt32LE(at + 8));
  }
}

function overflowFrom(pages: Pages, first: number, length: number): Buffer {
  if (length > pages.file.length) throw new RangeError(say('a value is longer than the file'));
  const pieces: Buffer[] = [];
  let missing = length;
  for (let next = first; missing > 0;) {
    const page = pageAt(pages, next);
    const size = page.readUInt16LE(22);
    if (page.readUInt8(25) !== OVERFLOW_PAGE || size === 0) throw new Error(say('a value is cut'));
    pieces.push(page.subarray(PAGE_HEADER, PAGE_HEADER + Math.min(size, missing)));
    missing -= size;
    next = page.readUInt32LE(16);
  }
  return Buffer.concat(pieces);
}
