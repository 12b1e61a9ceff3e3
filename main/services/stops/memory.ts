import type { Inspected } from './inspected';

const MIB = 1024 * 1024;
/** Below this even a shell is short of it. */
const LEAST = 16 * MIB;

type Limits = Pick<Inspected, 'memoryBytes' | 'swapBytes'>;

/** The limit of memory and swap together that keeps the swap as it was; null: nothing to set. */
export const swapFor = ({ memoryBytes, swapBytes }: Limits, bytes: number): number | null =>
  swapBytes === null || swapBytes < 0 ? null : swapBytes + bytes - (memoryBytes ?? 0);

const mib = (bytes: number): string => `${Math.ceil(bytes / MIB)}m`;

/** The flags of `docker update` that set it. */
export function memoryFlags(limits: Limits, bytes: number): readonly string[] {
  const swap = swapFor(limits, bytes);
  return ['--memory', mib(bytes), ...(swap === null ? [] : ['--memory-swap', mib(swap)])];
}

export interface Proposal {
  readonly from: number;
  readonly to: number;
  readonly flags: readonly string[];
}

/** Twice the limit, in whole MiB; null: it has none. */
export function proposedMemory(limits: Limits): Proposal | null {
  const { memoryBytes: from } = limits;
  if (from === null) return null;
  const to = Math.ceil(Math.max(2 * from, LEAST) / MIB) * MIB;
  return { from, to, flags: memoryFlags(limits, to) };
}
