import { type Readable, Transform, finished, pipeline } from 'node:stream';
import { isLeaving } from '../helpers/leaving';
import type { DownloadOffer, OpenDownload, FileDesk, UploadOffer } from '../shell/transfers';
import { fileBody } from './file-body';
import type { Register } from './register';
import type { Transfer } from './transfer';

/** In flight between two ends of a transfer, bytes. */
const BUFFER = 256 * 1024;

export const createDesk = (register: Register): FileDesk => ({
  download(secret) {
    const transfer = register.redeem(secret, 'download');
    if (transfer?.offer.kind !== 'download') return null;
    const { download } = transfer.offer;
    return () => open(transfer, download);
  },
  upload: (secret) => taking(register, secret),
  file(secret) {
    const take = taking(register, secret);
    // Its length is counted as it comes: a file that has changed meanwhile fails where the upload is followed.
    return take === null ? null : (path) => take(fileBody(path), null);
  },
});

function taking(register: Register, secret: string) {
  const transfer = register.redeem(secret, 'upload');
  if (transfer?.offer.kind !== 'upload') return null;
  const { upload } = transfer.offer;
  return (body: Readable, length: number | null): Promise<void> => receive(transfer, upload, { body, length });
}

/** Passes bytes on, counted; fails when there are more or fewer than `size`, so that a cut is never taken for the whole. */
function counted(transfer: Transfer, size: number | null): Transform {
  let left = size ?? Number.POSITIVE_INFINITY;
  const wrong = (): Error => new Error(`the transfer is not of the ${size ?? 0} bytes that were announced`);
  return new Transform({
    highWaterMark: BUFFER,
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      transfer.moved(chunk.length);
      done(left < 0 ? wrong() : null, chunk);
    },
    flush: (done) => done(size !== null && left > 0 ? wrong() : null),
  });
}

/** Ends with the transfer, and the transfer with it. */
function endTogether(transfer: Transfer, body: Readable): void {
  const end = (): void => void body.destroy();
  if (transfer.signal.aborted) end();
  transfer.signal.addEventListener('abort', end, { once: true });
}

async function open(transfer: Transfer, offer: DownloadOffer): Promise<OpenDownload> {
  try {
    transfer.begin(null);
    const { size, body } = await offer.open(transfer.signal);
    transfer.begin(size);
    const through = counted(transfer, size);
    // An error here is the source's; whoever stops reading only closes.
    pipeline(body, through, () => undefined);
    finished(through, (error) => {
      if (error === null || error === undefined) transfer.end('done');
      else if (through.errored !== null && !isLeaving(through.errored)) transfer.fail(through.errored);
      else transfer.end('cancelled');
    });
    endTogether(transfer, through);
    return { filename: offer.filename, size, body: through };
  } catch (error) {
    transfer.fail(error);
    throw error;
  }
}

interface Incoming {
  readonly body: Readable;
  readonly length: number | null;
}

/** Broken off by its sender; a file that cannot be read, or is too long, has a reason of its own. */
function hasLeft({ destroyed, readableEnded, errored }: Readable): boolean {
  if (!destroyed || readableEnded) return false;
  return errored === null || isLeaving(errored) || ('code' in errored && errored.code === 'ECONNRESET');
}

async function receive(transfer: Transfer, offer: UploadOffer, { body, length }: Incoming): Promise<void> {
  const through = counted(transfer, offer.size);
  try {
    transfer.begin(offer.size);
    if (length !== null && length !== offer.size) throw new Error('the upload is not of the size that was announced');
    endTogether(transfer, through);
    pipeline(body, through, () => undefined);
    await offer.receive(through, transfer.signal);
    transfer.end('done');
  } catch (error) {
    // The page left: nobody is there to be told of a failure.
    if (hasLeft(body)) transfer.end('cancelled');
    transfer.fail(error);
    throw error;
  } finally {
    through.destroy();
  }
}
