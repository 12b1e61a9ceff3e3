import { useMutation } from '@tanstack/react-query';
import type { JobProgress } from '../../../main/contract/containers';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { showToast } from '../../ui/toast-store';

export interface RemovalWish {
  readonly ids: readonly string[];
  readonly disconnect: boolean;
}

async function remove({ ids, disconnect }: RemovalWish): Promise<readonly JobProgress[]> {
  const ended: JobProgress[] = [];
  for await (const progress of rpc.stream('networks.remove', { ids: [...ids], disconnect }))
    if (progress.outcome !== 'running') ended.push(progress);
  return ended;
}

/** Deletes networks. `onDone` is called when all of them are gone; those that stayed are in `data`. */
export const useRemoval = (onDone: () => void) =>
  useMutation({
    mutationFn: remove,
    onSuccess: (ended) => {
      if (ended.some(({ outcome }) => outcome !== 'done')) return;
      showToast('ok', t('{count, plural, one {# network} other {# networks}} deleted.', { count: ended.length }));
      onDone();
    },
  });
