import type { ContainerChange, ContainerRow } from '../../contract/containers';
import type { TrayContainer } from './model';

const STATES: Readonly<Record<ContainerRow['state'], TrayContainer['state']>> = {
  ...{ running: 'running', paused: 'paused', restarting: 'restarting' },
  ...{ created: 'stopped', removing: 'stopped', exited: 'stopped', dead: 'stopped', unknown: 'stopped' },
};

/** What stopped and is of no project is not shown, and there may be thousands. */
function shownOf({ id, name, state, project, ports }: ContainerRow): TrayContainer | null {
  const shown = STATES[state];
  return shown === 'stopped' && project === null ? null : { id, name, state: shown, project, ports };
}

/** The containers that the menu shows. */
export interface Mirror {
  all(): readonly TrayContainer[];
  /** Returns how to stop. */
  follow(): () => void;
}

type Watch = (signal: AbortSignal) => AsyncIterable<ContainerChange>;

export function mirrorContainers(watch: Watch, changed: () => void, log: (line: string) => void): Mirror {
  const rows = new Map<string, TrayContainer>();
  const apply = (change: ContainerChange): void => {
    if (change.type === 'reset') rows.clear();
    if (change.type === 'remove') for (const id of change.ids) rows.delete(id);
    if (change.type !== 'upsert') return;
    for (const row of change.rows) {
      const shown = shownOf(row);
      if (shown === null) rows.delete(row.id);
      else rows.set(row.id, shown);
    }
  };
  const read = async (signal: AbortSignal): Promise<void> => {
    for await (const change of watch(signal)) {
      apply(change);
      changed();
    }
  };
  return {
    all: () => [...rows.values()],
    follow() {
      const controller = new AbortController();
      rows.clear();
      read(controller.signal).catch((error: unknown) => log(`tray: ${String(error)}`));
      return () => controller.abort();
    },
  };
}
