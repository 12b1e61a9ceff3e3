import { withoutColours } from '../../lib/ansi/ansi';
import { t } from '../../lib/i18n';
import type { Output, OutputEntry } from './output';

/** What a terminal would show of a line in the end: a carriage return begins it anew. */
export function settledLine(line: string): string {
  const parts = line.replace(/\r+$/, '').split('\r');
  return parts.findLast((part) => part !== '') ?? '';
}

export const gapWords = (count: number): string =>
  t('{count, plural, one {# line was} other {# lines were}} not kept', { count });

/** As text: what is copied, and what is looked through. */
export const plainLine = (entry: OutputEntry): string =>
  typeof entry === 'number' ? `(${gapWords(entry)})` : withoutColours(settledLine(entry));

/** The lines that hold the words, upper and lower case alike; none for no words. */
export function linesWith(lines: Output, words: string): readonly number[] {
  const wanted = words.toLowerCase();
  if (wanted === '') return [];
  return lines.flatMap((line, index) => (plainLine(line).toLowerCase().includes(wanted) ? index : []));
}

/** The one after `current`, or before it; round at either end. null: there is none. */
export function nextMatch(matches: readonly number[], current: number | null, step: 1 | -1): number | null {
  if (matches.length === 0) return null;
  const at = current === null ? -1 : matches.indexOf(current);
  if (at < 0) return (step === 1 ? matches[0] : matches.at(-1)) ?? null;
  return matches[(at + step + matches.length) % matches.length] ?? null;
}
