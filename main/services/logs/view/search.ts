import { createMarks, type Marks } from '../scan/marks';
import type { Query } from '../scan/matcher';
import type { Scanner } from '../scan/scanner';
import type { Source } from '../source';

/** One query through all sources of a view. */
export interface Search {
  marks(source: number): Marks | null;
  readonly failure: () => string | null;
  /** Looks at a part of each source; false: nothing was left. */
  step(): Promise<boolean>;
  close(): void;
}

export function createSearch(sources: () => readonly Source[], query: Query, scanner: Scanner): Search {
  const marks: Marks[] = [];
  const all = (): readonly Marks[] => {
    for (const { store } of sources().slice(marks.length)) marks.push(createMarks({ store, query, scanner }));
    return marks;
  };
  return {
    marks: (source) => all()[source] ?? null,
    failure: () => marks.map((each) => each.failure()).find((words) => words !== null) ?? null,
    step: async () => {
      const moved = await Promise.all(all().map((each) => each.step()));
      return moved.includes(true);
    },
    close: () => {
      for (const each of marks) each.close();
    },
  };
}

/** Whether the line is a hit; null: not known yet. Without a search every line is one. */
export function judged(search: Search | null, source: number, line: number): boolean | null {
  if (search === null) return true;
  const marks = search.marks(source);
  return marks === null || line >= marks.scanned() ? null : marks.isHit(line);
}
