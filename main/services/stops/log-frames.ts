const HEADER = 8;
const STDERR = 2;
/** Of one stream, about. */
const KEPT_BYTES = 64 * 1024;

/** Splits the engine's frames (stream, three zeros, length, so many bytes) whatever the chunks they come in. */
export function createSplitter(tell: (stream: 'stdout' | 'stderr', bytes: Buffer) => void): (chunk: Buffer) => void {
  let header = Buffer.alloc(0);
  let left = 0;
  let stream: 'stdout' | 'stderr' = 'stdout';
  return (chunk) => {
    for (let at = 0; at < chunk.length;) {
      if (left > 0) {
        const piece = chunk.subarray(at, at + left);
        tell(stream, piece);
        left -= piece.length;
        at += piece.length;
        continue;
      }
      const wanted = chunk.subarray(at, at + HEADER - header.length);
      header = Buffer.concat([header, wanted]);
      at += wanted.length;
      if (header.length < HEADER) return;
      stream = header[0] === STDERR ? 'stderr' : 'stdout';
      left = header.readUInt32BE(4);
      header = Buffer.alloc(0);
    }
  };
}

/** Keeps the end of what it is given. */
export interface Keeper {
  add(bytes: Buffer): void;
  /** `dropped`: the beginning was let go. Bytes that are no UTF-8 become U+FFFD. */
  take(): { readonly text: string; readonly dropped: boolean };
}

export function createKeeper(): Keeper {
  let chunks: Buffer[] = [];
  let size = 0;
  let dropped = false;
  const shrink = (): void => {
    const end = Buffer.concat(chunks).subarray(-KEPT_BYTES);
    dropped = true;
    chunks = [Buffer.from(end)];
    size = end.length;
  };
  return {
    add(bytes) {
      chunks.push(bytes);
      size += bytes.length;
      if (size > 2 * KEPT_BYTES) shrink();
    },
    take() {
      if (size > KEPT_BYTES) shrink();
      return { text: Buffer.concat(chunks).toString('utf8'), dropped };
    },
  };
}
