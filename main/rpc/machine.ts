import type { Contract } from '../contract';
import { readAuthorities } from '../services/machine/access/authorities';
import { accessProblems } from '../services/machine/access/check';
import { MachineError } from '../services/machine/life/faults';
import type { Machine } from '../services/machine/types';
import { naming } from './errors';
import { latest } from './latest';
import { type Handlers, WireError } from './wire/types';

const { call } = naming((error) =>
  error instanceof MachineError ? new WireError('MACHINE_FAULT', error.fault, error.message) : error,
);

export const machineHandlers = (machine: Machine): Handlers<Contract>['machine'] => ({
  watch: (_input, { signal }) =>
    latest(
      () => machine.state(),
      (listener) => machine.onState(listener),
      signal,
    ),
  start: call(() => machine.start()),
  stop: call(() => machine.stop()),
  restart: call(() => machine.restart()),
  kill: call(() => machine.kill()),
  pause: call(() => machine.pause()),
  resume: call(() => machine.resume()),
  update: call((patch) => machine.update(patch)),
  checkAccess: async (access) => ({
    problems: accessProblems(access),
    authorities: readAuthorities(access.authorities.join('\n')).authorities,
  }),
  readAuthorities: async ({ text }) => readAuthorities(text),
  remove: call(() => machine.remove()),
  reset: call(() => machine.reset()),
  exportDisk: call(({ path }) => machine.exportDisk(path)),
  checkBinds: call(({ sources }) => machine.checkBinds(sources)),
  compact: call(async () => ({ freedBytes: await machine.compact() })),
  checkDisk: call(({ confirmation }) => machine.checkDisk(confirmation === 'repair')),
  log: call(async ({ which }) => ({ text: await machine.readLog(which) })),
  snapshots: call(() => machine.snapshots()),
  createSnapshot: call(({ name }) => machine.createSnapshot(name)),
  restoreSnapshot: call(({ id }) => machine.restoreSnapshot(id)),
  deleteSnapshot: call(({ id }) => machine.deleteSnapshot(id)),
  welcome: call(async () => ({ containerId: await machine.welcome() })),
});
