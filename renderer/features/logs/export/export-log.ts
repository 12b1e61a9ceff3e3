import type { TransferProgress } from '../../../../main/contract/transfers';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { showToast } from '../../../ui/toast-store';
import type { LogModel } from '../view/model';

export type ExportWhat = 'all' | 'shown';
export type ExportFormat = 'plain' | 'timestamps' | 'jsonl';

/** Asked for by the browser itself, which saves it under the name that comes with it. */
function fetchFile(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}

function sayEnd({ state, failure }: TransferProgress): void {
  if (state === 'failed') showToast('bad', t('The export failed: the file is not whole.'), failure?.message ?? '');
  else if (state === 'expired') showToast('bad', t('The export did not begin: the browser did not fetch the file.'));
}

/** Resolves when the file is saved, or when it is not; either is said. */
export async function exportLog({ session, ui }: LogModel, what: ExportWhat, format: ExportFormat): Promise<void> {
  const view = session.store.getState().frame?.view;
  if (view === undefined) return;
  try {
    const { id, url } = await rpc.call('logs.export', { view, what, format });
    ui.setState({ exporting: { id, bytes: 0 } });
    fetchFile(url);
    for await (const progress of rpc.stream('transfers.watch', { id })) {
      ui.setState({ exporting: { id, bytes: progress.bytes } });
      sayEnd(progress);
    }
  } catch (error) {
    showToast('bad', errorLine(error));
  } finally {
    ui.setState({ exporting: null });
  }
}

export const cancelExport = (id: string): void => void rpc.call('transfers.cancel', { id }).catch(() => undefined);
