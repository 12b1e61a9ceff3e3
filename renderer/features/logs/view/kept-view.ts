import { type FilterDraft, NO_FILTER, NO_TERM, type Term } from '../filter/filter-draft';
import type { KeptLine } from '../session/types';

/** What a reload brings back. */
export interface KeptView {
  /** Null: at the end. */
  readonly line: KeptLine | null;
  readonly filter: FilterDraft;
}

const PREFIX = 'slipway-logs ';
/** Views, in one tab. */
const MOST = 20;
/** Enough of a line to know it again. */
const MOST_TEXT = 4096;

type Loose = Readonly<Record<string, unknown>>;
const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null;

function lineFrom(value: unknown): KeptLine | null {
  if (!isLoose(value)) return null;
  const { timeMicros, line, source, text } = value;
  const fits = typeof timeMicros === 'number' && typeof line === 'number' && typeof source === 'number';
  return fits && typeof text === 'string' ? { timeMicros, line, source, text } : null;
}

function termFrom(value: unknown): Term | null {
  if (!isLoose(value) || typeof value.text !== 'string') return null;
  const flag = (name: keyof Term): boolean => value[name] === true;
  return {
    text: value.text.slice(0, 2000),
    regex: flag('regex'),
    matchCase: flag('matchCase'),
    wholeWord: flag('wholeWord'),
    negate: flag('negate'),
  };
}

/** Terms and what is left out; whatever cannot be read is nothing. */
function filterFrom(value: unknown): FilterDraft {
  if (!isLoose(value)) return NO_FILTER;
  const list = (entry: unknown): readonly unknown[] => (Array.isArray(entry) ? entry : []);
  const terms = list(value.terms).flatMap((term) => termFrom(term) ?? []);
  const hidden = list(value.hidden).filter((name) => typeof name === 'string');
  const typed = termFrom(value.typed) ?? NO_TERM;
  return terms.length + hidden.length === 0 && typed.text === '' ? NO_FILTER : { ...NO_FILTER, terms, typed, hidden };
}

/** Anybody may have written there: it is looked at closely, and nothing at all is as good as nonsense. */
export function readKept(key: string): KeptView | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(PREFIX + key) ?? 'null');
    return isLoose(value) ? { line: lineFrom(value.line), filter: filterFrom(value.filter) } : null;
  } catch {
    return null;
  }
}

/** Of this tab only, and gone with it: a log's text is nobody else's business. */
export function keep(key: string, { line, filter }: KeptView): void {
  const short = line === null ? null : { ...line, text: line.text.slice(0, MOST_TEXT) };
  try {
    const keys = Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX));
    for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) sessionStorage.removeItem(old);
    sessionStorage.setItem(PREFIX + key, JSON.stringify({ line: short, filter }));
  } catch {
    // Full, or forbidden: a reload then begins at the end.
  }
}
