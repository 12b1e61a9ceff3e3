import { expect, test } from 'vitest';
import { imageType, textOf } from './detect';

const bytes = (...values: (number | string)[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    values.flatMap((value) =>
      typeof value === 'number' ? [value] : Array.from(value, (letter) => letter.charCodeAt(0)),
    ),
  );

test.each([
  ['image/png', bytes(0x89, 'PNG\r\n', 0x1a, '\n', 1)],
  ['image/jpeg', bytes(0xff, 0xd8, 0xff, 0xe0)],
  ['image/gif', bytes('GIF89a')],
  ['image/webp', bytes('RIFF', 0, 0, 0, 0, 'WEBP')],
  [null, bytes('<svg onload="x">')],
  [null, bytes('BM is a text')],
  [null, bytes()],
])('%s', (type, content) => expect(imageType(content)).toBe(type));

test('text keeps its mark and its line ends', () =>
  expect(textOf({ bytes: bytes(0xef, 0xbb, 0xbf, 'a\r\nb'), whole: true })).toBe('\ufeffa\r\nb'));

test('a cut within a character is none of a part, and no text of a whole', () => {
  expect(textOf({ bytes: bytes('a', 0xc3), whole: false })).toBe('a');
  expect(textOf({ bytes: bytes('a', 0xc3), whole: true })).toBeNull();
  expect(textOf({ bytes: bytes('a', 0), whole: true })).toBeNull();
});
