import type { ContainerChange, ContainerRow } from '../../contract/containers';

/** The list of containers, for as long as it is needed. */
export interface Mirror {
  readonly rows: ReadonlyMap<string, ContainerRow>;
  freshness(): 'loading' | 'synced' | 'stale';
  /** Whether it follows the list. */
  need(needed: boolean): void;
}

export function createMirror(
  watch: (signal: AbortSignal) => AsyncIterable<ContainerChange>,
  onChange: () => void,
  log: (line: string) => void,
): Mirror {
  const rows = new Map<string, ContainerRow>();
  let freshness: ReturnType<Mirror['freshness']> = 'loading';
  let following: AbortController | null = null;
  const take = (change: ContainerChange): void => {
    switch (change.type) {
      case 'reset':
        rows.clear();
        freshness = 'loading';
        break;
      case 'upsert':
        for (const row of change.rows) rows.set(row.id, row);
        break;
      case 'remove':
        for (const id of change.ids) rows.delete(id);
        break;
      case 'synced':
      case 'stale':
        freshness = change.type;
        break;
    }
    onChange();
  };
  const follow = async (signal: AbortSignal): Promise<void> => {
    for await (const change of watch(signal)) if (!signal.aborted) take(change);
  };
  return {
    rows,
    freshness: () => freshness,
    need(needed) {
      if (needed === (following !== null)) return;
      following?.abort();
      following = needed ? new AbortController() : null;
      if (following === null) take({ type: 'reset' });
      else follow(following.signal).catch((error: unknown) => log(`start sets: ${String(error)}`));
    },
  };
}
