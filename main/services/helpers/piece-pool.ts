/** Of a read, bytes: a tenth of the processor's time that the usual 64 KiB take. */
const PIECE_BYTES = 1024 * 1024;
/** More than are under way at once between a file and an engine. */
const MOST_FREE = 16;

/** What a pool's buffer was handed out as; null: it is free. */
interface Lent {
  out: Buffer | null;
  readonly back: (whole: Buffer) => void;
}

const lent = new WeakMap<ArrayBufferLike, Lent>();

/**
 * Buffers for reading a large file. Each megabyte that is allocated anew costs more in collecting it than in moving it, so whoever
 * has used a piece up gives it back by `release`; what is not given back is collected as usual.
 */
export interface PiecePool {
  take(): Buffer;
  /** Says which part of a taken buffer is handed on. */
  filled(whole: Buffer, bytes: number): Buffer;
}

export function createPiecePool(): PiecePool {
  const free: Buffer[] = [];
  const back = (whole: Buffer): void => {
    if (free.length < MOST_FREE) free.push(whole);
  };
  return {
    take: () => free.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES),
    filled(whole, bytes) {
      const out = whole.subarray(0, bytes);
      lent.set(whole.buffer, { out, back });
      return out;
    },
  };
}

/** Call it only when nobody holds the piece any more. Of anything but a whole piece of a pool it does nothing. */
export function release(piece: Buffer): void {
  const entry = lent.get(piece.buffer);
  if (entry?.out !== piece) return;
  entry.out = null;
  entry.back(Buffer.from(piece.buffer));
}
