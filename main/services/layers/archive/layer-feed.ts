import { once } from 'node:events';
import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import { TarError } from '../../helpers/tar/fields';
import { createTarReader, type TarSink } from '../../helpers/tar/reader';
import { say } from '../../../../texts/say';

export type Packing = 'tar' | 'gzip' | 'zstd';

/** One layer's archive as it comes. */
export interface LayerFeed {
  write(piece: Buffer): void;
  /** All of it has come. */
  end(): void;
  /** Resolves when more can be written; null: now. Rejects with what broke the reading of the whole image. */
  busy(): Promise<void> | null;
  /** When all is read. Rejects as `busy`. */
  done(): Promise<void>;
  /** Why the rest of it is not known; empty: it is. */
  problem(): string;
}

/** Reads the tar, and keeps what is wrong with it: the other layers can be read all the same. */
function createTolerant(sink: TarSink) {
  const reader = createTarReader(sink);
  let problem = '';
  const attempt = (work: () => void): void => {
    if (problem !== '') return;
    try {
      work();
    } catch (error) {
      if (!(error instanceof TarError)) throw error;
      problem = error.message;
    }
  };
  return {
    write: (piece: Buffer) => attempt(() => reader.write(piece)),
    end: () => attempt(() => reader.end()),
    fail: (why: string) => attempt(() => (problem = why)),
    problem: () => problem,
  };
}

function createPlainFeed(sink: TarSink): LayerFeed {
  const { write, end, problem } = createTolerant(sink);
  return { write, end, problem, busy: () => null, done: () => Promise.resolve() };
}

/** An unpacked blob comes later than it was written, so that two of them may come mixed. */
function createPackedFeed(sink: TarSink, unpack: Transform): LayerFeed {
  const tar = createTolerant(sink);
  let failure: Error | null = null;
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      unpack.destroy();
    }
  };
  const closed = once(unpack, 'close');
  // An error that nobody waits for is kept below.
  closed.catch(() => undefined);
  unpack.on('data', (piece: Buffer) => attempt(() => tar.write(piece)));
  unpack.once('end', () => attempt(tar.end));
  unpack.on('error', (error) => tar.fail(say('it cannot be decompressed: {message}', { message: error.message })));
  const over = async (): Promise<void> => {
    await closed.catch(() => undefined);
    if (failure !== null) throw failure;
  };
  let drained: Promise<void> | null = null;
  return {
    write(piece) {
      if (unpack.destroyed || unpack.write(piece)) return;
      drained ??= Promise.race([once(unpack, 'drain').catch(() => undefined), over()]).then(() => {
        drained = null;
      });
      drained.catch(() => undefined);
    },
    end() {
      if (!unpack.destroyed) unpack.end();
    },
    busy: () => drained,
    done: over,
    problem: tar.problem,
  };
}

/** From node 22.15 on. */
const { createZstdDecompress } = zlib as { readonly createZstdDecompress?: () => Transform };

function createUnreadable(problem: string): LayerFeed {
  return {
    ...{ write: () => undefined, end: () => undefined, busy: () => null },
    ...{ done: () => Promise.resolve(), problem: () => problem },
  };
}

export function createLayerFeed(packing: Packing, sink: TarSink): LayerFeed {
  switch (packing) {
    case 'tar':
      return createPlainFeed(sink);
    case 'gzip':
      return createPackedFeed(sink, zlib.createGunzip());
    case 'zstd':
      return createZstdDecompress === undefined
        ? createUnreadable(say('it is compressed by zstd, which cannot be read here'))
        : createPackedFeed(sink, createZstdDecompress());
  }
}
