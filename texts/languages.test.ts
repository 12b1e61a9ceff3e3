import { expect, test } from 'vitest';
import { acceptedLanguages, languageFor } from './languages';

test.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr;q=0.9, en-GB;q=0.5, de;q=0.7', 'de'],
  ['de;q=0, en', 'en'],
  ['fr', 'en'],
  ['', 'en'],
  ['*', 'en'],
  [',,;q=1;;de', 'en'],
  [`${'x,'.repeat(5000)}de`, 'en'],
])('who asks for %.40s gets %s', (header, language) =>
  expect(languageFor('system', acceptedLanguages(header))).toBe(language),
);

test('a choice is kept, whatever is asked for', () => expect(languageFor('de', ['en'])).toBe('de'));
