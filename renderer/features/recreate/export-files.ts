import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { showToast } from '../../ui/toast-store';
import type { Subject } from './recreate-store';

/** The browser saves the tar and shows how far it is; what goes wrong on the engine's side is told here. */
export async function exportFiles({ id, name }: Subject): Promise<void> {
  try {
    const ticket = await rpc.call('recreate.exportFiles', { id });
    const link = document.createElement('a');
    link.href = ticket.url;
    link.download = '';
    link.click();
    for await (const progress of rpc.stream('transfers.watch', { id: ticket.id })) {
      if (progress.state === 'done') showToast('ok', t('The file system is exported'), name);
      if (progress.failure !== null) showToast('bad', t('The export broke off'), errorLine(progress.failure));
    }
  } catch (error) {
    showToast('bad', t('It could not be exported'), errorLine(error));
  }
}
