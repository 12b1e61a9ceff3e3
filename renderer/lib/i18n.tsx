import { Fragment, type ReactNode } from 'react';
import { isLanguage, type Language } from '../../texts/languages';
import { loadTexts } from '../../texts/load';

/** What the host served the page in. */
function pageLanguage(): Language {
  // Its tests have no page.
  const lang = 'document' in globalThis ? document.documentElement.lang : '';
  return isLanguage(lang) ? lang : 'en';
}

/** It stays until the page is loaded again. */
export const LANGUAGE = pageLanguage();

// Before any module that uses it is evaluated, so that constants may hold texts.
const texts = await loadTexts(LANGUAGE);

/**
 * How dates and numbers are written (BCP 47): as in the user's region, where it has the language of the page. */
export const LOCALE =
  ('navigator' in globalThis ? [...navigator.languages] : []).find((tag) => tag.split('-', 1)[0] === LANGUAGE) ??
  LANGUAGE;

/** A text of the window in the user's language. `source` is its English, an ICU message, spelled out at the call. */
export const { t } = texts;

/** A text of main that is marked there (`msg`) in the user's language; any other stays as it is. */
export const { said } = texts;

/** A heading's word as it stands within a sentence: English writes it small there, German as it is. */
export const inSentence = (word: string): string => (LANGUAGE === 'en' ? word.toLowerCase() : word);

export interface TransProps {
  /** As `t`'s, with tags: `Press <key>Enter</key>.` */
  readonly text: string;
  readonly values?: Readonly<Record<string, ReactNode | Date>>;
  /** What each tag is. */
  readonly tags?: Readonly<Record<string, (inner: ReactNode) => ReactNode>>;
}

/** A text with elements in it: around a part of it by `tags`, or in its midst by `values`. */
export function Trans({ text, values = {}, tags = {} }: TransProps) {
  const made = Object.fromEntries(
    Object.entries(tags).map(([name, tag]) => [name, (inner: ReactNode[]): ReactNode => tag(inner)]),
  );
  return texts.parts<ReactNode>(text, values, made).map((part, index) => <Fragment key={index}>{part}</Fragment>);
}
