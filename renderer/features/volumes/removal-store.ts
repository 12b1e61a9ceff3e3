import { create } from 'zustand';
import type { RemovalProgress, VolumeRow } from '../../../main/contract/volumes';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { sizeOf, useSizes } from './volumes-store';

export interface Removal {
  readonly total: number;
  readonly done: number;
  /** Bytes of those that are gone, as measured before. */
  readonly freed: number;
  /** What was promised; null: nothing was. */
  readonly promised: number | null;
  readonly failed: readonly RemovalProgress[];
  readonly now: RemovalProgress | null;
  readonly over: boolean;
  /** It broke off as a whole. */
  readonly error: string;
}

/** The last removal, until it is dismissed. */
export const useRemoval = create<{ readonly removal: Removal | null }>(() => ({ removal: null }));

let controller: AbortController | null = null;

const change = (step: (removal: Removal) => Partial<Removal>): void =>
  useRemoval.setState(({ removal }) => (removal === null ? {} : { removal: { ...removal, ...step(removal) } }));

export const dismissRemoval = (): void => useRemoval.setState({ removal: null });
export const cancelRemoval = (): void => controller?.abort();

/** Deletes exactly these, one by one. */
export async function remove(rows: readonly VolumeRow[], keep: boolean, promised: number | null): Promise<void> {
  const { signal } = (controller = new AbortController());
  const sizes = useSizes.getState();
  useRemoval.setState({
    removal: { total: rows.length, done: 0, freed: 0, promised, failed: [], now: null, over: false, error: '' },
  });
  try {
    for await (const item of rpc.stream('volumes.remove', { names: rows.map(({ name }) => name), keep }, { signal }))
      change((removal) => stepOf(removal, item, sizeOf(sizes, item.name) ?? 0));
    change(() => ({ over: true, now: null }));
  } catch (error) {
    change(() => ({ over: true, now: null, error: signal.aborted ? t('Cancelled.') : errorLine(error) }));
  }
}

function stepOf(removal: Removal, item: RemovalProgress, bytes: number): Partial<Removal> {
  switch (item.outcome) {
    case 'done':
      return { done: removal.done + 1, freed: removal.freed + bytes };
    case 'failed':
    case 'skipped':
      return { failed: [...removal.failed, item] };
    default:
      return { now: item };
  }
}
