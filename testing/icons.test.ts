// Icons are drawn by hand's command (`npm run package:icons`), and kept: here it is said when they are stale, or not what they should be.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bmp, ICNS_SIZES, icns, ico } from '../scripts/package/icon-formats.mjs';

const ASSETS = path.resolve(import.meta.dirname, '../assets');
const bytesOf = (name: string): Buffer => fs.readFileSync(path.join(ASSETS, name));
const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const { source, made } = JSON.parse(bytesOf('icons.json').toString()) as {
  readonly source: string;
  readonly made: Readonly<Record<string, string>>;
};

test('every icon is the one that was drawn from the picture as it is now', () => {
  expect(digest(bytesOf('icon.svg'))).toBe(source);
  expect(Object.keys(made).length).toBeGreaterThan(25);
  expect(Object.entries(made).filter(([name, hash]) => digest(bytesOf(name)) !== hash)).toEqual([]);
});

const sizeOf = (png: Buffer): readonly [number, number] => {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
};

test('each is of the size that its name or its place asks for', () => {
  expect(sizeOf(bytesOf('icon.png'))).toEqual([512, 512]);
  for (const name of fs.readdirSync(path.join(ASSETS, 'icons'))) {
    const size = Number(name.split('x')[0]);
    expect(sizeOf(bytesOf(`icons/${name}`))).toEqual([size, size]);
  }
  for (const state of ['running', 'stopped', 'attention']) {
    expect(sizeOf(bytesOf(`tray/${state}Template.png`))).toEqual([16, 16]);
    expect(sizeOf(bytesOf(`tray/${state}Template@2x.png`))).toEqual([32, 32]);
    expect(sizeOf(bytesOf(`tray/${state}.png`))).toEqual([32, 32]);
  }
});

test('an .icns holds each kind at its size, and nothing else', () => {
  const file = bytesOf('icon.icns');
  expect(file.subarray(0, 4).toString()).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const found: Record<string, number> = {};
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
    found[file.subarray(at, at + 4).toString()] = sizeOf(file.subarray(at + 8))[0];
  expect(found).toEqual(ICNS_SIZES);
});

test.each([
  ['icon.ico', [16, 20, 24, 32, 48, 64, 256]],
  ['tray/running.ico', [16, 20, 24, 32]],
])('%s holds %j', (name, sizes) => {
  const file = bytesOf(name);
  const entries = Array.from({ length: file.readUInt16LE(4) }, (_, index) =>
    file.subarray(6 + 16 * index, 22 + 16 * index),
  );
  expect(entries.map((entry) => (entry[0] === 0 ? 256 : entry[0]))).toEqual(sizes);
  const last = entries.at(-1);
  expect((last?.readUInt32LE(8) ?? 0) + (last?.readUInt32LE(12) ?? 0)).toBe(file.length);
});

test('pixels are where each format has them', () => {
  // Red, green; blue, white.
  const rgba = Buffer.from([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 128]);
  const drawn = { size: 2, height: 2, png: Buffer.from('png'), rgba };
  const pixels = [...ico([drawn]).subarray(22 + 40, 22 + 40 + 16)];
  expect(pixels).toEqual([255, 0, 0, 255, 255, 255, 255, 128, 0, 0, 255, 255, 0, 255, 0, 255]);
  expect([...bmp(drawn).subarray(54)]).toEqual([255, 0, 0, 255, 255, 255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0]);
  expect(
    ico([{ ...drawn, size: 256 }])
      .subarray(22)
      .toString(),
  ).toBe('png');
  expect(icns(() => Buffer.from('png')).length).toBe(8 + 10 * 11);
});
