import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { FileSource } from '../../contract/files';
import type { TransferTicket } from '../../contract/transfers';
import type { EngineClient } from '../engine/types';
import type { DownloadContent, Transfers } from '../shell/transfers';
import { FileFault } from '../helpers/file-fault';
import { openFile } from './file-content';
import type { Memory } from './memory';
import { baseOf, join } from './paths';
import { type HeldPlace, withPlace } from './places';
import type { Recorded } from './recorded';
import { type Asking, inContainer, resolve, statAt } from './resolve';
import { archiveRequest } from './stat';
import { checkWritable, keptAt, newFile, writeFile } from './write';

export interface BulkOptions {
  readonly client: EngineClient;
  readonly transfers: Transfers;
  readonly memory: Memory;
  readonly recorded: Recorded;
  readonly hold: (source: FileSource) => Promise<HeldPlace>;
}

export interface UploadWish {
  readonly source: FileSource;
  /** Of the folder. */
  readonly path: string;
  /** With `/`: the folders between are made. */
  readonly name: string;
  readonly size: number;
  readonly replace: boolean;
}

/** Files and folders in bulk: tickets, and what happens when the page comes with them. */
export interface Bulk {
  download(source: FileSource, path: string): Promise<TransferTicket>;
  upload(wish: UploadWish): Promise<TransferTicket>;
}

const titleOf = (source: FileSource): string =>
  source.kind === 'volume' ? source.name : source.id.replace(/^sha256:/, '').slice(0, 12);

export function createBulk(options: BulkOptions): Bulk {
  return {
    download: (source, path) => withPlace(options.hold(source), (place) => download(options, source, { place, path })),
    upload: (wish) =>
      withPlace(options.hold(wish.source), (place) => upload(options, wish, { client: options.client, place })),
  };
}

interface From {
  readonly place: HeldPlace | Asking['place'];
  readonly path: string;
}

async function download(options: BulkOptions, source: FileSource, from: From): Promise<TransferTicket> {
  const { client, transfers, recorded, hold } = options;
  const { path, entry } = await resolve({ client, place: from.place }, from.path);
  const folder = entry.kind === 'dir';
  if (!folder && entry.kind !== 'file') throw new FileFault('not-a-file', path, entry.kind);
  const base = path === '/' ? titleOf(source) : baseOf(path);
  const filename = folder ? `${base}.tar` : base;
  const open = async (signal: AbortSignal): Promise<DownloadContent> => {
    const place = await hold(source);
    if (signal.aborted) place.release();
    else signal.addEventListener('abort', () => place.release(), { once: true });
    const asking = { client, place, signal };
    const content = folder ? await openFolder(asking, path) : await openWhole(asking, path);
    void recorded(source, { do: 'download', path, folder, filename }, () => finished(content.body)).catch(
      () => undefined,
    );
    return content;
  };
  return transfers.download({ filename, open });
}

async function openFolder({ client, place, signal }: Asking, path: string): Promise<DownloadContent> {
  const request = archiveRequest(place.containerId, inContainer(place, path), signal);
  return { size: null, body: await client.stream({ ...request, timeoutMs: null }) };
}

async function openWhole(asking: Asking, path: string): Promise<DownloadContent> {
  const { header, body } = await openFile(asking, path);
  return { size: header.size, body };
}

async function upload(options: BulkOptions, wish: UploadWish, asking: Asking): Promise<TransferTicket> {
  const { client, transfers, memory, recorded, hold } = options;
  const { source, name, size, replace } = wish;
  checkWritable(source);
  const { path: folder, entry } = await resolve(asking, wish.path);
  if (entry.kind !== 'dir') throw new FileFault('not-a-folder', folder, entry.kind);
  const path = join(folder, name);
  const there = await statAt(asking, path);
  if (there !== null && (!replace || there.kind === 'dir')) throw new FileFault('exists', path, there.kind);
  const receive = async (body: Readable, signal: AbortSignal): Promise<void> => {
    await withPlace(hold(source), async (place) => {
      const into = { client, place, signal };
      const kept = there === null ? newFile : await keptAt(into, path);
      await writeFile(into, folder, { file: { ...kept, name, size }, body });
    }).finally(() => memory.forget(source, folder));
  };
  return transfers.upload({
    filename: name,
    size,
    receive: (body, signal) => recorded(source, { do: 'upload', folder, name }, () => receive(body, signal)),
  });
}
