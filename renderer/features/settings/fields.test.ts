import { expect, test } from 'vitest';
import { SETTING_WORDS } from '../../../main/contract/setting-words';
import { SETTINGS_ENTRIES } from './entries';
import { FIELDS, type Field, readBox, shownNumber, valueWords } from './fields';
import { SECTIONS } from './sections';

const field = (key: string): Field => {
  const found = FIELDS.get(key);
  if (found === undefined) throw new Error(`${key} is no setting`);
  return found;
};

test('each setting is on the page once, and can be found from outside', () => {
  const keys = SECTIONS.flatMap((section) => [...section.keys]);
  expect([...keys].sort()).toEqual(Object.keys(SETTING_WORDS).sort());
  expect(SETTINGS_ENTRIES).toHaveLength(keys.length);
  expect(SETTINGS_ENTRIES).toContainEqual({
    ...{ title: 'Font size of terminals', key: 'terminal.fontSize', path: '/settings?key=terminal.fontSize' },
    ...{ section: 'Terminal', desktop: false },
  });
});

test('controls follow from the schema', () => {
  expect(field('theme').control).toMatchObject({
    type: 'choice',
    choices: [
      ['system', 'System'],
      ['light', 'Light'],
      ['dark', 'Dark'],
    ],
  });
  expect(field('logs.wrap').control).toEqual({ type: 'switch' });
  expect(field('terminal.fontSize').control).toEqual({ type: 'number', whole: true, least: 8, most: 32 });
  expect(field('terminal.font').control).toMatchObject({ type: 'text', longest: 200 });
  expect(field('notifications.patterns').control).toEqual({ type: 'own' });
});

test.each([
  ['terminal.fontSize', '15', { value: 15 }],
  ['terminal.fontSize', ' 32 ', { value: 32 }],
  ['terminal.fontSize', '33', { problem: 'A whole number from 8 to 32.' }],
  ['terminal.fontSize', '12.5', { problem: 'A whole number from 8 to 32.' }],
  ['terminal.fontSize', '', { problem: 'A whole number from 8 to 32.' }],
  ['terminal.fontSize', '0x10', { problem: 'A whole number from 8 to 32.' }],
  ['bin.maxBytes', '2,5', { value: 2_500_000_000 }],
  ['bin.maxBytes', 'lots', { problem: 'A number from 0.001 to 1000000.' }],
  ['terminal.font', 'Menlo, "x"', { problem: 'There are characters in it that cannot be used.' }],
  ['updates.skip', 'x'.repeat(51), { problem: 'At most 50 characters.' }],
])('%s takes %j as %j', (key, typed, expected) => {
  expect(readBox(field(key), typed)).toEqual(expected);
});

test('values are said in their units and words', () => {
  expect(shownNumber(field('bin.maxBytes'), 10_000_000_000)).toBe('10');
  expect(valueWords(field('bin.maxBytes'), 2.5e9)).toBe('2.5 GB');
  expect(valueWords(field('theme'), 'dark')).toBe('Dark');
  expect(valueWords(field('logs.wrap'), false)).toBe('off');
  expect(valueWords(field('logs.savedSearches'), [1, 2])).toBe('2 entries');
  expect(valueWords(field('updates.skip'), '')).toBe('nothing');
});
