import type { MachineState } from '../../../contract/machine';
import { pause } from '../../engine/pause';
import type { Agent } from '../agent/types';
import { sizes } from '../disk/disk';
import type { Driver } from '../driver';

const KIB = 1024;
const EVERY_MS = 2000;

export interface FiguresOptions {
  readonly driver: Pick<Driver, 'use'>;
  readonly agent: () => Pick<Agent, 'figures'> | null;
  readonly dataDisk: string;
  readonly set: (figures: Pick<MachineState, 'figures' | 'disk'>) => void;
}

/** What it takes now; what cannot be known is null. Never rejects. */
async function measure({ driver, agent, dataDisk, set }: FiguresOptions): Promise<void> {
  const [use, guest, disk] = await Promise.all([
    driver.use().catch(() => null),
    (async () => agent()?.figures() ?? null)().catch(() => null),
    sizes(dataDisk).catch(() => null),
  ]);
  set({
    disk,
    figures:
      use === null || guest === null
        ? null
        : {
            hostCpuShare: use.cpuShare,
            hostMemoryBytes: use.memoryBytes,
            guestMemoryUsedBytes: (guest.memTotalKb - guest.memAvailableKb) * KIB,
            guestMemoryTotalBytes: guest.memTotalKb * KIB,
            diskUsedBytes: guest.diskUsedBytes,
            diskTotalBytes: guest.diskTotalBytes,
          },
  });
}

export interface Figures {
  /** Whether somebody looks and the machine runs. */
  look(on: boolean): void;
}

/** Asks every two seconds while it is looked at; else nothing runs. */
export function createFigures(options: FiguresOptions): Figures {
  let current: AbortController | null = null;
  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await measure(options);
      await pause(EVERY_MS, signal);
    }
  };
  return {
    look: (on) => {
      if (on === (current !== null)) return;
      current?.abort();
      current = on ? new AbortController() : null;
      if (current !== null) void run(current.signal);
    },
  };
}
