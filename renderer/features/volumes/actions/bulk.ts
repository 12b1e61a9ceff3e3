import type { ImportWish } from '../../../../main/contract/volumes';
import { rpc } from '../../../rpc/client';
import { sendFile } from '../../../rpc/send-file';

/** The browser saves it, and asks where to if it is set to. Rejects as `rpc` does; what happens then is told by the work. */
export async function beginExport(wish: { name: string; gzip: boolean; pause: boolean }): Promise<void> {
  const ticket = await rpc.call('volumes.export', wish);
  const link = document.createElement('a');
  link.href = ticket.url;
  link.download = '';
  link.click();
}

/** Resolves when the sending has begun. Rejects as `rpc` does. */
export async function beginImport(wish: Omit<ImportWish, 'size'>, file: File): Promise<void> {
  const ticket = await rpc.call('volumes.import', { ...wish, size: file.size });
  sendFile(ticket, file);
}
