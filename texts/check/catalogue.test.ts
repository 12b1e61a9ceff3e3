import { expect, test } from 'vitest';
import german from '../de.json';
import english from '../en.json';
import { compare } from './compare';
import { extract } from './extract';
import { rawTexts } from './raw';
import { parse, readSources } from './sources';
import { unsaid } from './unsaid';

const sources = readSources();
const { messages, faults } = extract(sources);

test('every text is spelled out where it is said', () => expect(faults).toEqual([]));

test('the published list has all texts, and no other (`npm run texts` writes it)', () =>
  expect(english).toEqual(messages));

test('every text can be read', () => {
  const asItIs = Object.fromEntries(messages.map((message) => [message, message]));
  expect(compare(messages, asItIs, 'en').wrong).toEqual([]);
});

test('no value is taken for words: an apostrophe before a brace quotes it', () =>
  expect(messages.filter((message) => message.includes("'{"))).toEqual([]));

test('German has all of them, with the same values and tags, and its own plurals', () =>
  expect(compare(messages, german, 'de')).toEqual({ missing: [], leftOver: [], wrong: [] }));

test('nothing is shown that nobody could translate', () =>
  expect(rawTexts(sources.filter(({ file }) => file.startsWith('renderer')))).toEqual([]));

test('main says no sentence that nobody could translate', () =>
  expect(unsaid(sources.filter(({ file }) => file.startsWith('main')))).toEqual([]));

test('a sentence of main that is not said by the catalogue is found', () => {
  const service = parse(
    'main/services/x.ts',
    `say('It is {what}.', { what }); log('It is written down.'); msg('It is marked here.'); const name = 'a b c';
     throw new Fault('It is not there.'); const words = found ? '' : \`There is no \${what} here.\`;`,
  );
  expect(unsaid([service])).toEqual([
    'main/services/x.ts:2: It is not there.',
    'main/services/x.ts:2: There is no Value here.',
  ]);
});

test('what is wrong with a text is found', () => {
  const page = parse(
    'page.tsx',
    `const a = <p title="Shown to all" className="a b">Hello {t('Two')} <code>docker ps</code>{yes ? 'Yes, of course' : ''}</p>;
     const b = { label: 'Also shown', id: 'not shown' };
     t(name); <Trans text={name} />; <Trans text="Three" />; msg('Four');`,
  );
  expect(extract([page])).toEqual({ messages: ['Four', 'Three', 'Two'], faults: ['page.tsx:3', 'page.tsx:3'] });
  expect(rawTexts([page]).map((found) => found.slice('page.tsx:1: '.length))).toEqual([
    'Hello',
    "'Yes, of course'",
    '"Shown to all"',
    "'Also shown'",
  ]);
});

const LINES = '{count, plural, one {# line} other {# lines}}';

test.each([
  [LINES, '{count, plural, one {# Zeile} other {# Zeilen}}', null],
  [LINES, '{count, plural, other {# Zeilen}}', 'it lacks the plural one'],
  [LINES, '{number, plural, one {# Zeile} other {# Zeilen}}', 'it has number in place of count'],
  ['Stop {name}', 'Stoppen', 'it has nothing in place of name'],
  ['Press <key>Enter</key>', '<key>Enter</key> drücken', null],
  ['Press <key>Enter</key>', 'Enter drücken', 'it has nothing in place of key'],
  [' and more', 'und mehr', 'it begins or ends with other spaces'],
  ['Stop {name}', '{name stoppen', 'MALFORMED_ARGUMENT'],
])('%j may be %j: %s', (source, translated, fault) => {
  const { wrong } = compare([source], { [source]: translated }, 'de');
  if (fault === null) expect(wrong).toEqual([]);
  else expect(wrong.join()).toContain(fault);
});
