/** The latest bytes of an endless stream, each at its offset from the stream's beginning. */
export interface ByteRing {
  /** Offset of the oldest byte kept. */
  start(): number;
  /** Offset after the newest. */
  end(): number;
  /** Throws RangeError when it would hold more than its capacity. */
  append(bytes: Uint8Array): void;
  /** At most `max` bytes from the offset on, as a copy. */
  read(from: number, max: number): Buffer<ArrayBuffer>;
  /** Forgets what is before the offset. */
  drop(to: number): void;
}

const SMALLEST = 16 * 1024;

/** Takes memory as it is needed, at most `capacity` bytes. */
export function createByteRing(capacity: number): ByteRing {
  let kept = Buffer.allocUnsafeSlow(Math.min(SMALLEST, capacity));
  let start = 0;
  let end = 0;

  const put = (into: Buffer, bytes: Uint8Array, at: number): void => {
    const place = at % into.length;
    const first = Math.min(bytes.length, into.length - place);
    into.set(bytes.subarray(0, first), place);
    into.set(bytes.subarray(first), 0);
  };
  const read = (from: number, max: number): Buffer<ArrayBuffer> => {
    const length = Math.max(0, Math.min(max, end - from));
    const out = Buffer.allocUnsafeSlow(length);
    const place = from % kept.length;
    const first = Math.min(length, kept.length - place);
    kept.copy(out, 0, place, place + first);
    kept.copy(out, first, 0, length - first);
    return out;
  };
  const grow = (needed: number): void => {
    let size = kept.length;
    while (size < needed) size = Math.min(size * 2, capacity);
    if (size === kept.length) return;
    const larger = Buffer.allocUnsafeSlow(size);
    put(larger, read(start, end - start), start);
    kept = larger;
  };
  return {
    start: () => start,
    end: () => end,
    append(bytes) {
      const needed = end - start + bytes.length;
      if (needed > capacity) throw new RangeError('the ring is full');
      grow(needed);
      put(kept, bytes, end);
      end += bytes.length;
    },
    read,
    drop: (to) => {
      start = Math.min(Math.max(start, to), end);
    },
  };
}
