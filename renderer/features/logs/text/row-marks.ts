import type { LogRow, LogTerm } from '../../../../main/contract/logs';
import { withoutColours } from '../../../lib/ansi/ansi';
import { type Range, patternOf, rangesOf } from './pattern';
import type { Mark, MarkedRange } from './pieces';
import { matchRegex } from './regex-matcher';

export interface MarkRule {
  readonly term: LogTerm;
  readonly mark: Mark;
}

/** Where rows are marked. Words are looked for here; regular expressions elsewhere, and come a moment later. */
export interface RowMarks {
  readonly of: (row: LogRow) => readonly MarkedRange[];
  /** Has regular expressions looked for in these. */
  readonly ask: (rows: readonly LogRow[]) => void;
}

type Finder = (row: LogRow) => readonly Range[];

interface RegexFinder {
  readonly find: Finder;
  readonly ask: (rows: readonly LogRow[]) => void;
}

const NONE: readonly Range[] = [];

function regexFinder(term: LogTerm, onFound: () => void): RegexFinder {
  const found = new WeakMap<LogRow, readonly Range[]>();
  let isHopeless = false;
  const ask = async (rows: readonly LogRow[]): Promise<void> => {
    const fresh = rows.filter((row) => !found.has(row));
    if (isHopeless || fresh.length === 0) return;
    for (const row of fresh) found.set(row, NONE);
    const answer = await matchRegex(
      term,
      fresh.map(({ text }) => withoutColours(text)),
    );
    if (answer === null) isHopeless = true;
    else fresh.forEach((row, index) => found.set(row, answer[index] ?? NONE));
    if (answer?.some((ranges) => ranges.length > 0) === true) onFound();
  };
  return { find: (row) => found.get(row) ?? NONE, ask: (rows) => void ask(rows) };
}

function wordFinder(term: LogTerm): Finder {
  const pattern = patternOf(term);
  return ({ text }) => rangesOf(pattern, withoutColours(text));
}

/** `onFound`: something of a regular expression came. */
export function createRowMarks(rules: readonly MarkRule[], onFound: () => void): RowMarks {
  const asking: RegexFinder[] = [];
  const finders = rules.map(({ term, mark }) => {
    if (term.regex !== true) return { mark, find: wordFinder(term) };
    const finder = regexFinder(term, onFound);
    asking.push(finder);
    return { mark, find: finder.find };
  });
  return {
    of: (row) => finders.flatMap(({ mark, find }) => find(row).map((range) => ({ ...range, mark }))),
    ask: (rows) => {
      for (const finder of asking) finder.ask(rows);
    },
  };
}
