import { Transform, type TransformCallback } from 'node:stream';

const HEADER = 8;

/** The bytes of a multiplexed stream without its frames' headers: what `docker logs` prints of it, both streams in order. */
export function payloadOf(): Transform {
  const header = Buffer.alloc(HEADER);
  let have = 0;
  /** Bytes of the present frame that are still to come. */
  let left = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      for (let at = 0; at < chunk.length;) {
        if (left > 0) {
          const part = chunk.subarray(at, at + left);
          this.push(part);
          left -= part.length;
          at += part.length;
          continue;
        }
        const part = chunk.subarray(at, at + HEADER - have);
        part.copy(header, have);
        have += part.length;
        at += part.length;
        if (have < HEADER) continue;
        have = 0;
        left = header.readUInt32BE(4);
      }
      done();
    },
  });
}
