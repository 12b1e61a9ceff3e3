import type { FileSource } from '../../../../main/contract/files';
import { rpc } from '../../../rpc/client';
import { sendFile } from '../../../rpc/send-file';
import { failureError } from '../fault';
import type { LocalFile } from './dropped';
import { followTransfer } from './transfers-store';

export interface UploadPlace {
  readonly source: FileSource;
  readonly folder: string;
}

/** Sends one file. Rejects as `rpc` does, FILE_FAULT `exists` among it; resolves with whether it arrived. */
export async function upload(
  { source, folder }: UploadPlace,
  { name, file }: LocalFile,
  replace: boolean,
): Promise<boolean> {
  const ticket = await rpc.call('files.upload', { source, path: folder, name, size: file.size, replace });
  sendFile(ticket, file);
  const { state, failure } = await followTransfer('upload', name, ticket);
  if (failure !== null) throw failureError(failure);
  return state === 'done';
}
