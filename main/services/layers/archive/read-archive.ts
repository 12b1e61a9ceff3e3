import type { Readable } from 'node:stream';
import { TarError } from '../../helpers/tar/fields';
import { BLOCK } from '../../helpers/tar/header';
import { createTarReader } from '../../helpers/tar/reader';
import { LayerFault } from '../fault';
import type { Building } from '../index/building';
import { createLayerFeed, type LayerFeed } from './layer-feed';
import { createLayerSink } from './layer-sink';
import { cleanPath } from './paths';
import { type Content, sniff } from './sniff';
import { say } from '../../../../texts/say';

/** Config and manifests are a few KB; an image config may have hundreds of history lines. */
const DOCUMENT_LIMIT = 8 * 1024 * 1024;
const DOCUMENTS_LIMIT = 32 * 1024 * 1024;
/** `docker` itself takes at most 127 layers; 16 bits hold a layer's number. */
const MOST_FILES = 4_096;

export interface LayerArchive {
  /** Of its entries in the index. */
  readonly number: number;
  readonly problem: () => string;
}

/** What `docker save` sent, but for the contents: by path in it. */
export interface Archive {
  readonly documents: ReadonlyMap<string, Buffer>;
  readonly layers: ReadonlyMap<string, LayerArchive>;
  /** Path -> where it leads, as written there. */
  readonly links: ReadonlyMap<string, string>;
}

interface Parts {
  readonly documents: Map<string, Buffer>;
  readonly layers: Map<string, LayerArchive>;
  readonly links: Map<string, string>;
  readonly feeds: LayerFeed[];
  /** Number of the next layer's archive. */
  next: number;
}

/**
 * Reads an image as `docker save` streams it, once and in constant memory but for the index; whatever the order of config,
 * manifest and layers. Rejects with LayerFault, or as the body fails.
 * @param moved Gets the bytes so far, after each chunk.
 */
export async function readArchive(
  body: Readable,
  building: Building,
  moved: (bytes: number) => void,
): Promise<Archive> {
  const parts: Parts = { documents: new Map(), layers: new Map(), links: new Map(), feeds: [], next: 0 };
  const reader = createTarReader(createOuterSink(parts, building));
  let bytes = 0;
  const take = (chunk: Buffer): Promise<unknown> | null => {
    bytes += chunk.length;
    reader.write(chunk);
    moved(bytes);
    const waits = parts.feeds.map((feed) => feed.busy()).filter((busy) => busy !== null);
    return waits.length === 0 ? null : Promise.all(waits);
  };
  try {
    await drain(body, take);
    reader.end();
    for (const feed of parts.feeds) await feed.done();
    return parts;
  } catch (error) {
    throw error instanceof TarError ? new LayerFault('bad-archive', error.message) : error;
  } finally {
    body.destroy();
    for (const feed of parts.feeds) feed.end();
  }
}

/** Half the cost of iterating asynchronously. @param take Its promise is waited for before more comes. */
const drain = (body: Readable, take: (chunk: Buffer) => Promise<unknown> | null): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(error instanceof Error ? error : new Error(String(error)));
    body.on('data', (chunk: Buffer) => {
      try {
        const wait = take(chunk);
        if (wait === null) return;
        body.pause();
        wait.then(() => body.resume(), fail);
      } catch (error) {
        body.pause();
        fail(error);
      }
    });
    body.once('end', resolve);
    body.once('error', fail);
    body.once('close', () => fail(new LayerFault('bad-archive', say('it breaks off'))));
  });

function createOuterSink(parts: Parts, building: Building) {
  let file: FileTaker | null = null;
  let files = 0;
  return {
    entry({ name, type, target }: { readonly name: string; readonly type: string; readonly target: string }): boolean {
      const path = cleanPath(name);
      files += 1;
      if (files > MOST_FILES) throw new LayerFault('too-much', `${MOST_FILES.toLocaleString('en')} layers`);
      if (path === null) return false;
      if (type === 'symlink' || type === 'link') parts.links.set(path, type === 'link' ? `/${target}` : target);
      if (type !== 'file') return false;
      file = createFileTaker(parts, building, path);
      return true;
    },
    content: (piece: Buffer) => file?.write(piece),
    contentEnd: () => file?.end(),
  };
}

interface FileTaker {
  write(piece: Buffer): void;
  end(): void;
}

/** Looks at a file's first bytes, then gives it to who reads such. */
function createFileTaker(parts: Parts, building: Building, path: string): FileTaker {
  let head: Buffer[] = [];
  let held = 0;
  let taker: FileTaker | null = null;
  const decide = (): void => {
    const first = Buffer.concat(head);
    head = [];
    taker = takerOf(sniff(first.subarray(0, BLOCK)), parts, { building, path });
    taker.write(first);
  };
  return {
    write(piece) {
      if (taker !== null) {
        taker.write(piece);
        return;
      }
      head.push(piece);
      held += piece.length;
      if (held >= BLOCK) decide();
    },
    end() {
      if (taker === null) decide();
      taker?.end();
    },
  };
}

interface For {
  readonly building: Building;
  readonly path: string;
}

function takerOf(content: Content, parts: Parts, { building, path }: For): FileTaker {
  switch (content) {
    case 'json':
      return createDocumentTaker(parts, path);
    case 'tar':
    case 'gzip':
    case 'zstd': {
      const number = parts.next++;
      const feed = createLayerFeed(content, createLayerSink(building, number));
      parts.feeds.push(feed);
      parts.layers.set(path, { number, problem: () => feed.problem() });
      return feed;
    }
    case 'xz':
    case 'bzip2': {
      const problem = say('it is compressed by {content}, which cannot be read here', { content });
      parts.layers.set(path, { number: parts.next++, problem: () => problem });
      return NOTHING;
    }
    case 'unknown':
      return NOTHING;
  }
}

const NOTHING: FileTaker = { write: () => undefined, end: () => undefined };

function createDocumentTaker({ documents }: Parts, path: string): FileTaker {
  const pieces: Buffer[] = [];
  let size = 0;
  return {
    write(piece) {
      size += piece.length;
      if (size > DOCUMENT_LIMIT) throw new LayerFault('too-much', say('8 MiB in {path}', { path }));
      pieces.push(Buffer.from(piece));
    },
    end() {
      const before = [...documents.values()].reduce((sum, document) => sum + document.length, 0);
      if (before + size > DOCUMENTS_LIMIT) throw new LayerFault('too-much', say('32 MiB of manifests'));
      documents.set(path, Buffer.concat(pieces));
    },
  };
}
