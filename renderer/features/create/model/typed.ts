import { t } from '../../../lib/i18n';
import { bytesOf, bytesText, numberOf, secondsOf } from './amounts';
import type { TypedKind } from './fields';
import type { Typed } from './form-store';
import { lineOf, wordsOf } from './words';

const SHELL = 'CMD-SHELL';
const EXEC = 'CMD';
const UNCLOSED = t('A quote is not closed.');

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

function testText(words: readonly string[]): string {
  const [how, ...rest] = words;
  if (how === SHELL && rest.length === 1) return rest[0] ?? '';
  return how === undefined ? '' : lineOf(words);
}

/** A value of the spec as it is typed. `nothing`: the amount that is an empty text. */
export function textOf(kind: TypedKind, value: unknown, nothing: 0 | null): string {
  if (isTexts(value)) {
    if (kind === 'lines') return value.join('\n');
    if (kind === 'health') return testText(value);
    return value.length === 0 ? '""' : lineOf(value);
  }
  if (typeof value !== 'number' || value === nothing) return '';
  return kind === 'bytes' ? bytesText(value) : String(value);
}

const AMOUNTS = {
  number: { read: numberOf, why: t('A number is needed.') },
  bytes: { read: bytesOf, why: t('A size is needed, such as 512m or 2g.') },
  seconds: { read: secondsOf, why: t('A time is needed, such as 30s or 1m30s.') },
} as const;

function wordsTyped(text: string, empty: null | readonly string[]): Typed {
  if (text.trim() === '') return { text, value: empty };
  const words = wordsOf(text);
  if (words === null) return { text, mistype: UNCLOSED };
  // As with `--entrypoint ""`: none at all.
  return { text, value: words.length === 1 && words[0] === '' ? [] : words };
}

function testTyped(text: string): Typed {
  if (text.trim() === '') return { text, value: [] };
  if (!new RegExp(`^\\s*${EXEC}\\s`).test(text)) return { text, value: [SHELL, text] };
  const words = wordsOf(text);
  return words === null ? { text, mistype: UNCLOSED } : { text, value: words };
}

/** What was typed as a value of the spec, or why it is none. */
export function typedAs(
  kind: TypedKind,
  text: string,
  nothing: 0 | null,
  empty: null | readonly string[] = null,
): Typed {
  switch (kind) {
    case 'lines':
      return {
        text,
        value: text
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      };
    case 'words':
      return wordsTyped(text, empty);
    case 'health':
      return testTyped(text);
    case 'number':
    case 'bytes':
    case 'seconds': {
      if (text.trim() === '') return { text, value: nothing };
      const value = AMOUNTS[kind].read(text);
      return Number.isNaN(value) ? { text, mistype: AMOUNTS[kind].why } : { text, value };
    }
  }
}
