// Archives written byte for byte the same each time: cpio for the initramfs, tar for the welcome image.

/** @typedef {{ readonly path: string, readonly mode: number, readonly data?: Buffer, readonly link?: string }} Entry */

const S_IFDIR = 0o040000;
const S_IFREG = 0o100000;
const S_IFLNK = 0o120000;

/** @param {Entry} entry */
function kind(entry) {
  if (entry.link !== undefined) return S_IFLNK;
  return entry.data === undefined ? S_IFDIR : S_IFREG;
}

/** @param {Buffer} data @param {number} size */
function padded(data, size) {
  const rest = data.length % size;
  return rest === 0 ? data : Buffer.concat([data, Buffer.alloc(size - rest)]);
}

/**
 * An entry without data or link is a folder. Owner root, time 0.
 * @param {readonly Entry[]} entries
 * @returns {Buffer} cpio, "newc".
 */
export function cpio(entries) {
  const all = [...entries, { path: 'TRAILER!!!', mode: 0, data: Buffer.alloc(0) }];
  const parts = all.map((entry, index) => {
    const data = entry.link === undefined ? (entry.data ?? Buffer.alloc(0)) : Buffer.from(entry.link);
    const last = index === all.length - 1;
    const name = Buffer.from(`${entry.path}\0`);
    const fields = [
      last ? 0 : index + 1,
      last ? 0 : kind(entry) | entry.mode,
      0,
      0,
      1,
      0,
      data.length,
      0,
      0,
      0,
      0,
      name.length,
      0,
    ];
    const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`;
    return Buffer.concat([padded(Buffer.concat([Buffer.from(header), name]), 4), padded(data, 4)]);
  });
  return padded(Buffer.concat(parts), 512);
}

const TAR_TYPES = new Map([
  [S_IFDIR, '5'],
  [S_IFREG, '0'],
  [S_IFLNK, '2'],
]);

/**
 * @param {readonly Entry[]} entries Paths and links of at most 100 bytes.
 * @returns {Buffer} tar, "ustar".
 */
export function tar(entries) {
  const parts = entries.map((entry) => {
    const data = entry.data ?? Buffer.alloc(0);
    const header = Buffer.alloc(512);
    /** @param {number} value @param {number} digits */
    const octal = (value, digits) => `${value.toString(8).padStart(digits, '0')}\0`;
    header.write(entry.path, 0, 100);
    header.write(octal(entry.mode, 7), 100);
    header.write(octal(0, 7), 108);
    header.write(octal(0, 7), 116);
    header.write(octal(data.length, 11), 124);
    header.write(octal(0, 11), 136);
    header.write(' '.repeat(8), 148);
    header.write(TAR_TYPES.get(kind(entry)) ?? '0', 156);
    header.write(entry.link ?? '', 157, 100);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return Buffer.concat([header, padded(data, 512)]);
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
