import type { FileSource } from '../../../../main/contract/files';
import { rpc } from '../../../rpc/client';
import { baseOf } from '../paths';
import { followTransfer } from './transfers-store';

/** The browser saves it under the name that comes with it, and asks where to if it is set to. Rejects as `rpc` does. */
export async function beginDownload(source: FileSource, path: string): Promise<void> {
  const ticket = await rpc.call('files.download', { source, path });
  const link = document.createElement('a');
  link.href = ticket.url;
  link.download = '';
  link.click();
  await followTransfer('download', baseOf(path), ticket);
}
