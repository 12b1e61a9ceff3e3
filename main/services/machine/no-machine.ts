import { machineError } from './life/faults';
import type { StateStore } from './life/state';
import type { Machine } from './types';
import { say } from '../../../texts/say';

/** Where no driver is for this system: everything says so. */
export function noMachine(store: StateStore): Machine {
  const refuse = (): Promise<never> =>
    Promise.reject(machineError('unsupported', say('Slipway has no virtual machine for this system.')));
  return {
    state: () => store.get(),
    onState: (listener) => store.onChange(listener),
    engine: () => null,
    ...{ start: refuse, stop: refuse, restart: refuse, kill: refuse, pause: refuse, resume: refuse, update: refuse },
    ...{ remove: refuse, reset: refuse, compact: refuse, checkDisk: refuse, exportDisk: refuse, readLog: refuse },
    ...{ createSnapshot: refuse, restoreSnapshot: refuse, deleteSnapshot: refuse, welcome: refuse },
    snapshots: () => Promise.resolve([]),
    checkBinds: () => Promise.resolve([]),
    settingsEdited: () => undefined,
    setVisible: () => undefined,
    close: () => Promise.resolve(),
  };
}
