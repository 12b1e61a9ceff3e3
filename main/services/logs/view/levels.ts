import { type LogLevel, logLevels } from '../../../contract/logs';
import type { Scanner } from '../scan/scanner';
import type { Source } from '../source';
import { createSearch, type Search } from './search';

/** The levels and times of all lines of a view, looked at once somebody asks for them. */
export interface Levels {
  begin(): void;
  /** Null: the line was not looked at yet. */
  isOneOf(wanted: readonly LogLevel[], source: number, line: number): boolean | null;
  /** Null: the line was not looked at yet. Seconds count from `fromMicros`. */
  at(source: number, line: number): { readonly level: LogLevel; readonly seconds: number } | null;
  /** µs since the epoch: about the first line's time. */
  readonly fromMicros: () => number;
  step(): Promise<boolean>;
  close(): void;
}

export function createLevels(sources: () => readonly Source[], scanner: Scanner): Levels {
  let search: Search | null = null;
  let fromMicros = 0;
  let wanted = false;
  /** Begins once there is a line to count seconds from. */
  const begin = (): void => {
    const first = Math.min(...sources().map(({ store }) => store.firstMicros() ?? Number.POSITIVE_INFINITY));
    if (!wanted || search !== null || !Number.isFinite(first)) return;
    fromMicros = first;
    search = createSearch(sources, { terms: [], stream: null, levelsFrom: fromMicros }, scanner);
  };
  const at: Levels['at'] = (source, line) => {
    const marks = search?.marks(source) ?? null;
    if (marks === null || line >= marks.scanned()) return null;
    return { level: logLevels[marks.levelAt(line)] ?? 'none', seconds: marks.secondsAt(line) };
  };
  return {
    at,
    begin: () => {
      wanted = true;
      begin();
    },
    isOneOf: (wanted, source, line) => {
      if (wanted.length === 0) return true;
      const found = at(source, line);
      return found === null ? null : wanted.includes(found.level);
    },
    fromMicros: () => fromMicros,
    step: async () => {
      begin();
      return (await search?.step()) ?? false;
    },
    close: () => search?.close(),
  };
}
