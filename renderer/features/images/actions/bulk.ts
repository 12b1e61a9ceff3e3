import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { sendFile } from '../../../rpc/send-file';
import { errorLine } from '../../../lib/errors';
import { showToast } from '../../../ui/toast-store';

/** The browser saves it, and asks where to if it is set to. What happens then is told by the work. */
export async function save(images: readonly string[]): Promise<void> {
  try {
    const ticket = await rpc.call('images.save', { images: [...images] });
    const link = document.createElement('a');
    link.href = ticket.url;
    link.download = '';
    link.click();
  } catch (error) {
    showToast('bad', t('It was not saved.'), errorLine(error));
  }
}

/** Each by itself; what becomes of it is told by its work. */
export async function load(files: readonly File[]): Promise<void> {
  for (const file of files)
    try {
      sendFile(await rpc.call('images.load', { file: file.name, size: file.size }), file);
    } catch (error) {
      showToast('bad', t('{name} was not loaded.', { name: file.name }), errorLine(error));
    }
}

/** Resolves when the sending has begun. Rejects as `rpc` does. */
export async function importRoot(
  wish: { readonly reference: string; readonly message: string; readonly changes: readonly string[] },
  file: File,
): Promise<void> {
  const { changes, ...rest } = wish;
  sendFile(await rpc.call('images.import', { ...rest, changes: [...changes], file: file.name, size: file.size }), file);
}
