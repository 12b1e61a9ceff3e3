import { afterEach, expect, test } from 'vitest';
import { loadTexts } from './load';
import { inEnglish, say, sayAll, sayMsg, speak } from './say';
import { verbatim } from './said';
import { msg } from './msg';

afterEach(async () => speak(await loadTexts('en')));

test('a sentence is said in the language of the page, and is English in the log', async () => {
  const port = (): string => say('Port {free} is free.', { free: 8080 });
  expect(port()).toBe('Port 8080 is free.');
  speak(await loadTexts('de'));
  expect(port()).toBe('Port 8080 ist frei.');
  expect(sayMsg(msg('It is starting.'))).toBe('Sie startet.');
  expect(inEnglish('engine: Sie startet. Port 8080 ist frei.')).toBe('engine: It is starting. Port 8080 is free.');
});

test('what others said stays as it is, and nothing is put where there is none', async () => {
  speak(await loadTexts('de'));
  const words = '{free} <b>$&';
  expect(say('Port {free} is free.', { free: words })).toBe(`Port ${words} ist frei.`);
  expect(sayAll(verbatim('no such host'), verbatim(''), say('Put it in quotes.'))).toBe(
    'no such host In Anführungszeichen setzen.',
  );
});
