import type { MachineSettings } from '../../../contract/machine';
import { accessMark } from '../access/guest-files';
import type { Share } from '../driver';
import type { Notes } from './notes';

const same = (a: readonly Share[], b: readonly Share[]): boolean =>
  a.length === b.length && a.every((one, at) => one.path === b[at]?.path && one.readOnly === b[at].readOnly);

/** Settings, by name, that differ from what the machine was started with and cannot change while it runs. */
export function needsRestart(
  { cpus, memoryMiB, access }: MachineSettings,
  shares: readonly Share[],
  notes: Notes | null,
  liveMemory: boolean,
): string[] {
  if (notes === null) return [];
  return [
    ...(cpus === notes.cpus ? [] : ['cpus']),
    // It can only be given what it was started with.
    ...(memoryMiB === notes.memoryMiB || (liveMemory && memoryMiB < notes.memoryMiB) ? [] : ['memoryMiB']),
    ...(same(shares, notes.shares) ? [] : ['shares']),
    ...(accessMark(access) === notes.access ? [] : ['access']),
  ];
}
