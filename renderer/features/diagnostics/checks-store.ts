import { create } from 'zustand';
import type { CheckId, CheckResult } from '../../../main/contract/diagnostics';
import { errorLine } from '../../lib/errors';
import { rpc } from '../../rpc/client';
import { showToast } from '../../ui/toast-store';
import { sorted } from './words';

interface Checks {
  readonly results: ReadonlyMap<CheckId, CheckResult>;
  /** As shown. By number until all have ended, then the failed ones first; it stays while single ones run again. */
  readonly order: readonly CheckId[];
  readonly running: boolean;
  /** Whether all have ended at least once. */
  readonly done: boolean;
}

export const useChecks = create<Checks>(() => ({ results: new Map(), order: [], running: false, done: false }));

const put = (result: CheckResult): void =>
  useChecks.setState(({ results, order }) => {
    const before = results.get(result.id);
    // What was found before stands until there is something new.
    const shown = result.state === 'running' && before !== undefined ? { ...before, state: result.state } : result;
    return {
      results: new Map(results).set(result.id, shown),
      order: order.includes(result.id) ? order : [...order, result.id].sort((a, b) => a.localeCompare(b)),
    };
  });

async function take(only: readonly CheckId[]): Promise<boolean> {
  try {
    for await (const result of rpc.stream('diagnostics.run', { only: [...only] })) put(result);
    return true;
  } catch (error) {
    showToast('bad', errorLine(error));
    return false;
  }
}

export async function runAll(): Promise<void> {
  if (useChecks.getState().running) return;
  useChecks.setState(({ order }) => ({ running: true, order: [...order].sort((a, b) => a.localeCompare(b)) }));
  const all = await take([]);
  useChecks.setState(({ results, done }) => ({
    running: false,
    done: done || all,
    order: sorted([...results.values()]).map(({ id }) => id),
  }));
}

export const runOne = (id: CheckId): Promise<boolean> => take([id]);

/** Does what the check found to do, and looks again. */
export async function repair(id: CheckId): Promise<void> {
  try {
    const { done, words } = await rpc.call('diagnostics.repair', { id });
    showToast(done ? 'ok' : 'bad', words);
    await runOne(id);
  } catch (error) {
    showToast('bad', errorLine(error));
  }
}
