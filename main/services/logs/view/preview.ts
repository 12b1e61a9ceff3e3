import type { LogRow } from '../../../contract/logs';
import type { Source } from '../source';
import type { Arrangement } from './arrangement';
import { readLine, type StoredLine, toRow } from './rows';

/** Of a source whose history is there already. */
const FROM_STORE = 300;

interface Entry extends StoredLine {
  readonly source: number;
}

/** What stands in a view until its whole history is there: the last lines, which are there at once. */
export interface Preview {
  /** Null: the history is there. */
  readonly rows: () => readonly LogRow[] | null;
  /** Rises when rows got other numbers. */
  readonly version: () => number;
  step(): Promise<void>;
}

/** @param known Whether all of the view's containers are known. */
export function createPreview({ sources, behind }: Arrangement, known: () => boolean): Preview {
  let rows: readonly LogRow[] | null = [];
  let version = 0;
  /** What it was made of. */
  let made: readonly unknown[] = [];
  const isWhole = (): boolean =>
    known() && sources().length > 0 && sources().every((source) => source.caughtUp()) && !behind();
  return {
    rows: () => rows,
    version: () => version,
    step: async () => {
      // A container that joins later has little to say: what is shown stays.
      if (rows === null) return;
      if (isWhole()) {
        rows = null;
        version += 1;
        return;
      }
      const parts = sources().map((source) => (source.caughtUp() ? true : source.preview()));
      if (parts.length === made.length && parts.every((part, index) => part === made[index])) return;
      made = parts;
      rows = await previewRows(sources());
      version += 1;
    },
  };
}

async function lastLines(source: Source): Promise<readonly StoredLine[]> {
  if (!source.caughtUp()) return source.preview();
  const end = source.store.lines();
  const lines: StoredLine[] = [];
  for (let line = Math.max(source.store.firstLine(), end - FROM_STORE); line < end; line += 1) {
    const found = await readLine(source, line);
    if (found !== null) lines.push(found);
  }
  return lines;
}

async function previewRows(sources: readonly Source[]): Promise<LogRow[]> {
  const each = await Promise.all(sources.map(lastLines));
  const entries: Entry[] = each.flatMap((lines, source) => lines.map((line) => ({ ...line, source })));
  return entries
    .sort((a, b) => a.micros - b.micros)
    .map((entry, line) => toRow(entry, { line, source: entry.source, context: false, marks: [] }));
}
