import type { Standing } from '../../contract/stats';

/** @param machineBytes The machine's memory, which the engine names where a container has no limit; null: not known. */
export const standingOf = (
  reading: { readonly memoryLimit: number | null } & Omit<Standing, 'memoryLimit'>,
  machineBytes: number | null,
): Standing => {
  const { memoryLimit, netRx, netTx, blockRead, blockWrite } = reading;
  const own = memoryLimit !== null && (machineBytes === null || memoryLimit < machineBytes) ? memoryLimit : null;
  return { memoryLimit: own, netRx, netTx, blockRead, blockWrite };
};
