/** Reads the engine's frames of a process without a terminal: 1 byte stream, 3 bytes nothing, 4 bytes length, payload. */
export interface FrameReader {
  /** The payloads in these bytes, whatever stream they are of. */
  push(bytes: Uint8Array): readonly Uint8Array[];
}

const HEADER = 8;

export function createFrameReader(): FrameReader {
  let header = Buffer.alloc(0);
  /** Bytes of the present payload still to come. */
  let left = 0;
  return {
    push(bytes) {
      const payloads: Uint8Array[] = [];
      let at = 0;
      while (at < bytes.length) {
        if (left === 0) {
          const part = bytes.subarray(at, at + HEADER - header.length);
          header = Buffer.concat([header, part]);
          at += part.length;
          if (header.length < HEADER) break;
          left = header.readUInt32BE(4);
          header = Buffer.alloc(0);
          continue;
        }
        const payload = bytes.subarray(at, at + left);
        payloads.push(payload);
        at += payload.length;
        left -= payload.length;
      }
      return payloads;
    },
  };
}
