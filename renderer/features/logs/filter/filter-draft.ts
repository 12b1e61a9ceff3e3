import type { LogFilter, LogLevel, LogSource } from '../../../../main/contract/logs';
import { t } from '../../../lib/i18n';

/** A term with all that can be said of it. */
export interface Term {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly negate: boolean;
}

export const NO_TERM: Term = { text: '', regex: false, matchCase: false, wholeWord: false, negate: false };

/** The filter as it is put together. */
export interface FilterDraft {
  /** Put in so far. */
  readonly terms: readonly Term[];
  /** Being typed; it counts already. */
  readonly typed: Term;
  readonly levels: readonly LogLevel[];
  readonly stream: 'stdout' | 'stderr' | null;
  /** Names of containers left out: they outlive a container that is made anew, and the view. */
  readonly hidden: readonly string[];
  readonly context: number;
}

export const NO_FILTER: FilterDraft = {
  ...{ terms: [], typed: NO_TERM, levels: [], stream: null, hidden: [], context: 0 },
};

/** Of the contract. */
const MOST_TERMS = 20;

export const termsOf = ({ terms, typed }: FilterDraft): readonly Term[] =>
  (typed.text === '' ? terms : [...terms, typed]).slice(0, MOST_TERMS);

/** What main is told; null: everything is shown. */
export function filterOf(draft: FilterDraft, sources: readonly LogSource[]): LogFilter | null {
  const hidden = new Set(draft.hidden);
  const filter = {
    terms: [...termsOf(draft)],
    levels: [...draft.levels],
    stream: draft.stream,
    hiddenSources: sources.filter(({ name }) => hidden.has(name)).map(({ index }) => index),
    context: draft.context,
  };
  const lets = filter.terms.length + filter.levels.length + filter.hiddenSources.length;
  return lets === 0 && filter.stream === null ? null : filter;
}

/** What is typed becomes a term of its own. */
export const withTyped = (draft: FilterDraft): FilterDraft =>
  draft.typed.text === '' ? draft : { ...draft, terms: termsOf(draft), typed: { ...NO_TERM } };

export const withoutTerm = (draft: FilterDraft, index: number): FilterDraft => ({
  ...draft,
  terms: draft.terms.filter((_, at) => at !== index),
});

export const toggled = <T>(list: readonly T[], entry: T): readonly T[] =>
  list.includes(entry) ? list.filter((other) => other !== entry) : [...list, entry];

/** A filter from the settings, over what is left out at the moment: that is no part of it. */
export const draftOf = (filter: LogFilter, { hidden }: FilterDraft): FilterDraft => ({
  terms: (filter.terms ?? []).map(defined),
  typed: NO_TERM,
  levels: filter.levels ?? [],
  stream: filter.stream ?? null,
  hidden,
  context: filter.context ?? 0,
});

const defined = ({ text, regex, matchCase, wholeWord, negate }: NonNullable<LogFilter['terms']>[number]): Term => ({
  text,
  regex: regex ?? false,
  matchCase: matchCase ?? false,
  wholeWord: wholeWord ?? false,
  negate: negate ?? false,
});

const FLAG_WORDS = [
  ['regex', 'regex'],
  ['matchCase', 'case'],
  ['wholeWord', 'word'],
] as const;

/** `not "health" (regex, case)`. */
export function termWords(term: Term): string {
  const flags = FLAG_WORDS.filter(([key]) => term[key]).map(([, word]) => word);
  return `${term.negate ? t('not ') : ''}“${term.text}”${flags.length === 0 ? '' : ` (${flags.join(', ')})`}`;
}
