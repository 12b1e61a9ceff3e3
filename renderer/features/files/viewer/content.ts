import { t } from '../../../lib/i18n';
import type { FileEntry, FileSource } from '../../../../main/contract/files';
import { rpc } from '../../../rpc/client';
import { imageType } from './detect';
import { EDIT_LIMIT, READ_LIMIT } from './limits';

export interface Content {
  readonly entry: FileEntry;
  /** The beginning, or all. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly whole: boolean;
  /** null unless it is whole. */
  readonly sha256: string | null;
}

type Where = readonly [source: FileSource, path: string];

async function readSome([source, path]: Where, limit: number, signal: AbortSignal): Promise<Content> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const item of rpc.stream('files.read', { source, path, limit }, { signal })) {
    if (item instanceof Uint8Array) pieces.push(item);
    else {
      const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
      return { entry: item.entry, sha256: item.sha256, bytes, whole: item.sha256 !== null };
    }
  }
  throw new Error(t('The file was not read to its end.'));
}

/** As much of a file as is shown: of an image more. Rejects as `rpc` does. */
export async function readContent(where: Where, signal: AbortSignal): Promise<Content> {
  const first = await readSome(where, EDIT_LIMIT, signal);
  const isLargeImage = !first.whole && imageType(first.bytes) !== null && first.entry.size <= READ_LIMIT;
  return isLargeImage ? readSome(where, READ_LIMIT, signal) : first;
}
