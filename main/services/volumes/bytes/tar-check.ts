import { Transform } from 'node:stream';
import { TarError } from '../../helpers/tar/fields';
import { createTarReader } from '../../helpers/tar/reader';
import { VolumeFault } from '../fault';
import { refuseCompressed } from './compression';
import { STAGE_BYTES } from './meter';
import type { TarRules } from './tar-rules';

export interface TarCheck {
  /** Passes a tar on as it is; fails with VolumeFault `bad-tar` or `hostile-tar` before a bad entry passes. */
  readonly stage: Transform;
  /** That have begun to pass. */
  entries(): number;
}

/** `rules`: what entries must obey; null: it only must be whole. */
export function createTarCheck(volume: string, rules: TarRules | null): TarCheck {
  let entries = 0;
  let first = true;
  const reader = createTarReader({
    entry(header) {
      const problem = rules?.(header) ?? null;
      if (problem !== null) throw new VolumeFault('hostile-tar', volume, problem);
      entries += 1;
      return false;
    },
  });
  const named = (error: unknown): Error => {
    if (error instanceof TarError) return new VolumeFault('bad-tar', volume, error.message);
    return error instanceof Error ? error : new Error(String(error));
  };
  const stage = new Transform({
    highWaterMark: STAGE_BYTES,
    transform(chunk: Buffer, _encoding, done) {
      // The engine does not read on behind the end.
      try {
        if (reader.isOver()) {
          done();
          return;
        }
        if (first && rules !== null) refuseCompressed(volume, chunk);
        first = false;
        reader.write(chunk);
        done(null, chunk);
      } catch (error) {
        done(named(error));
      }
    },
    flush(done) {
      try {
        reader.end();
        done();
      } catch (error) {
        done(named(error));
      }
    },
  });
  return { stage, entries: () => entries };
}
