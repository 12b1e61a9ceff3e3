import { createStore } from 'zustand/vanilla';
import type { ContainerRow } from '../../../../main/contract/containers';
import { whileVisible } from '../../../lib/while-visible';
import { watch } from '../../../rpc/use-stream';

/** What the picker and the headings need of a container. */
export interface NamedContainer {
  readonly id: string;
  readonly name: string;
  readonly project: string | null;
  readonly running: boolean;
}

export interface NamesState {
  readonly containers: readonly NamedContainer[];
  readonly synced: boolean;
}

/** A list of thousands changes all the time; for names this is soon enough. */
const EVERY_MS = 250;

const named = ({ id, name, project, state }: ContainerRow): NamedContainer => ({
  id,
  name,
  project,
  running: state === 'running' || state === 'paused' || state === 'restarting',
});

/** Names of all containers, while somebody picks among them. */
export function createNamesStore() {
  const known = new Map<string, NamedContainer>();
  const store = createStore<NamesState>(() => ({ containers: [], synced: false }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let synced = false;
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      const containers = [...known.values()].sort((a, b) => a.name.localeCompare(b.name));
      store.setState({ containers, synced });
    }, EVERY_MS);
  };
  const forget = (): void => {
    known.clear();
    synced = false;
    later();
  };
  const start = (): (() => void) => {
    const stop = whileVisible(() =>
      watch('containers.watch', undefined, {
        onReset: forget,
        onItem: (change) => {
          if (change.type === 'upsert') for (const row of change.rows) known.set(row.id, named(row));
          else if (change.type === 'remove') for (const id of change.ids) known.delete(id);
          else if (change.type === 'synced') synced = true;
          else if (change.type === 'reset') forget();
          later();
        },
      }),
    );
    return () => {
      stop();
      clearTimeout(timer);
      timer = undefined;
    };
  };
  return { ...store, start };
}
