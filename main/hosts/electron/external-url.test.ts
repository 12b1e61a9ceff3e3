import { expect, test } from 'vitest';
import { externalUrl } from './external-url';

test('long URLs stay', () => {
  expect(externalUrl(`https://example.test/${'a'.repeat(2000)}`)).not.toBeNull();
  expect(externalUrl(`https://example.test/${'a'.repeat(2040)}`)).toBeNull();
});

test('what is opened is the parsed form', () => {
  expect(externalUrl('HTTPS://EXAMPLE.test:443/%7e"<x>')).toBe('https://example.test/%7e%22%3Cx%3E');
});
