import { type Readable, Stream, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EngineClient } from '../../engine/types';
import { isLeaving } from '../../helpers/leaving';
import { VolumeFault } from '../fault';
import { unpackStage } from './compression';
import { putTar } from './helper';
import type { Meter } from './meter';
import { createTarCheck } from './tar-check';
import { createTarRules } from './tar-rules';
import { codeOf } from '../../process/error-code';
import { say } from '../../../../texts/say';

export interface Unpacking {
  readonly client: EngineClient;
  readonly volume: string;
  /** A container that holds the volume. */
  readonly containerId: string;
  readonly body: Readable;
  /** Sees the file as it is, compressed or not. */
  readonly meter: Meter;
  readonly signal: AbortSignal;
  /** Called once it is known how many entries have begun to be written, whatever became of them. */
  readonly onWritten: (entries: number) => void;
}

const isZlib = (error: unknown): error is Error => codeOf(error).startsWith('Z_');

/** Unpacks a tar or .tar.gz into a volume, in constant memory. Rejects with EngineError, VolumeFault, or the source's error. */
export async function unpackInto(unpacking: Unpacking): Promise<void> {
  const { client, volume, containerId, body, meter, signal, onWritten } = unpacking;
  const measured = pipeline(body, meter.stage, { signal });
  // Told where it is awaited.
  measured.catch(() => undefined);
  try {
    const unpack = await unpackStage(volume, meter.stage);
    const check = createTarCheck(volume, createTarRules());
    const stages: Transform[] = unpack === null ? [meter.stage, check.stage] : [meter.stage, unpack, check.stage];
    const flow = pipeline(stages as [Transform, ...Transform[]], { signal });
    const put = putTar(client, containerId, { tar: check.stage, signal });
    const [flowed, written] = await Promise.allSettled([flow, put]);
    onWritten(check.entries());
    if (flowed.status === 'rejected' && !isLeaving(flowed.reason)) throw named(volume, flowed.reason);
    if (written.status === 'rejected') throw written.reason;
    await measured;
  } finally {
    if (body instanceof Stream) body.destroy();
  }
}

const named = (volume: string, error: unknown): unknown =>
  isZlib(error)
    ? new VolumeFault('bad-tar', volume, say('its compression is broken: {message}', { message: error.message }))
    : error;
