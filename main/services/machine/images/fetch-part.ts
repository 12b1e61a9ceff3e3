import type { IncomingMessage } from 'node:http';
import fs from 'node:fs/promises';
import { get } from './http-get';
import { ImageError } from './image-error';
import type { Part } from './image-json';
import { type RetryOptions, Transient, withRetries } from './retry';
import { hashFile } from './verify';
import { say } from '../../../../texts/say';

export interface FetchOptions extends RetryOptions {
  readonly url: URL;
  readonly part: Part;
  /** What has come so far is in `<file>.part`, also over restarts. */
  readonly file: string;
  readonly stallMs: number;
  /** Bytes of this part that are there. */
  readonly received: (bytes: number) => void;
}

interface Attempts {
  /** The server gave something else than was asked for: ask for the whole. */
  whole: boolean;
  mismatches: number;
}

/** A line that brings less before each break is as good as dead. */
const PROGRESS_BYTES = 262_144;
const MAX_MISMATCHES = 2;
const CONTENT_RANGE = /^bytes (\d+)-(\d+)\/(\d+|\*)$/;
const GONE = new Set([400, 401, 403, 404, 405, 410, 451]);

export const partial = (file: string): string => `${file}.part`;

export const sizeOf = async (file: string): Promise<number> => (await fs.stat(file).catch(() => null))?.size ?? 0;

/** Brings one part, from where the last attempt ended where the server can. Its bytes are right when it resolves. Throws ImageError. */
export async function fetchPart(options: FetchOptions): Promise<void> {
  const attempts: Attempts = { whole: false, mismatches: 0 };
  await withRetries(options, () => attempt(options, attempts));
}

/** Null: it got on, but is not done. */
async function attempt(options: FetchOptions, attempts: Attempts): Promise<true | null> {
  const { file, part, received } = options;
  const have = await sizeOf(partial(file));
  if (have === part.bytes) return finish(options, attempts);
  if (have > part.bytes || attempts.whole) await fs.rm(partial(file), { force: true });
  const from = have > part.bytes || attempts.whole ? 0 : have;
  attempts.whole = false;
  received(from);
  try {
    await receive(options, attempts, from);
  } catch (error) {
    const gained = (await sizeOf(partial(file))) - from;
    if (gained < PROGRESS_BYTES || error instanceof ImageError) throw error;
    options.log(`image: ${part.file} broke off after ${String(gained)} bytes; it is resumed`);
  }
  return null;
}

async function finish({ file, part, host, log }: FetchOptions, attempts: Attempts): Promise<true | null> {
  if ((await hashFile(partial(file))) === part.sha256) {
    await fs.rename(partial(file), file);
    return true;
  }
  await fs.rm(partial(file), { force: true });
  attempts.mismatches += 1;
  if (attempts.mismatches >= MAX_MISMATCHES)
    throw new ImageError(
      'damaged',
      say('The image was not downloaded: {host} gives a wrong {file} (SHA-256).', { host, file: part.file }),
    );
  // It may have been pieced together from two different files.
  log(`image: ${part.file} has wrong bytes; it is downloaded again as a whole`);
  return null;
}

async function receive(options: FetchOptions, attempts: Attempts, from: number): Promise<void> {
  const { url, part, signal, stallMs } = options;
  const headers = from === 0 ? {} : { Range: `bytes=${String(from)}-` };
  const answer = await get(url, { headers, signal, stallMs });
  try {
    const start = startOf(answer, options, from);
    if (start === null) {
      attempts.whole = true;
      throw new Transient(say('{host} did not resume where it was asked to', { host: url.host }));
    }
    await append(answer, options, start);
  } finally {
    answer.destroy();
  }
  const have = await sizeOf(partial(options.file));
  if (have < part.bytes)
    throw new Transient(say('{host} ended after {have} of {bytes} bytes', { host: url.host, have, bytes: part.bytes }));
}

/** At which byte of the part the body begins; null: it cannot be used. */
function startOf(answer: IncomingMessage, { host, part }: FetchOptions, from: number): number | null {
  const { statusCode = 0, headers } = answer;
  const wrong = (what: string): ImageError =>
    new ImageError(
      'damaged',
      say('The image was not downloaded: {host} gives {what} in place of {file}.', { host, what, file: part.file }),
    );
  if (GONE.has(statusCode))
    throw new ImageError(
      'refused',
      say('The image was not downloaded: {host} has no {file} (HTTP {statusCode}).', {
        host,
        file: part.file,
        statusCode,
      }),
    );
  if (statusCode === 416) return null;
  if (statusCode !== 200 && statusCode !== 206)
    throw new Transient(say('{host} answered HTTP {statusCode}', { host, statusCode }));
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw wrong(say('something compressed'));
  if (statusCode === 206) {
    const [, first, last, total] = CONTENT_RANGE.exec(headers['content-range'] ?? '') ?? [];
    const fits = Number(first) === from && Number(last) < part.bytes && (total === '*' || Number(total) === part.bytes);
    return fits ? from : null;
  }
  const length = headers['content-length'];
  if (length !== undefined && Number(length) !== part.bytes) throw wrong(`${length} bytes`);
  return 0;
}

async function append(
  answer: IncomingMessage,
  { file, part, host, received }: FetchOptions,
  start: number,
): Promise<void> {
  const handle = await fs.open(partial(file), start === 0 ? 'w' : 'r+', 0o600);
  try {
    let position = start;
    for await (const data of answer) {
      const chunk = data as Buffer;
      if (position + chunk.length > part.bytes) {
        await handle.truncate(0);
        throw new ImageError(
          'damaged',
          say('The image was not downloaded: {host} gives more than {file} should have.', { host, file: part.file }),
        );
      }
      for (let done = 0; done < chunk.length;) {
        const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, position);
        done += bytesWritten;
        position += bytesWritten;
      }
      received(position);
    }
  } finally {
    await handle.sync();
    await handle.close();
  }
}
