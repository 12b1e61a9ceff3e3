import { Transform } from 'node:stream';
import { TarError } from '../../helpers/tar/fields';
import { createTarReader, type TarSink } from '../../helpers/tar/reader';
import { tarHead, tarTail } from '../../helpers/tar/writer';
import { ImageFault } from '../fault';
import { Hostile } from './contents';
import { NoImage } from './meta';

/** In flight between two stages, bytes. */
export const STAGE_BYTES = 256 * 1024;
/** Two blocks end an archive: this much of what came last is not passed on yet. */
const TAIL = 1024;
/** No image is packed so much smaller than it is; more than so many bytes must be unpacked before it counts, though. */
const MOST_RATIO = 200;
const FROM_BYTES = 1024 * 1024 * 1024;

export interface TarChecking {
  /** The file's name, for faults. */
  readonly file: string;
  readonly sink: TarSink;
  /** Bytes of the file so far, where it is compressed; null: it is not. */
  readonly packed: (() => number) | null;
  /** Called when it has come whole. Returns what is put at its end (a `manifest.json`), or null. Throws NoImage. */
  readonly verdict: () => string | null;
}

const named = (file: string, error: unknown): Error => {
  if (error instanceof TarError) return new ImageFault('bad-tar', file, error.message);
  if (error instanceof Hostile) return new ImageFault('hostile-tar', file, error.message);
  if (error instanceof NoImage) return new ImageFault('no-image', file, error.message);
  return error instanceof Error ? error : new Error(String(error));
};

/** What can be passed on, and what is held back. */
function cut(bytes: Buffer, isOver: boolean): readonly [Buffer, Buffer] {
  const end = isOver ? 0 : Math.max(0, bytes.length - TAIL);
  return [bytes.subarray(0, end), bytes.subarray(end)];
}

function addedFile(text: string): Buffer {
  const content = Buffer.from(text);
  const head = tarHead({
    ...{ name: 'manifest.json', size: content.length, mode: 0o644, uid: 0, gid: 0, mtime: 0, xattrs: new Map() },
  });
  return Buffer.concat([head, content, tarTail(content.length)]);
}

/**
 * Passes a tar on as it is looked at. Its end is held back until all of it was found good: an engine acts on an archive only once
 * that came, so one that is refused here leaves nothing there. Fails with ImageFault.
 */
export function createTarCheck({ file, sink, packed, verdict }: TarChecking): Transform {
  const reader = createTarReader(sink);
  let held: Buffer = Buffer.alloc(0);
  let passed = 0;
  let seen = 0;
  const attempt = (done: (error?: Error | null) => void, work: () => void): void => {
    try {
      work();
    } catch (error) {
      done(named(file, error));
      return;
    }
    done();
  };
  const refuseBomb = (): void => {
    const bytes = packed?.() ?? Number.POSITIVE_INFINITY;
    if (seen > FROM_BYTES && seen > bytes * MOST_RATIO) throw new ImageFault('bomb', file, String(seen));
  };
  return new Transform({
    ...{ highWaterMark: STAGE_BYTES },
    transform(chunk: Buffer, _encoding, done) {
      attempt(done, () => {
        seen += chunk.length;
        refuseBomb();
        // What stands behind the end is nobody's.
        if (reader.isOver()) return;
        reader.write(chunk);
        // A piece that is large enough is held back whole, so that it need not be copied.
        const isLarge = chunk.length >= TAIL && !reader.isOver();
        const [ready, rest] = isLarge ? [held, chunk] : cut(Buffer.concat([held, chunk]), reader.isOver());
        if (ready.length > 0) this.push(ready);
        passed += ready.length;
        held = rest;
      });
    },
    flush(done) {
      attempt(done, () => {
        reader.end();
        const added = verdict();
        const rest = held.subarray(0, (reader.endsAt() ?? passed) - passed);
        this.push(Buffer.concat([rest, added === null ? tarTail(0) : addedFile(added)]));
      });
    },
  });
}
