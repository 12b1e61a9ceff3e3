import { create } from 'zustand';
import type { DiskAction, DiskTarget } from '../../../main/contract/disk';
import { errorCode } from '../../lib/errors';
import { rpc } from '../../rpc/client';

export interface JobFailure {
  readonly id: string;
  readonly name: string;
  /** The engine's own words. */
  readonly message: string;
}

/** What is, or was last, done to a list of things. */
export interface Job {
  readonly action: DiskAction;
  readonly total: number;
  /** With an outcome, good or bad. */
  readonly done: number;
  readonly failures: readonly JobFailure[];
  readonly phase: 'counting' | 'working' | 'finished' | 'cancelled' | 'broken';
  /** What was shown before; null: nothing was. */
  readonly promised: { readonly bytes: number; readonly atMostBytes: number } | null;
  /** null: not counted. */
  readonly freedBytes: number | null;
  readonly problem: unknown;
}

interface Wish {
  readonly action: DiskAction;
  readonly targets: readonly DiskTarget[];
  readonly promised: Job['promised'];
  /** In the bin, as far as it takes such things. */
  readonly keep?: boolean;
}

export const useJob = create<{ readonly job: Job | null }>(() => ({ job: null }));

/** One at a time: what comes next depends on what this leaves. */
let control: AbortController | null = null;

const change = (patch: Partial<Job>): void =>
  useJob.setState(({ job }) => (job === null ? {} : { job: { ...job, ...patch } }));

export const cancelJob = (): void => control?.abort();
export const dismissJob = (): void => useJob.setState({ job: null });
export const isBusy = (job: Job | null): boolean => job?.phase === 'counting' || job?.phase === 'working';

/** Resolves when it is over, however it ended; what came of it is in the store. */
export async function startJob({ action, targets, promised, keep = false }: Wish): Promise<void> {
  if (isBusy(useJob.getState().job)) return;
  control = new AbortController();
  const { signal } = control;
  useJob.setState({
    job: {
      ...{ action, total: targets.length, done: 0, failures: [], phase: 'working', promised },
      ...{ freedBytes: null, problem: null },
    },
  });
  try {
    const wish = { action, targets: [...targets], measure: promised !== null, keep };
    for await (const told of rpc.stream('disk.act', wish, { signal })) {
      const job = useJob.getState().job;
      if (job === null) continue;
      if (told.type === 'measuring') change({ phase: 'counting' });
      else if (told.type === 'result') change({ freedBytes: told.freedBytes });
      else if (told.outcome === 'running') change({ phase: 'working' });
      else if (told.outcome === 'failed') change({ done: job.done + 1, failures: [...job.failures, told] });
      else if (told.outcome === 'done') change({ done: job.done + 1 });
    }
    change({ phase: signal.aborted ? 'cancelled' : 'finished' });
  } catch (error) {
    const isCancelled = signal.aborted || errorCode(error) === 'CANCELLED';
    change(isCancelled ? { phase: 'cancelled' } : { phase: 'broken', problem: error });
  }
}
