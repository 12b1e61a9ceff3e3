import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { EngineClient } from '../../engine/types';
import { createForVolume, removeHelper } from '../../helpers/requests';
import type { Pausing, Release } from '../pausing';
import { getTar } from './helper';
import { createMeter, STAGE_BYTES } from './meter';
import { createTarCheck } from './tar-check';

/** Much faster than the usual 6, and a few per cent larger. */
const GZIP_LEVEL = 4;

export interface PackWish {
  readonly name: string;
  readonly gzip: boolean;
  /** Running containers that use it are paused until all is read. */
  readonly pause: boolean;
}

export interface PackParts {
  readonly client: EngineClient;
  readonly pausing: Pausing;
}

export interface Pack {
  /** The tar. Destroying it ends the reading. */
  readonly body: Readable;
  /** When all has been read, the helper is gone and those that were paused go on. Rejects as the body fails. */
  readonly done: Promise<{ readonly sha256: string; readonly bytes: number }>;
}

interface Watching {
  readonly signal: AbortSignal;
  readonly moved: (bytes: number) => void;
}

/** Opens a volume as one tar, in constant memory. Rejects with EngineError, VolumeFault, or FileFault `no-image`. */
export async function openPack(
  { client, pausing }: PackParts,
  { name, gzip, pause }: PackWish,
  { signal, moved }: Watching,
): Promise<Pack> {
  const release: Release = pause ? await pausing.hold(name) : () => Promise.resolve();
  const helper = await createForVolume(client, name).catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const tidy = async (): Promise<void> => {
    await release();
    await removeHelper(client, helper).catch(() => undefined);
  };
  try {
    const source = await getTar(client, helper, signal);
    const meter = createMeter(moved);
    const check = createTarCheck(name, null);
    const packing: Transform[] = gzip ? [createGzip({ level: GZIP_LEVEL, chunkSize: STAGE_BYTES })] : [];
    const flowed = pipeline([source, check.stage, ...packing, meter.stage], { signal });
    const done = flowed.then(() => ({ sha256: meter.sha256(), bytes: meter.bytes() })).finally(tidy);
    // Who waits for it is told; unheard it must not end the process.
    done.catch(() => undefined);
    return { body: meter.stage, done };
  } catch (error) {
    await tidy();
    throw error;
  }
}
