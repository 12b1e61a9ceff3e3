import type { Contract } from '../contract';
import { MachineError } from '../services/machine/life/faults';
import type { Machine } from '../services/machine/types';
import { latest } from './latest';
import { type Handlers, WireError } from './wire/types';

/** The same function, its MachineErrors named as in the contract. */
const named =
  <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>): ((...args: A) => Promise<T>) =>
  async (...args) => {
    try {
      return await work(...args);
    } catch (error) {
      throw error instanceof MachineError ? new WireError('MACHINE_FAULT', error.fault, error.message) : error;
    }
  };

export const machineHandlers = (machine: Machine): Handlers<Contract>['machine'] => ({
  watch: (_input, { signal }) =>
    latest(
      () => machine.state(),
      (listener) => machine.onState(listener),
      signal,
    ),
  start: named(() => machine.start()),
  stop: named(() => machine.stop()),
  restart: named(() => machine.restart()),
  kill: named(() => machine.kill()),
  pause: named(() => machine.pause()),
  resume: named(() => machine.resume()),
  update: named((patch) => machine.update(patch)),
  remove: named(() => machine.remove()),
  reset: named(() => machine.reset()),
  exportDisk: named(({ path }) => machine.exportDisk(path)),
  checkBinds: named(({ sources }) => machine.checkBinds(sources)),
  compact: named(async () => ({ freedBytes: await machine.compact() })),
  checkDisk: named(({ confirmation }) => machine.checkDisk(confirmation === 'repair')),
  log: named(async ({ which }) => ({ text: await machine.readLog(which) })),
  snapshots: named(() => machine.snapshots()),
  createSnapshot: named(({ name }) => machine.createSnapshot(name)),
  restoreSnapshot: named(({ id }) => machine.restoreSnapshot(id)),
  deleteSnapshot: named(({ id }) => machine.deleteSnapshot(id)),
  welcome: named(async () => ({ containerId: await machine.welcome() })),
});
