import { expect, test } from 'vitest';
import { hexLine } from './hex';

const bytes = new TextEncoder().encode('Hello, world!\n\u00e9 and more');

test('a full line', () =>
  expect(hexLine(bytes, 0)).toBe('00000000  48 65 6c 6c 6f 2c 20 77 6f 72 6c 64 21 0a c3 a9  Hello, world!...'));

test('the last line keeps its columns', () =>
  expect(hexLine(bytes, 1)).toBe('00000010  20 61 6e 64 20 6d 6f 72 65                        and more'));
