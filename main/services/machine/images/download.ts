import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeDurably } from '../../process/durable-file';
import type { GuestArch } from '../driver';
import { fetchPart, partial, sizeOf } from './fetch-part';
import { get } from './http-get';
import { asImageError, ImageError } from './image-error';
import { IMAGE_JSON, IMAGE_JSON_LIMIT, type Image, parseImage, partsOf } from './image-json';
import type { Manifest } from './manifest';
import { type RetryOptions, Transient, withRetries } from './retry';
import { say, sayMsg } from '../../../../texts/say';
import { msg } from '../../../../texts/msg';

export interface DownloadOptions {
  /** Address of the folder that holds `image.json` and the parts. */
  readonly baseUrl: string;
  /** What `image.json` must be, to the byte; all else follows from it. */
  readonly sha256: string;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  readonly timing?: Timing;
}

export interface Progress {
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

export interface Timing {
  /** Silence of the server after which an attempt is given up. */
  readonly stallMs: number;
  readonly pause: RetryOptions['pause'];
}

export interface Staging {
  /** Kept after a failure: the next download goes on from there. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly arch: GuestArch;
  readonly log: (line: string) => void;
}

const STALL_MS = 30_000;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 15_000;
/** Of the host's disk, left free for everything else. */
const RESERVE_BYTES = 64 * 2 ** 20;
const WHAT = msg('The image was not downloaded');

/** Between half and the whole of a step, so that many who lost a server do not come back at once. */
const pause: RetryOptions['pause'] = async (attempt, signal) => {
  const step = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
  // An abort is noticed by who waits.
  await delay(step * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
};

/** Brings an image into the staging folder, each part with its right bytes. Throws ImageError. */
export async function downloadInto(staging: Staging, options: DownloadOptions): Promise<void> {
  const { folder, log } = staging;
  const { signal, timing = { stallMs: STALL_MS, pause } } = options;
  try {
    const base = baseOf(options.baseUrl);
    const retry = { signal, pause: timing.pause, host: base.host, log };
    const text = await withRetries(retry, () => fetchText(new URL(IMAGE_JSON, base), signal, timing.stallMs));
    if (createHash('sha256').update(text).digest('hex') !== options.sha256)
      throw new ImageError(
        'damaged',
        say('{what}: {host} gives an image.json other than the one this Slipway knows (SHA-256).', {
          what: sayMsg(WHAT),
          host: base.host,
        }),
      );
    const image = parseImage(text.toString('utf8'), staging.manifest, staging.arch);
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    await checkRoom(folder, image);
    const received = await progressOf(folder, image, options.progress);
    for (const part of partsOf(image)) {
      const file = path.join(folder, part.file);
      if ((await sizeOf(file)) !== part.bytes)
        await fetchPart({
          ...retry,
          stallMs: timing.stallMs,
          url: new URL(part.file, base),
          part,
          file,
          received: (bytes) => received(part.file, bytes),
        });
      received(part.file, part.bytes);
    }
    await writeDurably(path.join(folder, IMAGE_JSON), text.toString('utf8'));
  } catch (error) {
    throw asImageError(error, sayMsg(WHAT), signal);
  }
}

function baseOf(address: string): URL {
  if (!URL.canParse(address))
    throw new ImageError('refused', say('{what}: its address is none: {address}', { what: sayMsg(WHAT), address }));
  const url = new URL(address);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

async function fetchText(url: URL, signal: AbortSignal, stallMs: number): Promise<Buffer> {
  const answer = await get(url, { headers: {}, signal, stallMs });
  try {
    const { statusCode = 0 } = answer;
    if (statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 429)
      throw new ImageError(
        'refused',
        say('{what}: {host} has no {imageJson} (HTTP {statusCode}).', {
          what: sayMsg(WHAT),
          host: url.host,
          imageJson: IMAGE_JSON,
          statusCode,
        }),
      );
    if (statusCode !== 200)
      throw new Transient(say('{host} answered HTTP {statusCode}', { host: url.host, statusCode }));
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const data of answer) {
      const chunk = data as Buffer;
      bytes += chunk.length;
      if (bytes > IMAGE_JSON_LIMIT)
        throw new ImageError(
          'damaged',
          say('{what}: {host} gives something else in place of {imageJson}.', {
            what: sayMsg(WHAT),
            host: url.host,
            imageJson: IMAGE_JSON,
          }),
        );
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    answer.destroy();
  }
}

/** What is there already, whole or in part, needs no room any more. */
async function checkRoom(folder: string, image: Image): Promise<void> {
  let needed = RESERVE_BYTES;
  for (const { file, bytes } of partsOf(image)) {
    const at = path.join(folder, file);
    needed += Math.max(0, bytes - Math.max(await sizeOf(at), await sizeOf(partial(at))));
  }
  const { bavail, bsize } = await fs.statfs(folder);
  const mib = (bytes: number): string => `${String(Math.ceil(bytes / 2 ** 20))} MiB`;
  if (bavail * bsize < needed)
    throw new ImageError(
      'disk-full',
      say("{what}: it needs {needed}, and the host's disk has {mib} left.", {
        what: sayMsg(WHAT),
        needed: mib(needed),
        mib: mib(bavail * bsize),
      }),
    );
}

async function progressOf(folder: string, image: Image, progress: (progress: Progress) => void) {
  const parts = partsOf(image);
  const have = new Map<string, number>();
  for (const { file } of parts) {
    const at = path.join(folder, file);
    have.set(file, Math.max(await sizeOf(at), await sizeOf(partial(at))));
  }
  const totalBytes = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  return (file: string, bytes: number): void => {
    have.set(file, bytes);
    const sum = [...have.values()].reduce((all, each) => all + each, 0);
    progress({ receivedBytes: Math.min(sum, totalBytes), totalBytes });
  };
}
