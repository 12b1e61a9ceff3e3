/** Rows that stand under a line of their own. */
export interface GridGroups<R> {
  /** What a row's group is called; null: it stands by itself. */
  readonly nameOf: (row: R) => string | null;
  readonly collapsed: ReadonlySet<string>;
  /** null: groups cannot be folded now, as while a filter shows what it found. */
  readonly onFold: ((name: string) => void) | null;
  /** "Repository": the accessible name of a group's line starts with it. */
  readonly label: string;
  readonly countWords: (count: number) => string;
}

export interface RowLine<R> {
  readonly kind: 'row';
  readonly key: string;
  readonly row: R;
  readonly grouped: boolean;
}

export interface GroupLine {
  readonly kind: 'group';
  /** Unlike any row's. */
  readonly key: string;
  readonly name: string;
  /** Of its rows, folded or not. */
  readonly keys: readonly string[];
  readonly folded: boolean;
}

export type GridLine<R> = RowLine<R> | GroupLine;

interface Open<R> {
  readonly name: string;
  readonly lines: RowLine<R>[];
}

/** A group stands where its first row would; one of a single row has no line. */
export function toLines<R>(
  rows: readonly R[],
  keyOf: (row: R) => string,
  groups: GridGroups<R> | undefined,
): readonly GridLine<R>[] {
  const lineOf = (row: R, grouped: boolean): RowLine<R> => ({ kind: 'row', key: keyOf(row), row, grouped });
  if (groups === undefined) return rows.map((row) => lineOf(row, false));
  const open = new Map<string, Open<R>>();
  const order: (Open<R> | RowLine<R>)[] = [];
  for (const row of rows) {
    const name = groups.nameOf(row);
    if (name === null) {
      order.push(lineOf(row, false));
      continue;
    }
    let group = open.get(name);
    if (group === undefined) {
      group = { name, lines: [] };
      open.set(name, group);
      order.push(group);
    }
    group.lines.push(lineOf(row, true));
  }
  return order.flatMap((item): readonly GridLine<R>[] => {
    if ('kind' in item) return [item];
    const [only] = item.lines;
    if (only !== undefined && item.lines.length === 1) return [{ ...only, grouped: false }];
    const folded = groups.onFold !== null && groups.collapsed.has(item.name);
    const keys = item.lines.map(({ key }) => key);
    const head: GroupLine = { kind: 'group', key: `group:${item.name}`, name: item.name, keys, folded };
    return folded ? [head] : [head, ...item.lines];
  });
}

/** Keys of the rows in sight, in their order. */
export const rowKeys = (lines: readonly GridLine<unknown>[]): readonly string[] =>
  lines.flatMap((line) => (line.kind === 'row' ? [line.key] : []));
