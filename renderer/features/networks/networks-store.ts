import { useEffect } from 'react';
import type { NetworkRow, Sandbox } from '../../../main/contract/networks';
import { whileVisible } from '../../lib/while-visible';
import { createRowsStore, wholly } from '../../rpc/stores/rows-store';
import { watch } from '../../rpc/use-stream';

export const keyOf = ({ id }: { readonly id: string }): string => id;

export const useNetworks = createRowsStore<NetworkRow>(keyOf);
export const useSandboxes = createRowsStore<Sandbox>(keyOf);

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
