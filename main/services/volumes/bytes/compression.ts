import type { Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { compressionOf, peek } from '../../helpers/compression';
import { VolumeFault } from '../fault';
import { STAGE_BYTES } from './meter';
import { say } from '../../../../texts/say';

/**
 * The stage that makes a plain tar of it; null: it is one. The engine must never get a compressed one, as engines unpack that with
 * programs of their own (CVE-2026-41567), so it is looked at twice. Rejects with VolumeFault `compression` or `bad-tar`.
 */
export async function unpackStage(volume: string, source: Readable): Promise<Transform | null> {
  const start = await peek(source);
  if (start.length === 0) throw new VolumeFault('bad-tar', volume, say('the file is empty'));
  const compression = compressionOf(start);
  if (compression === null) return null;
  if (compression !== 'gzip') throw new VolumeFault('compression', volume, compression);
  return createGunzip({ chunkSize: STAGE_BYTES });
}

/** Throws unless the engine will take the beginning of this for a plain tar. */
export function refuseCompressed(volume: string, start: Buffer): void {
  const compression = compressionOf(start);
  if (compression !== null)
    throw new VolumeFault('compression', volume, say('{compression}, within another compression', { compression }));
}
