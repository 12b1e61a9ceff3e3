import type { LogMark, LogRow } from '../../../contract/logs';
import type { Source } from '../source';
import type { Member } from './members';
import type { Origin } from './order';
import { readLine, type StoredLine, toRow, wholeText } from './rows';
import type { ShownRow, Sight } from './sight';

/** A line that is shown, as it stands in its store. */
export interface ShownLine extends StoredLine {
  readonly source: number;
}

/** A view's answers about its rows. */
export interface Reader {
  rows(from: number, count: number): Promise<{ epoch: number; from: number; rows: LogRow[] }>;
  /** Empty where the line is no more. */
  line(line: number): Promise<{ text: string; bytes: number }>;
  /** The match at or after the row (`backward`: at or before), going round; null: there is none yet. */
  findNext(row: number, backward: boolean): { row: number; ordinal: number } | null;
  rowAtTime(micros: number): Promise<number>;
  rowOfLine(line: number): number;
  /** All lines that are shown, in order, whole. */
  shown(): AsyncIterable<ShownLine>;
}

interface Found {
  readonly origin: Origin;
  readonly source: Source;
  readonly line: StoredLine;
}

export function createReader(sight: Sight, members: () => readonly Member[]): Reader {
  const { arrangement, preview } = sight;
  const stored = async (row: number): Promise<Found | null> => {
    const origin = arrangement.order().at(row);
    const source = origin === null ? undefined : arrangement.sources()[origin.source];
    if (origin === null || source === undefined) return null;
    const line = await readLine(source, origin.line);
    return line === null ? null : { origin, source, line };
  };
  const read = async ({ row, context }: ShownRow): Promise<LogRow | null> => {
    const found = await stored(row);
    if (found === null) return null;
    const { origin, source, line } = found;
    const marks = marksAt(source, origin.line, members()[origin.source]);
    return toRow(line, { line: row, source: origin.source, context, marks });
  };
  const last = (): number => Math.max(0, sight.count() - 1);
  return {
    rows: async (from, count) => {
      const epoch = sight.epoch();
      const last = preview.rows();
      if (last !== null) return { epoch, from, rows: last.slice(from, from + count) };
      const found: LogRow[] = [];
      for (let index = from; index < from + count; index += 1) {
        const shown = sight.at(index);
        if (shown === null) break;
        const row = await read(shown);
        if (row !== null) found.push(row);
      }
      return { epoch, from, rows: found };
    },
    line: async (line) => {
      const last = preview.rows();
      if (last !== null) return { text: last[line]?.text ?? '', bytes: last[line]?.cutBytes ?? 0 };
      const found = await stored(line);
      return found === null ? { text: '', bytes: 0 } : wholeText(found.line);
    },
    findNext: (index, backward) => nextMatch(sight, index, backward),
    rowAtTime: async (micros) => Math.min(last(), await firstFrom(sight, micros, stored)),
    rowOfLine: (line) => Math.min(last(), sight.indexOf(line)),
    async *shown() {
      for (let index = 0; index < sight.count(); index += 1) {
        const shown = sight.at(index);
        const found = shown === null ? null : await stored(shown.row);
        if (found !== null) yield { ...found.line, source: found.origin.source };
      }
    },
  };
}

function nextMatch(sight: Sight, index: number, backward: boolean): { row: number; ordinal: number } | null {
  const found = sight.lenses.found();
  if (found === null || found.length() === 0) return null;
  const row = sight.at(index)?.row ?? sight.arrangement.order().rows();
  const at = found.indexOf(row);
  const wished = backward && found.at(at)?.row !== row ? at - 1 : at;
  const ordinal = (wished + found.length()) % found.length();
  return { row: sight.indexOf(found.at(ordinal)?.row ?? 0), ordinal };
}

/** The first row at or after that time. */
async function firstFrom(
  sight: Sight,
  micros: number,
  stored: (row: number) => Promise<Found | null>,
): Promise<number> {
  let low = 0;
  let high = sight.count();
  while (low < high) {
    const middle = (low + high) >> 1;
    const shown = sight.at(middle);
    const found = shown === null ? null : await stored(shown.row);
    if (found !== null && found.line.micros < micros) low = middle + 1;
    else high = middle;
  }
  return low;
}

function marksAt(source: Source, line: number, member: Member | undefined): readonly LogMark[] {
  const marks: LogMark[] = [];
  const first = source.store.firstLine();
  if (line === first && member?.replaces === true) marks.push({ type: 'begin' });
  if (line === first && first > 0) marks.push({ type: 'skipped', count: first, atLeast: false, by: 'slipway' });
  const loss = source.losses().get(line);
  if (loss !== undefined) marks.push({ type: 'skipped', ...loss });
  return marks;
}
