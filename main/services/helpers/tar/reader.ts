import { bytesAt, TarError } from './fields';
import { BLOCK, type Extras, readHeader, sizeIn, type TarHeader, typeFlag, verify } from './header';
import { readPax } from './pax';
import { say } from '../../../../texts/say';

/** The kernel's longest path has 4 KiB and its longest extended attribute 64 KiB. */
const META_LIMIT = 1024 * 1024;

/** Gets what a tar holds, in order. */
export interface TarSink {
  /** Whether the content is wanted; else it is passed over. */
  entry(header: TarHeader): boolean;
  /** A piece of wanted content: a view, good until it returns. */
  content?(piece: Buffer): void;
  /** After the last piece of wanted content. */
  contentEnd?(): void;
}

/**
 * Reads a tar as it comes, in constant memory, and writes nothing anywhere: a hostile one can only lie about names and sizes. Our
 * own, because the usual library keeps an extended header of any size, and copies the contents that are passed over here.
 */
export interface TarReader {
  /** Throws TarError. */
  write(chunk: Buffer): void;
  /** The blocks that end an archive have come: what follows is no part of it. */
  isOver(): boolean;
  /** Where the blocks that end it begin, bytes from the start; null: they have not come. */
  endsAt(): number | null;
  /** Throws TarError when the archive broke off. */
  end(): void;
}

const NONE: Extras = { pax: new Map(), longName: null, longLink: null };

type Meta = 'pax' | 'longName' | 'longLink' | 'ignored';
const META: Readonly<Record<string, Meta>> = { x: 'pax', X: 'pax', g: 'ignored', L: 'longName', K: 'longLink' };

const isZero = (block: Buffer): boolean => block.every((byte) => byte === 0);
const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/** The content of the present entry, and what fills its last block. */
function createContent(sink: TarSink) {
  let left = 0;
  let pad = 0;
  let wanted = false;
  return {
    isDue: (): boolean => left + pad > 0,
    isCut: (): boolean => left > 0,
    begin(header: TarHeader): void {
      left = header.size;
      pad = padding(left);
      wanted = sink.entry(header);
      if (wanted && left === 0) sink.contentEnd?.();
    },
    /** Returns where the next thing begins. */
    take(chunk: Buffer, at: number): number {
      if (left === 0) {
        const skipped = Math.min(pad, chunk.length - at);
        pad -= skipped;
        return at + skipped;
      }
      const taken = Math.min(left, chunk.length - at);
      if (wanted) sink.content?.(chunk.subarray(at, at + taken));
      left -= taken;
      if (wanted && left === 0) sink.contentEnd?.();
      return at + taken;
    },
  };
}

function withMeta(extras: Extras, kind: Meta, body: Buffer): Extras {
  if (kind === 'ignored') return extras;
  return kind === 'pax'
    ? { ...extras, pax: readPax(body) }
    : { ...extras, [kind]: Buffer.from(bytesAt(body, 0, body.length)) };
}

export function createTarReader(sink: TarSink): TarReader {
  const gather = createGather();
  const content = createContent(sink);
  let extras = NONE;
  const ending = createEnding();
  let meta: { readonly kind: Meta; readonly size: number } | null = null;

  const takeHeader = (block: Buffer, next: number): void => {
    if (isZero(block)) {
      ending.zeros(next);
      return;
    }
    verify(block);
    const kind = META[typeFlag(block)];
    if (kind === undefined) {
      content.begin(readHeader(block, extras));
      extras = NONE;
      return;
    }
    meta = { kind, size: sizeIn(block) };
    if (meta.size > META_LIMIT) throw new TarError(say('an extended header is too long'));
  };
  const takeBlock = (chunk: Buffer, at: number): number => {
    const { block, next } = gather.take(chunk, at, meta === null ? BLOCK : meta.size + padding(meta.size));
    if (block === null) return next;
    if (meta === null) takeHeader(block, next);
    else {
      extras = withMeta(extras, meta.kind, block.subarray(0, meta.size));
      meta = null;
    }
    return next;
  };

  return {
    write(chunk) {
      // Two blocks of zeros are the end; what stands behind them is nobody's.
      for (let at = 0; at < chunk.length && !ending.isOver();)
        at = content.isDue() ? content.take(chunk, at) : takeBlock(chunk, at);
      ending.passed(chunk.length);
    },
    isOver: () => ending.isOver(),
    endsAt: () => ending.at(),
    end() {
      // Every engine ends an archive with zeros: without them it may have been cut between two entries.
      if (content.isCut() || meta !== null || gather.holds() || ending.at() === null)
        throw new TarError(say('the archive breaks off'));
    },
  };
}

/** The blocks of zeros that end an archive, and where they begin. */
function createEnding() {
  let count = 0;
  let before = 0;
  let at: number | null = null;
  return {
    /** `next`: where in the present chunk the block ends. */
    zeros(next: number): void {
      count += 1;
      at ??= before + next - BLOCK;
    },
    passed: (bytes: number): void => void (before += bytes),
    isOver: (): boolean => count >= 2,
    at: (): number | null => at,
  };
}

/** Puts together blocks that lie across chunks; one that does not is not copied. */
function createGather() {
  let parts: Buffer[] = [];
  let held = 0;
  return {
    holds: (): boolean => held > 0,
    take(chunk: Buffer, at: number, size: number): { readonly block: Buffer | null; readonly next: number } {
      const next = Math.min(chunk.length, at + size - held);
      const part = chunk.subarray(at, next);
      if (held + part.length < size) {
        parts.push(Buffer.from(part));
        held += part.length;
        return { block: null, next };
      }
      const block = held === 0 ? part : Buffer.concat([...parts, part], size);
      parts = [];
      held = 0;
      return { block, next };
    },
  };
}
