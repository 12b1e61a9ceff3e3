import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { compressionOf, peek } from '../../helpers/compression';
import { ImageFault } from '../fault';
import { createTarCheck, STAGE_BYTES, type TarChecking } from './tar-check';
import { codeOf } from '../../process/error-code';
import { say } from '../../../../texts/say';

export interface Incoming {
  readonly file: string;
  readonly body: Readable;
  readonly moved: (bytes: number) => void;
  readonly signal: AbortSignal;
}

export interface CheckedTar {
  /** The plain tar; ends early, with an error, where it is refused. */
  readonly tar: Readable;
  /** Resolves when all of it has passed. Rejects with ImageFault, or the source's error. */
  readonly done: Promise<void>;
}

function createMeter(moved: (bytes: number) => void) {
  let bytes = 0;
  const stage = new Transform({
    ...{ highWaterMark: STAGE_BYTES },
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      moved(chunk.length);
      done(null, chunk);
    },
  });
  return { stage, bytes: () => bytes };
}

const isZlib = (error: unknown): error is Error => codeOf(error).startsWith('Z_');

/** A cut file ends gunzip with this. */
const named = (file: string, error: unknown): unknown =>
  isZlib(error)
    ? new ImageFault('bad-tar', file, say('its compression is broken: {message}', { message: error.message }))
    : error;

/** A tar or .tar.gz, checked as it passes, in constant memory. Rejects with ImageFault, or the source's error. */
export async function checkedTar(
  { file, body, moved, signal }: Incoming,
  rules: Pick<TarChecking, 'sink' | 'verdict'>,
): Promise<CheckedTar> {
  const meter = createMeter(moved);
  const measured = pipeline(body, meter.stage, { signal });
  // Told by the flow behind it.
  measured.catch(() => undefined);
  const start = await peek(meter.stage);
  if (start.length === 0) {
    await measured;
    throw new ImageFault('bad-tar', file, say('the file is empty'));
  }
  const compression = compressionOf(start);
  // Engines unpack the others with programs of their own.
  if (compression !== null && compression !== 'gzip') throw new ImageFault('compression', file, compression);
  const unpack = compression === null ? null : createGunzip({ chunkSize: STAGE_BYTES });
  const check = createTarCheck({ ...rules, file, packed: unpack === null ? null : () => meter.bytes() });
  const stages = unpack === null ? [meter.stage, check] : [meter.stage, unpack, check];
  const done = pipeline(stages, { signal }).catch((error: unknown) => {
    throw named(file, error);
  });
  done.catch(() => undefined);
  return { tar: check, done };
}
