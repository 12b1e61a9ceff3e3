import type { ContainerChange, ContainerRow } from '../../contract/containers';
import type { Directory } from './view/members';

/** Mirrors the containers while anybody needs them. */
export interface OpenDirectory extends Directory {
  close(): void;
}

export function openDirectory(watch: (signal: AbortSignal) => AsyncIterable<ContainerChange>): OpenDirectory {
  const rows = new Map<string, ContainerRow>();
  const listeners = new Set<() => void>();
  const closing = new AbortController();
  let synced = false;
  const apply = (change: ContainerChange): void => {
    if (change.type === 'reset') rows.clear();
    if (change.type === 'upsert') for (const row of change.rows) rows.set(row.id, row);
    if (change.type === 'remove') for (const id of change.ids) rows.delete(id);
    if (change.type === 'synced' || change.type === 'stale') synced = true;
    for (const listener of [...listeners]) listener();
  };
  const mirror = async (): Promise<void> => {
    for await (const change of watch(closing.signal)) apply(change);
  };
  void mirror();
  return {
    rows: () => rows,
    synced: () => synced,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => closing.abort(),
  };
}
