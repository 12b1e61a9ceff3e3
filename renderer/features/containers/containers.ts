import { useStore } from 'zustand';
import type { ContainerRow } from '../../../main/contract/containers';
import { type ContainersState, createContainersStore } from './containers-store';
import { whileVisible } from '../../lib/while-visible';
import { watch } from '../../rpc/use-stream';
import { createListStore } from './list/list-store';
import { untilWhole } from './until-whole';

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

/**
 * Follows the engine's containers from now on, while the page can be seen; called once, by the app. What there was while it
 * was hidden takes the place of what is shown when it is whole: nothing blinks.
 */
export function startContainers(): () => void {
  let take = containersStore.change;
  return whileVisible(() => {
    const stop = watch('containers.watch', undefined, {
      onItem: (change) => take(change),
      onReset: () => take({ type: 'reset' }),
      onLost: () => take({ type: 'stale' }),
    });
    return () => {
      stop();
      take = untilWhole(containersStore.change);
    };
  });
}
