import { create } from 'zustand';
import type { CheckRun, ImageCheck, ImageTransfer } from '../../../main/contract/pulls';
import type { RowChange } from '../../../main/contract/rows';
import { whileVisible } from '../../lib/while-visible';
import { createRowsStore } from '../../rpc/stores/rows-store';
import { watch } from '../../rpc/use-stream';
import { showToast } from '../../ui/toast-store';
import { endWords } from './words';

/** Pulls and pushes under way, and the last that ended. */
export const useTransfers = createRowsStore<ImageTransfer>(({ id }) => id);

/** Whether the panel with them is open. */
export const usePanel = create<{ readonly shown: boolean }>(() => ({ shown: false }));

export const showPanel = (shown: boolean): void => usePanel.setState({ shown });

/** Without the panel in sight an end would pass unseen. */
function tellEnds(change: RowChange<ImageTransfer>): void {
  if (change.type !== 'upsert' || usePanel.getState().shown) return;
  const { rows } = useTransfers.getState();
  for (const row of change.rows) {
    const toast = rows.get(row.id)?.state === 'running' ? endWords(row) : null;
    if (toast !== null) showToast(toast.tone, toast.title, toast.engineWords);
  }
}

/** For as long as the page lives, and while it can be seen. */
export const startTransfers = (): (() => void) =>
  whileVisible(() =>
    watch('pulls.watch', undefined, {
      onItem: (change) => {
        tellEnds(change);
        useTransfers.change(change);
      },
    }),
  );

/** Whether there are newer images of the tags in use; as long as `startChecks` lasts. */
export const useChecks = createRowsStore<ImageCheck>(({ reference }) => reference);

export const useCheckRun = create<CheckRun>(() => ({ progress: null, problem: '' }));

export const startChecks = (): (() => void) =>
  whileVisible(() => {
    const stops = [
      watch('pulls.checks', undefined, { onItem: (change) => useChecks.change(change) }),
      watch('pulls.checking', undefined, { onItem: (run) => useCheckRun.setState(run) }),
    ];
    return () => stops.forEach((stop) => stop());
  });
