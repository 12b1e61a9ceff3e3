import { type Said, verbatim } from './said';
import { createTexts, type Texts, type Values } from './translate';

/** What main says its sentences in: it has one user, and so one language at a time. */
let spoken: Texts = createTexts('en', {});

/** So many sentences are known in English again: those of a while, for the log. */
const REMEMBERED = 500;
/** As it was said, to its English. */
const english = new Map<string, string>();

function remember(words: string, source: string, values?: Values): void {
  if (spoken.language === 'en' || words === source) return;
  english.delete(words);
  english.set(words, createTexts('en', {}).t(source, values));
  if (english.size > REMEMBERED) english.delete(english.keys().next().value ?? '');
}

/** From now on sentences are said in this language; those that were said stay as they are. */
export function speak(texts: Texts): void {
  spoken = texts;
}

/**
 * A sentence of main for its user. `source` is its English, an ICU message, spelled out at the call; `values` are put in as
 * they are. Not for constants of a module: there, `msg` marks a text and `sayMsg` says it.
 */
export function say(source: string, values?: Values): Said {
  const words = spoken.t(source, values);
  remember(words, source, values);
  return verbatim(words);
}

/** A text that was marked with `msg`. */
export function sayMsg(marked: string): Said {
  const words = spoken.said(marked);
  remember(words, marked);
  return verbatim(words);
}

/** Sentences one after the other; empty ones are left out. */
export const sayAll = (...sentences: readonly Said[]): Said =>
  verbatim(sentences.filter((sentence) => sentence !== '').join(' '));

/** A line for the log, which is read by others too: what was said in the user's language is in English there. */
export function inEnglish(line: string): string {
  if (english.size === 0) return line;
  let plain = line;
  for (const [words, source] of [...english].reverse()) plain = plain.replaceAll(words, () => source);
  return plain;
}
