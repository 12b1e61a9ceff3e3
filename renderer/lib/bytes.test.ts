import { expect, test } from 'vitest';
import { binaryBytes, decimalBytes } from './bytes';

// The figures after the docker CLI's: `docker system df` for the first, `docker info` for the second.
test.each([
  [0, '0 B', '0 B'],
  [-1, '0 B', '0 B'],
  [999, '999 B', '999 B'],
  [1_000, '1 kB', '1000 B'],
  [1_024, '1.024 kB', '1 KiB'],
  [5_000_000, '5 MB', '4.768 MiB'],
  [1_239_999_999, '1.24 GB', '1.155 GiB'],
  [8_318_791_680, '8.319 GB', '7.747 GiB'],
  [2 ** 60, '1153 PB', '1024 PiB'],
])('%d bytes are %s, or %s', (bytes, decimal, binary) => {
  expect(decimalBytes(bytes)).toBe(decimal);
  expect(binaryBytes(bytes)).toBe(binary);
});
