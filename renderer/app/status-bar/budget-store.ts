import { create } from 'zustand';
import type { BudgetUse } from '../../../main/contract/budget';
import { whileVisible } from '../../lib/while-visible';
import { watch } from '../../rpc/use-stream';

/** Null until main has told. */
export const useBudget = create<{ readonly use: BudgetUse | null }>(() => ({ use: null }));

/** Measured while the page can be seen. */
export const startBudget = (): (() => void) =>
  whileVisible(() => watch('budget.watch', undefined, { onItem: (use) => useBudget.setState({ use }) }));

interface WithMemory extends Performance {
  /** Chromium's. */
  readonly memory?: { readonly usedJSHeapSize: number };
}

/** Bytes of this page's objects; null: the browser does not tell. */
export const pageHeapBytes = (): number | null => (performance as WithMemory).memory?.usedJSHeapSize ?? null;

/** What is known of all processes together; null: of one of them it is not known yet. */
export function sums({ processes }: BudgetUse): { readonly cpuShare: number | null; readonly memoryBytes: number } {
  const shares = processes.map(({ cpuShare }) => cpuShare);
  return {
    cpuShare: shares.some((share) => share === null) ? null : shares.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    memoryBytes: processes.reduce((sum, one) => sum + one.memoryBytes, 0),
  };
}
