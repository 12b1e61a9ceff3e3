import type { Arrangement } from './arrangement';

/** A compose project's own line. */
export interface GroupLine {
  readonly kind: 'group';
  /** Unlike any container's id. */
  readonly key: string;
  readonly project: string;
  readonly folded: boolean;
  /** The containers under it that meet the filter, in order. */
  readonly ids: readonly string[];
  readonly running: number;
}

export interface RowLine {
  readonly kind: 'row';
  /** The container's id. */
  readonly key: string;
  /** Stands under a project's line. */
  readonly grouped: boolean;
}

/** One line of the grid. */
export type Line = GroupLine | RowLine;

export interface Grouping {
  readonly grouped: boolean;
  readonly collapsed: ReadonlySet<string>;
}

interface OpenGroup {
  readonly project: string;
  readonly ids: string[];
  running: number;
}

export const groupKey = (project: string): string => `project:${project}`;

/** A project stands where its first container would. */
export function toLines({ entries }: Arrangement, { grouped, collapsed }: Grouping): readonly Line[] {
  if (!grouped) return entries.map(({ id }) => ({ kind: 'row', key: id, grouped: false }));
  const groups = new Map<string, OpenGroup>();
  const order: (OpenGroup | string)[] = [];
  for (const { id, project, alive } of entries) {
    if (project === null) {
      order.push(id);
      continue;
    }
    let group = groups.get(project);
    if (group === undefined) {
      group = { project, ids: [], running: 0 };
      groups.set(project, group);
      order.push(group);
    }
    group.ids.push(id);
    if (alive) group.running += 1;
  }
  return order.flatMap((item): Line[] => {
    if (typeof item === 'string') return [{ kind: 'row', key: item, grouped: false }];
    const folded = collapsed.has(item.project);
    const head: Line = { kind: 'group', key: groupKey(item.project), folded, ...item };
    return folded ? [head] : [head, ...item.ids.map((key): Line => ({ kind: 'row', key, grouped: true }))];
  });
}

/** Every container under the lines, those in folded groups too. */
export const idsIn = (lines: readonly Line[]): readonly string[] =>
  lines.flatMap((line) => (line.kind === 'row' ? (line.grouped ? [] : [line.key]) : line.ids));
