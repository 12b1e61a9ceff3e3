import type { Notice } from '../../../main/contract/notifications';
import { watch } from '../use-stream';
import { createRowsStore, wholly } from './rows-store';

/** What was worth knowing, the last 200. */
export const useNotices = createRowsStore<Notice>(({ id }) => id);

/** Until what is returned is called. `onNews`: told now, and not when the page was not there. */
export function watchNotices(onNews: (notice: Notice) => void): () => void {
  const take = wholly(useNotices);
  let synced = false;
  return watch('notifications.watch', undefined, {
    onItem: (change) => {
      if (change.type === 'reset') synced = false;
      if (change.type === 'upsert' && synced) {
        const { rows } = useNotices.getState();
        for (const notice of change.rows) if (notice.telling !== rows.get(notice.id)?.telling) onNews(notice);
      }
      if (change.type === 'synced') synced = true;
      take(change);
    },
  });
}
