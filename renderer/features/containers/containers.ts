import { useStore } from 'zustand';
import type { ContainerRow } from '../../../main/contract/containers';
import { type ContainersState, createContainersStore } from './containers-store';
import { watch } from '../../rpc/use-stream';
import { createListStore } from './list/list-store';

/** The page's one copy of the list. */
export const containersStore = createContainersStore();
export const listStore = createListStore(containersStore);

export const useContainers = <T>(selector: (state: ContainersState) => T): T => useStore(containersStore, selector);

/** Renders anew only when this row changes. */
export const useContainer = (id: string): ContainerRow | undefined => useContainers(({ rows }) => rows.get(id));

export const containerRows = (ids: readonly string[]): readonly ContainerRow[] => {
  const { rows } = containersStore.getState();
  return ids.flatMap((id) => rows.get(id) ?? []);
};

/** Follows the engine's containers from now on; called once, by the app. */
export const startContainers = (): (() => void) =>
  watch('containers.watch', undefined, {
    onItem: containersStore.change,
    onReset: () => containersStore.change({ type: 'reset' }),
    onLost: () => containersStore.change({ type: 'stale' }),
  });
