import type { Readable } from 'node:stream';
import type { TransferTicket } from '../../contract/transfers';
import type { ImportWish } from '../../contract/volumes';
import { type EngineClient, EngineError } from '../engine/types';
import { isLeaving } from '../helpers/leaving';
import type { DownloadContent, Transfers } from '../shell/transfers';
import { openPack, type PackWish } from './bytes/pack';
import { type Filling, fillVolume } from './fill';
import { VolumeFault } from './fault';
import type { Pausing } from './pausing';
import type { Recorded } from './recorded';
import { readVolume } from './requests';
import type { Works } from './work';

export interface TransferParts {
  readonly client: EngineClient;
  readonly pausing: Pausing;
  readonly works: Works;
  readonly recorded: Recorded;
  readonly transfers: Transfers;
  readonly letGo: (name: string) => Promise<void>;
}

/** Rejects where it is not there. */
export async function mustBeThere(client: EngineClient, name: string): Promise<void> {
  if ((await readVolume(client, name)) === null) throw new EngineError('refused', `get ${name}: no such volume`, 404);
}

function refuseBusy(works: Works, name: string): void {
  if (works.isBusy(name)) throw new VolumeFault('busy', name, 'something else is done with it');
}

/** A ticket for the volume as a tar. What happens then is told by `works`. */
export async function exportVolume(parts: TransferParts, wish: PackWish): Promise<TransferTicket> {
  const { client, works, transfers } = parts;
  refuseBusy(works, wish.name);
  await mustBeThere(client, wish.name);
  const filename = `${wish.name}.tar${wish.gzip ? '.gz' : ''}`;
  return transfers.download({ filename, open: (signal) => openExport(parts, { ...wish, filename }, signal) });
}

const openExport = (
  { client, pausing, works, recorded }: TransferParts,
  wish: PackWish & { readonly filename: string },
  over: AbortSignal,
): Promise<DownloadContent> =>
  new Promise((resolve, reject) => {
    const begin = { kind: 'export', volume: wish.name, target: wish.filename, shared: true } as const;
    const { id } = works.start(begin, async ({ id: own, signal, moved, sha256 }) => {
      try {
        await recorded({ action: 'export', name: wish.name, gzip: wish.gzip }, async () => {
          const pack = await openPack({ client, pausing }, wish, { signal, moved });
          resolve({ size: null, body: pack.body });
          sha256((await pack.done).sha256);
        });
      } catch (error) {
        // The browser stopped reading: nobody's failure.
        if (isLeaving(error)) works.cancel(own);
        reject(error instanceof Error ? error : new Error(String(error)));
        throw error;
      }
    });
    over.addEventListener('abort', () => works.cancel(id), { once: true });
  });

/** A ticket to send a tar with. */
export async function importVolume(parts: TransferParts, wish: ImportWish): Promise<TransferTicket> {
  const { client, works, transfers } = parts;
  refuseBusy(works, wish.name);
  const there = await readVolume(client, wish.name);
  if (wish.fresh && there !== null) throw new VolumeFault('exists', wish.name);
  if (!wish.fresh) await mustBeThere(client, wish.name);
  return transfers.upload({ size: wish.size, receive: (body, signal) => receive(parts, wish, { body, signal }) });
}

interface Incoming {
  readonly body: Readable;
  readonly signal: AbortSignal;
}

async function receive(parts: TransferParts, wish: ImportWish, { body, signal: over }: Incoming): Promise<void> {
  const { works, recorded } = parts;
  let failure: unknown = null;
  const begin = { kind: 'import', volume: wish.name, target: '' } as const;
  const { id, done } = works.start(begin, async (running) => {
    running.total(wish.size);
    const filling: Filling = { ...wish, body };
    try {
      await recorded({ action: 'import', name: wish.name }, () => fillVolume(parts, filling, running));
    } catch (error) {
      failure = error;
      throw error;
    }
  });
  over.addEventListener('abort', () => works.cancel(id), { once: true });
  if (!(await done)) throw failure;
}
