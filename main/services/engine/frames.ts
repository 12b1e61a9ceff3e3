import { EngineError } from './types';
import { say } from '../../../texts/say';

/** What a program printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** Of all that is printed. */
const BYTES_LIMIT = 8 * 1024 * 1024;
const HEADER = 8;
const STDERR = 2;

/** Reads a stream of frames to its end. Throws EngineError, also when `late` ended it, and when it is too much. */
export async function readFrames(
  output: AsyncIterable<unknown> & { destroy(): unknown },
  late?: AbortSignal,
): Promise<Printed> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of output) {
      const bytes = Buffer.from(chunk as Uint8Array);
      size += bytes.length;
      if (size > BYTES_LIMIT)
        throw new EngineError('malformed', say('The program inside the container printed too much.'));
      chunks.push(bytes);
    }
  } catch (error) {
    if (late?.aborted === true)
      throw new EngineError('timeout', say('The program inside the container did not end in time.'));
    throw error;
  } finally {
    output.destroy();
  }
  return demux(Buffer.concat(chunks));
}

/** Frames of a header (stream, three zeros, length) and so many bytes. */
export function demux(all: Buffer): Printed {
  const parts = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  for (let at = 0; at + HEADER <= all.length;) {
    const end = at + HEADER + all.readUInt32BE(at + 4);
    parts[all[at] === STDERR ? 'stderr' : 'stdout'].push(all.subarray(at + HEADER, end));
    at = end;
  }
  return { stdout: Buffer.concat(parts.stdout).toString(), stderr: Buffer.concat(parts.stderr).toString() };
}
