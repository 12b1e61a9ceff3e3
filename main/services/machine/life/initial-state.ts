import type { MachineSettings, MachineState } from '../../../contract/machine';
import type { Driver } from '../driver';

/** Before anything is known of it. */
export const initialState = (
  driver: Pick<Driver, 'name' | 'capabilities'> | null,
  settings: MachineSettings,
  socketUrl: string,
): MachineState => ({
  driver: driver?.name ?? null,
  power: 'absent',
  engineReady: false,
  ...{ phases: [], fault: null, startedAt: null, accelerator: null, acceleratorRemark: null, imageVersion: null },
  ...{ engineKey: 'vm', socketUrl, settings, needsRestart: [], shares: [], forwards: [], figures: null, disk: null },
  capabilities: {
    pause: driver?.capabilities.pause ?? false,
    compact: driver !== null && (driver.capabilities.discard || driver.name === 'wsl2'),
    shares: driver !== null && driver.capabilities.shares !== 'none',
    liveMemory: driver?.capabilities.liveMemory ?? false,
  },
});
