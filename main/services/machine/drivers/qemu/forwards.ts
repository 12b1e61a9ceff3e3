import type { Driver, ForwardRule } from '../../driver';
import * as hostfwd from './hostfwd';
import type { Qmp } from './qmp';
import type { MachineRecord } from './record';
import { mustRun, visit } from './running';
import { say } from '../../../../../texts/say';

/** The engine's own rule came with the machine and goes with it. */
const isEngine = ({ engineHostPort }: MachineRecord, { protocol, hostPort }: ForwardRule): boolean =>
  protocol === 'tcp' && hostPort === engineHostPort;

const list = async (qmp: Qmp): Promise<readonly ForwardRule[]> => hostfwd.parseUsernet(await qmp.human('info usernet'));

async function add(qmp: Qmp, rule: ForwardRule): Promise<void> {
  const there = (await list(qmp)).find((each) => hostfwd.sameTarget(each, rule));
  if (there !== undefined && hostfwd.sameRule(there, rule)) return;
  // The same place led elsewhere in the guest.
  if (there !== undefined) await qmp.human(hostfwd.removeCommand(there));
  const said = await qmp.human(hostfwd.addCommand(rule));
  if (said.trim() !== '') throw await hostfwd.forwardFailure(rule, said);
}

/** Ports of the host that lead into the guest, in QEMU's user network. */
export const createForwards = (dir: string): Pick<Driver, 'forward' | 'unforward' | 'forwards'> => ({
  forward: async (rule) => {
    hostfwd.checkRule(rule);
    const record = await mustRun(dir);
    if (isEngine(record, rule))
      throw await hostfwd.forwardFailure(rule, say('Could not set up: it leads to the engine.'));
    await visit(record, (qmp) => add(qmp, rule));
  },
  unforward: async (rule) => {
    hostfwd.checkRule(rule);
    const record = await mustRun(dir);
    // One that is not there is gone as well.
    if (!isEngine(record, rule)) await visit(record, (qmp) => qmp.human(hostfwd.removeCommand(rule)));
  },
  forwards: async () => {
    const record = await mustRun(dir);
    return (await visit(record, list)).filter((rule) => !isEngine(record, rule));
  },
});
