import { expect, test, vi } from 'vitest';
import { briefBinaryBytes, decimalBytes, roundBinaryBytes } from './bytes';

vi.mock('./i18n', () => ({ LOCALE: 'de' }));

test('figures have the decimal sign of the language, and stay figures', () => {
  expect([1_240_000_000, 0].map(decimalBytes)).toEqual(['1,24 GB', '0 B']);
  expect([22_241_280, 1_610_612_736].map(briefBinaryBytes)).toEqual(['21,2 MiB', '1,5 GiB']);
  expect([641_728_512, 1_288_490_188].map(roundBinaryBytes)).toEqual(['612 MiB', '1,2 GiB']);
});
