import type { ContainerChange, ContainerRow } from '../../../contract/containers';

/** What a reader of the watch knows. */
export interface Mirror {
  readonly rows: Map<string, ContainerRow>;
  /** The last of `reset`, `synced` and `stale`. */
  last: 'reset' | 'synced' | 'stale' | null;
  readonly changes: ContainerChange[];
}

export const createMirror = (): Mirror => ({ rows: new Map(), last: null, changes: [] });

export function mirror(into: Mirror, change: ContainerChange): void {
  into.changes.push(change);
  if (change.type === 'reset') into.rows.clear();
  if (change.type === 'upsert') for (const row of change.rows) into.rows.set(row.id, row);
  if (change.type === 'remove') for (const id of change.ids) into.rows.delete(id);
  if (change.type === 'reset' || change.type === 'synced' || change.type === 'stale') into.last = change.type;
}

/** Reads the watch as fast as it gives, or with a pause before each pull. Resolves when it ends. */
export async function follow(
  changes: AsyncIterable<ContainerChange>,
  into: Mirror,
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for await (const change of changes) {
    mirror(into, change);
    await before();
  }
}
