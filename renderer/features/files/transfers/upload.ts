import type { FileSource } from '../../../../main/contract/files';
import { rpc } from '../../../rpc/client';
import { failureError } from '../fault';
import type { LocalFile } from './dropped';
import { followTransfer } from './transfers-store';

export interface UploadPlace {
  readonly source: FileSource;
  readonly folder: string;
}

/** Sends one file. Rejects as `rpc` does, FILE_FAULT `exists` among it; resolves with whether it arrived. */
export async function sendFile(
  { source, folder }: UploadPlace,
  { name, file }: LocalFile,
  replace: boolean,
): Promise<boolean> {
  const ticket = await rpc.call('files.upload', { source, path: folder, name, size: file.size, replace });
  const sent = fetch(ticket.url, {
    ...{ method: 'PUT', body: file, headers: { 'content-type': 'application/octet-stream' } },
    ...{ cache: 'no-store', credentials: 'omit', redirect: 'error' },
  });
  // Why it failed is told by the watch: an answer that comes before all is sent does not reach the page.
  sent.catch(() => rpc.call('transfers.cancel', { id: ticket.id }).catch(() => undefined));
  const { state, failure } = await followTransfer('upload', name, ticket);
  if (failure !== null) throw failureError(failure);
  return state === 'done';
}
