import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TransferTicket } from '../../contract/transfers';
import { type EngineClient, EngineError } from '../engine/types';
import { isLeaving } from '../helpers/leaving';
import { TarError } from '../helpers/tar/fields';
import { createTarReader } from '../helpers/tar/reader';
import type { DownloadContent } from '../shell/transfers';
import { STAGE_BYTES } from './bytes/tar-check';
import { saveName } from './cli';
import { ImageFault } from './fault';
import { readImage } from './read';
import type { TransferParts } from './transfer-parts';
import { say } from '../../../texts/say';

/** An engine that fails half-way writes its error into the tar. */
const ERROR_LINE = /\{"errorDetail":.*$/s;
const MOST_WORDS = 4096;

/** Passes a tar on; fails with ImageFault where it is not whole, so that no broken file is taken for a good one. */
function createWholeCheck(file: string, moved: (bytes: number) => void): Transform {
  const reader = createTarReader({ entry: () => false });
  const checked = (chunk: Buffer, work: () => void, done: (error?: Error | null, chunk?: Buffer) => void): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof TarError)) throw error;
      const words = ERROR_LINE.exec(chunk.subarray(-MOST_WORDS).toString('utf8'))?.[0] ?? error.message;
      done(new ImageFault('cut-off', file, words));
      return;
    }
    done(null, chunk);
  };
  let last: Buffer = Buffer.alloc(0);
  return new Transform({
    ...{ highWaterMark: STAGE_BYTES },
    transform(chunk: Buffer, _encoding, done) {
      moved(chunk.length);
      last = chunk;
      checked(chunk, () => reader.write(chunk), done);
    },
    flush(done) {
      checked(
        last,
        () => reader.end(),
        (error) => done(error ?? null),
      );
    },
  });
}

/** A ticket for images as one tar. What happens then is told by `works`. Rejects with EngineError where one is not there. */
export async function saveImages(parts: TransferParts, images: readonly string[]): Promise<TransferTicket> {
  for (const image of images)
    if ((await readImage(parts.client, image)) === null)
      throw new EngineError('refused', say('No such image: {image}', { image }), 404);
  const filename = saveName(images);
  return parts.transfers.download({ filename, open: (over) => openSave(parts, { images, filename }, over) });
}

interface Passing {
  readonly filename: string;
  readonly moved: (bytes: number) => void;
  readonly signal: AbortSignal;
}

interface Saved {
  /** Fails with ImageFault `cut-off` where the engine broke off. */
  readonly body: Readable;
  /** As the body ends. */
  readonly flow: Promise<void>;
}

/** Images as one tar, with what they share in it once. Rejects with EngineError. */
export async function openSaved(client: EngineClient, images: readonly string[], passing: Passing): Promise<Saved> {
  const { filename, moved, signal } = passing;
  // One `names` for each, which the client's query does not say.
  const path = `/images/get?${images.map((name) => `names=${encodeURIComponent(name)}`).join('&')}`;
  const answer = await client.stream({ method: 'GET', path, timeoutMs: null, signal });
  const check = createWholeCheck(filename, moved);
  return { body: check, flow: pipeline(answer, check, { signal }) };
}

interface Saving {
  readonly images: readonly string[];
  readonly filename: string;
}

const openSave = (
  { client, works, recorded }: TransferParts,
  { images, filename }: Saving,
  over: AbortSignal,
): Promise<DownloadContent> =>
  new Promise((resolve, reject) => {
    const begin = { kind: 'save', file: filename, total: null } as const;
    const { id } = works.start(begin, async ({ id: own, signal, moved }) => {
      try {
        await recorded({ action: 'save', images: [...images] }, async () => {
          const { body, flow } = await openSaved(client, images, { filename, moved, signal });
          resolve({ size: null, body });
          await flow;
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
