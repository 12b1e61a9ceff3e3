import { run } from '../../../process/run';
import { useOf } from '../../../process/use';
import type { HostUse } from '../../driver';

const LSOF_MS = 5_000;
const HUNDREDTHS = 100;

export interface Meter {
  /** `pids`: vfkit's and gvproxy's. */
  read(pids: readonly number[], dataDisk: string): Promise<HostUse | null>;
}

/** The processes that have the file open. Empty where lsof is missing or finds none. */
async function holdersOf(lsof: string, file: string): Promise<readonly number[]> {
  const ran = await run(lsof, ['-t', '--', file], { timeoutMs: LSOF_MS }).catch(() => null);
  return (ran?.stdout.match(/^\d+$/gm) ?? []).map(Number);
}

/**
 * What the machine costs. The guest's memory and CPUs do not belong to vfkit's process but to one that
 * Virtualization.framework starts for it; that one is found as the other process that has the data disk open. Where lsof
 * finds none, vfkit and gvproxy alone are counted.
 */
export function createMeter(lsof: string): Meter {
  let last: { readonly at: number; readonly cpuSeconds: number } | null = null;
  return {
    async read(pids, dataDisk) {
      const all = new Set([...pids, ...(await holdersOf(lsof, dataDisk))]);
      const uses = (await Promise.all([...all].map((pid) => useOf(pid)))).filter((use) => use !== null);
      if (uses.length === 0) return null;
      const cpuSeconds = uses.reduce((sum, use) => sum + use.cpuSeconds, 0);
      const memoryBytes = uses.reduce((sum, use) => sum + use.memoryBytes, 0);
      const at = performance.now() / 1000;
      const before = last;
      last = { at, cpuSeconds };
      const share = before === null || at <= before.at ? 0 : (cpuSeconds - before.cpuSeconds) / (at - before.at);
      // One process less than before makes the sum go down, which says nothing.
      return { cpuShare: Math.max(0, Math.round(share * HUNDREDTHS) / HUNDREDTHS), memoryBytes };
    },
  };
}
