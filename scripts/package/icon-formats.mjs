// The few bytes around the pictures of an .ico, an .icns and a .bmp.

/**
 * A picture, drawn.
 * @typedef {object} Drawn
 * @property {number} size Of a side, in pixels; of the width, where it is no square.
 * @property {number} height
 * @property {Buffer} png
 * @property {Buffer} rgba
 */

/** Larger ones are kept as PNG, which every Windows of this century reads; smaller ones as plain pixels, which all tools do. */
const LARGEST_PLAIN = 64;

/** A bitmap as icons hold it: from the bottom up, with a mask (of nothing) below it. @param {Drawn} drawn */
const plain = ({ size, rgba }) => {
  const head = Buffer.alloc(40);
  head.writeUInt32LE(40, 0);
  head.writeInt32LE(size, 4);
  head.writeInt32LE(size * 2, 8);
  head.writeUInt16LE(1, 12);
  head.writeUInt16LE(32, 14);
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const from = (y * size + x) * 4;
      const to = ((size - 1 - y) * size + x) * 4;
      pixels[to] = rgba[from + 2] ?? 0;
      pixels[to + 1] = rgba[from + 1] ?? 0;
      pixels[to + 2] = rgba[from] ?? 0;
      pixels[to + 3] = rgba[from + 3] ?? 0;
    }
  const maskRow = Math.ceil(size / 32) * 4;
  return Buffer.concat([head, pixels, Buffer.alloc(maskRow * size)]);
};

/** @param {readonly Drawn[]} pictures */
export const ico = (pictures) => {
  const bodies = pictures.map((drawn) => (drawn.size <= LARGEST_PLAIN ? plain(drawn) : drawn.png));
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let at = head.length;
  for (const [index, { size }] of pictures.entries()) {
    const body = bodies[index] ?? Buffer.alloc(0);
    const entry = 6 + 16 * index;
    // 256 is written as 0.
    head[entry] = size % 256;
    head[entry + 1] = size % 256;
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(body.length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += body.length;
  }
  return Buffer.concat([head, ...bodies]);
};

/** Pixels of each kind; the second of a pair is for displays of twice the density. @type {Readonly<Record<string, number>>} */
export const ICNS_SIZES = {
  ...{ icp4: 16, ic11: 32, icp5: 32, ic12: 64, ic07: 128 },
  ...{ ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 },
};

/** @param {(size: number) => Buffer} pngOf */
export const icns = (pngOf) => {
  const chunks = Object.entries(ICNS_SIZES).map(([type, size]) => {
    const png = pngOf(size);
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(chunks);
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
};

/** 24 bits a pixel, which is what installers show. @param {Drawn} drawn */
export const bmp = ({ size: width, height, rgba }) => {
  const row = Math.ceil((width * 3) / 4) * 4;
  const head = Buffer.alloc(54);
  head.write('BM', 0, 'latin1');
  head.writeUInt32LE(head.length + row * height, 2);
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  head.writeUInt32LE(row * height, 34);
  const pixels = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4;
      const to = (height - 1 - y) * row + x * 3;
      for (const [offset, channel] of [2, 1, 0].entries()) pixels[to + offset] = rgba[from + channel] ?? 0;
    }
  return Buffer.concat([head, pixels]);
};
