import { create } from 'zustand';
import type { BuildRow } from '../../../main/contract/builds';
import type { RowChange } from '../../../main/contract/rows';
import { whileVisible } from '../../lib/while-visible';
import { createRowsStore } from '../../rpc/stores/rows-store';
import { watch } from '../../rpc/use-stream';
import { dismissToast, putToast } from '../../ui/toast-store';
import { endWords } from './words';

/** The builds under way, and the history. */
export const useBuilds = createRowsStore<BuildRow>(({ id }) => id);

/** The build whose details are shown: what becomes of it is told there. */
const useLookedAt = create<{ readonly id: string | null }>(() => ({ id: null }));

/** By a build's id: what said how it ended. */
const told = new Map<string, number>();

/** For as long as its details are shown. */
export function lookAt(id: string): () => void {
  useLookedAt.setState({ id });
  const toast = told.get(id);
  if (toast !== undefined) dismissToast(toast);
  told.delete(id);
  return () => {
    if (useLookedAt.getState().id === id) useLookedAt.setState({ id: null });
  };
}

/** Known before the watch broke off, so that an end while nobody saw it is told all the same. */
const running = new Set<string>();

function tellEnd(row: BuildRow): void {
  const words = endWords(row);
  if (words === null) {
    running.add(row.id);
    return;
  }
  if (!running.delete(row.id) || useLookedAt.getState().id === row.id) return;
  const toast = putToast(row.state === 'done' ? 'ok' : row.state === 'cancelled' ? 'warn' : 'bad', words, row.failure);
  told.set(row.id, toast);
}

function onChange(change: RowChange<BuildRow>): void {
  if (change.type === 'upsert') change.rows.forEach(tellEnd);
  useBuilds.change(change);
}

/** For as long as the page lives, and while it can be seen. */
export const startBuilds = (): (() => void) =>
  whileVisible(() => watch('builds.watch', undefined, { onItem: onChange }));

/** The newest of this folder and Dockerfile; null: it was never built from here. */
export function lastBuildOf(folder: string, dockerfile: string): BuildRow | null {
  const rows = [...useBuilds.getState().rows.values()];
  const same = rows.filter(({ wish }) => wish.folder === folder && wish.dockerfile === dockerfile);
  return same.reduce<BuildRow | null>(
    (best, row) => (best === null || row.startedAt > best.startedAt ? row : best),
    null,
  );
}
