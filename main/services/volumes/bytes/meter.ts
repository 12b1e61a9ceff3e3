import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** In flight between two stages, bytes. */
export const STAGE_BYTES = 256 * 1024;

export interface Meter {
  readonly stage: Transform;
  /** Of all that passed, hex; once the stage has ended. */
  sha256(): string;
  bytes(): number;
}

/** Counts and hashes what passes. */
export function createMeter(moved: (bytes: number) => void): Meter {
  const hash = createHash('sha256');
  let digest: string | null = null;
  let bytes = 0;
  const stage = new Transform({
    highWaterMark: STAGE_BYTES,
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      moved(chunk.length);
      done(null, chunk);
    },
  });
  return { stage, sha256: () => (digest ??= hash.digest('hex')), bytes: () => bytes };
}
