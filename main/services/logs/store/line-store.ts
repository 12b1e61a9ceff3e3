import fs from 'node:fs';
import { promisify } from 'node:util';
import type { Printed } from '../read/messages';
import { type Block, type Blocks, createBlocks, extent, type Sealed } from './blocks';
import { type Chunk, createOpenChunk, decodeChunk, encodeChunk, type OpenChunk, sizeOf } from './chunk';
import { createPieces } from './pieces';
import type { Place, Spool } from './spool';
import { say } from '../../../../texts/say';

/** All lines of one container, in the order of its log; numbered from 0. */
export interface LineStore {
  /** A message as it was read: a line, or a piece of one. */
  message(message: Printed): void;
  /** Pieces that wait for their line's end are lines now. */
  flush(): void;
  readonly lines: () => number;
  /** Lines below this are no more: the store was full, or could not be written. */
  readonly firstLine: () => number;
  readonly firstMicros: () => number | null;
  readonly lastMicros: () => number | null;
  /** The block that holds the line; null: there is none (any more). */
  block(line: number): Block | null;
  /** Rejects when the block is no more. */
  load(block: Block): Promise<Chunk>;
  /** Bytes that wait for the disk: whoever writes should stop at some. */
  readonly pending: () => number;
  /** Resolves when none wait. */
  drained(): Promise<void>;
  /** Called soon after lines came or went, once for many. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface LineStoreOptions {
  readonly spool: Spool;
  /** Bytes, text and times, as they lie in the spool; the oldest lines go when it is exceeded. */
  readonly limit: number;
  readonly log: (line: string) => void;
}

const BLOCK_BYTES = 256 * 1024;
const BLOCK_LINES = 8192;
/** A longer line is cut in the view; an export has it whole. */
const LINE_LIMIT = 16 * 1024 * 1024;
const KEPT_CHUNKS = 24;
/** About a frame of the screen. */
const TELL_MS = 16;

export function createLineStore({ spool, limit, log }: LineStoreOptions): LineStore {
  const blocks = createBlocks();
  const teller = createTeller();
  const writer = createWriter(spool, (block, error) => {
    log(`logs: the spool cannot be written: ${String(error)}`);
    if (blocks.dropUpTo(block)) teller.note();
  });
  const end = createEnd((chunk, first) => {
    const block: Sealed = { ...extent(first, chunk), bytes: sizeOf(chunk), place: null, chunk };
    blocks.add(block);
    writer.write(block, chunk);
    const oldest = blocks.oldest();
    if (blocks.bytes() > limit && oldest !== null && oldest !== block) blocks.dropUpTo(oldest);
  });
  const pieces = createPieces(LINE_LIMIT, (line) => {
    end.add(line);
    teller.note();
  });
  const load = createLoader();
  return {
    message: (message) => pieces.message(message),
    flush: () => pieces.flush(),
    lines: () => end.lines(),
    firstLine: () => blocks.oldest()?.first ?? end.first(),
    firstMicros: () => (blocks.oldest() ?? end.block())?.minMicros ?? null,
    lastMicros: () => newestOf(blocks, end),
    block: (line) => (line >= end.first() && line < end.lines() ? end.block() : blocks.at(line)),
    load,
    pending: () => writer.pending(),
    drained: () => writer.drained(),
    onChange: (listener) => teller.onChange(listener),
    close: async () => {
      teller.close();
      await spool.close();
    },
  };
}

const newestOf = (blocks: Blocks, end: End): number | null => (end.block() ?? blocks.newest())?.maxMicros ?? null;

/** The lines that no block has yet. */
interface End {
  add(line: Printed): void;
  readonly first: () => number;
  readonly lines: () => number;
  /** As it is now; null: empty. */
  readonly block: () => Block | null;
}

function createEnd(seal: (chunk: Chunk, first: number) => void): End {
  let open: OpenChunk = createOpenChunk(BLOCK_BYTES);
  let first = 0;
  let seen: Block | null = null;
  return {
    add: (line) => {
      open.add(line);
      seen = null;
      if (open.bytes() < BLOCK_BYTES && open.count() < BLOCK_LINES) return;
      const chunk = open.view();
      open = createOpenChunk(BLOCK_BYTES);
      first += chunk.count;
      seal(chunk, first - chunk.count);
    },
    first: () => first,
    lines: () => first + open.count(),
    block: () => {
      if (open.count() === 0) return null;
      if (seen !== null) return seen;
      const chunk = open.view();
      seen = { ...extent(first, chunk), place: null, chunk };
      return seen;
    },
  };
}

interface Writer {
  write(block: Sealed, chunk: Chunk): void;
  readonly pending: () => number;
  drained(): Promise<void>;
}

function createWriter(spool: Spool, onFailure: (block: Sealed, error: unknown) => void): Writer {
  let pending = 0;
  let waiting: (() => void)[] = [];
  const done = (bytes: number): void => {
    pending -= bytes;
    if (pending > 0) return;
    const resume = waiting;
    waiting = [];
    for (const each of resume) each();
  };
  const write = async (block: Sealed, chunk: Chunk): Promise<void> => {
    const bytes = encodeChunk(chunk);
    pending += bytes.length;
    try {
      block.place = await spool.write(bytes);
    } catch (error) {
      onFailure(block, error);
    }
    block.chunk = null;
    done(bytes.length);
  };
  return {
    write: (block, chunk) => void write(block, chunk),
    pending: () => pending,
    drained: () => (pending === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}

function createTeller() {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;
  const tell = (): void => {
    timer = null;
    for (const listener of [...listeners]) listener();
  };
  return {
    note: (): void => {
      if (timer === null && listeners.size > 0) timer = setTimeout(tell, TELL_MS);
    },
    onChange: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: (): void => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

const read = promisify(fs.read);

const readPlace = async ({ fd, size, position }: Place): Promise<Chunk> => {
  const bytes = new Uint8Array(size);
  await read(fd, bytes, 0, size, position);
  return decodeChunk(bytes);
};

/** Keeps the chunks last used. */
function createLoader(): (block: Block) => Promise<Chunk> {
  const kept = new Map<number, Promise<Chunk>>();
  const keep = (first: number, chunk: Promise<Chunk>): void => {
    kept.delete(first);
    kept.set(first, chunk);
    const oldest = kept.keys().next();
    if (kept.size > KEPT_CHUNKS && oldest.done !== true) kept.delete(oldest.value);
  };
  return async ({ chunk, place, first }) => {
    if (chunk !== null) return chunk;
    if (place === null) throw new Error(say('These lines are no more.'));
    const found = kept.get(first) ?? readPlace(place);
    keep(first, found);
    try {
      return await found;
    } catch (error) {
      kept.delete(first);
      throw error;
    }
  };
}
