import type { TransferTicket } from '../../contract/transfers';
import type { RunningTask, Tasks } from '../../services/shell/tasks';
import type { Transfers } from '../../services/shell/transfers';
import type { TransferHub } from '../../services/transfers/transfers';
import type { Texts } from '../../../texts/translate';

/** The same transfers; each that somebody comes for is told as a task. */
export function reportedTransfers(hub: TransferHub, tasks: Tasks, t: Texts['t']): Transfers {
  const follow = (ticket: TransferTicket, title: string): TransferTicket => {
    let task: RunningTask | null = null;
    const stop = hub.onChange(ticket.id, () => {
      const progress = hub.progress(ticket.id);
      if (progress === null || progress.state === 'waiting') return;
      const { state, bytes, total, failure } = progress;
      if (state === 'running') {
        task ??= tasks.begin({ kind: 'file', title, route: null, cancel: () => hub.cancel(ticket.id) });
        task.progress(total === null || total === 0 ? null : bytes / total, '');
        return;
      }
      // Nobody came.
      if (state !== 'expired') task?.end(state, failure?.message);
      stop();
    });
    return ticket;
  };
  return {
    download: (offer) => follow(hub.offers.download(offer), t('Download of {file}', { file: offer.filename })),
    upload: (offer) => follow(hub.offers.upload(offer), t('Upload of {file}', { file: offer.filename ?? '' })),
  };
}
