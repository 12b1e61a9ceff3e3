import { DriverError, type Driver, type DriverStatus } from '../../driver';
import type { Events } from './events';
import type { MachineRecord } from './record';
import { askPower, findRunning, mustRun, type Power, visit } from './running';

const STOPPED: DriverStatus = {
  ...{ power: 'stopped', accelerator: null, acceleratorRemark: null, startedAt: null, pid: null, reason: null },
};

const askStatus = async (record: MachineRecord): Promise<DriverStatus> => {
  const said = await visit(record, askPower).catch((error: unknown): Power | null => {
    if (error instanceof DriverError && error.kind === 'not-running') return null;
    return { power: 'broken', reason: error instanceof Error ? error.message : String(error) };
  });
  const { accelerator, remark, startedAt, identity } = record;
  return said === null ? STOPPED : { ...said, accelerator, acceleratorRemark: remark, startedAt, pid: identity.pid };
};

/** Whether the guest's processors run, and making them stand still or go on. */
export function createPower(dir: string, events: Events): Pick<Driver, 'pause' | 'resume' | 'status'> {
  const command = async (verb: 'stop' | 'cont', expected: 'paused' | 'running'): Promise<void> => {
    const record = await mustRun(dir);
    events.watch(record);
    const { power } = await visit(record, askPower);
    if (power === expected) return;
    events.expect(expected);
    await visit(record, (qmp) => qmp.execute(verb));
  };
  return {
    pause: () => command('stop', 'paused'),
    resume: () => command('cont', 'running'),
    status: async () => {
      const record = await findRunning(dir);
      if (record === null) return STOPPED;
      events.watch(record);
      return askStatus(record);
    },
  };
}
