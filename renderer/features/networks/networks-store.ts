import { useEffect } from 'react';
import type { NetworkRow, Sandbox } from '../../../main/contract/networks';
import type { RowChange } from '../../../main/contract/rows';
import { whileVisible } from '../../lib/while-visible';
import { createRowsStore, type RowsStore } from '../../rpc/stores/rows-store';
import { watch } from '../../rpc/use-stream';

export const keyOf = ({ id }: { readonly id: string }): string => id;

export const useNetworks = createRowsStore<NetworkRow>(keyOf);
export const useSandboxes = createRowsStore<Sandbox>(keyOf);

/** What begins anew takes the place of what is shown only when it is whole: nothing blinks when the page is shown again. */
function wholly<R>(store: RowsStore<R>): (change: RowChange<R>) => void {
  let waiting: RowChange<R>[] | null = null;
  return (change) => {
    if (change.type === 'reset') waiting = [];
    if (waiting === null || change.type === 'stale') {
      store.change(change);
      return;
    }
    waiting.push(change);
    if (change.type !== 'synced') return;
    for (const each of waiting) store.change(each);
    waiting = null;
  };
}

/** Watched while somebody looks at them. */
export const useWatchedNetworks = (): void =>
  useEffect(() => {
    const stopRows = whileVisible(() =>
      watch('networks.watch', undefined, {
        onItem: wholly(useNetworks),
        onLost: () => useNetworks.change({ type: 'stale' }),
      }),
    );
    const stopSandboxes = whileVisible(() =>
      watch('networks.sandboxes', undefined, {
        onItem: wholly(useSandboxes),
        onLost: () => useSandboxes.change({ type: 'stale' }),
      }),
    );
    return () => {
      stopRows();
      stopSandboxes();
    };
  }, []);
