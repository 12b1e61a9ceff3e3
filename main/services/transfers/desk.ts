import { type Readable, Transform, finished, pipeline } from 'node:stream';
import type { DownloadOffer, OpenDownload, TransferDesk, UploadOffer } from '../shell/transfers';
import type { Register } from './register';
import type { Transfer } from './transfer';

/** In flight between two ends of a transfer, bytes. */
const BUFFER = 256 * 1024;

export const createDesk = (register: Register): TransferDesk => ({
  download(secret) {
    const transfer = register.redeem(secret, 'download');
    if (transfer?.offer.kind !== 'download') return null;
    const { download } = transfer.offer;
    return () => open(transfer, download);
  },
  upload(secret) {
    const transfer = register.redeem(secret, 'upload');
    if (transfer?.offer.kind !== 'upload') return null;
    const { upload } = transfer.offer;
    return (body, length) => receive(transfer, upload, { body, length });
  },
});

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

/** What pipelines say of a reader that is gone. */
const isLeaving = (error: Error): boolean => 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

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
    if (body.destroyed && !body.readableEnded) transfer.end('cancelled');
    transfer.fail(error);
    throw error;
  } finally {
    through.destroy();
  }
}
