// Downloads by what a file must be: its SHA-256. What is not that is never used.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../lib/say.mjs';

const TRIES = 4;
const PAUSE_MS = 500;

/** @param {string} file @returns {Promise<string>} */
export const sha256Of = async (file) => {
  const hash = createHash('sha256');
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
};

/** Never in the clear, but from this computer. @param {string} url */
const checkUrl = (url) => {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && !(protocol === 'http:' && hostname === '127.0.0.1'))
    throw new Failure(`${url}: only https is downloaded from`);
};

/** Goes on where an earlier try ended, if the server can. @param {string} url @param {string} part */
const continueInto = async (url, part) => {
  const had = fs.statSync(part, { throwIfNoEntry: false })?.size ?? 0;
  const response = await fetch(url, had === 0 ? {} : { headers: { range: `bytes=${String(had)}-` } });
  checkUrl(response.url);
  // All of it is there already: what it is, its hash says.
  if (response.status === 416) return;
  if (!response.ok || response.body === null) throw new Error(`HTTP ${String(response.status)}`);
  const resumed =
    response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${String(had)}-`) === true;
  const reader = response.body.getReader();
  const file = await fs.promises.open(part, resumed ? 'a' : 'w');
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) await file.write(read.value);
  } finally {
    await file.close();
  }
};

/** @param {string} url @param {string} part */
const fetchWhole = async (url, part) => {
  for (let attempt = 1; ; attempt += 1)
    try {
      await continueInto(url, part);
      return;
    } catch (error) {
      if (error instanceof Failure) throw error;
      if (attempt === TRIES) throw new Failure(`${url}: ${error instanceof Error ? error.message : String(error)}`);
      await delay(PAUSE_MS * attempt);
    }
};

/**
 * The file of this content, from the cache or from its address. Throws `Failure`, then with nothing of it left in the cache's place.
 * @param {{ url: string, sha256: string, cache: string }} wanted
 * @returns {Promise<string>} Its path in the cache.
 */
export const download = async ({ url, sha256, cache }) => {
  checkUrl(url);
  const file = path.join(cache, sha256);
  if (fs.existsSync(file) && (await sha256Of(file)) === sha256) return file;
  fs.mkdirSync(cache, { recursive: true });
  const part = `${file}.part`;
  await fetchWhole(url, part);
  const got = await sha256Of(part);
  if (got !== sha256) {
    fs.rmSync(part);
    throw new Failure(`${url}: its SHA-256 is ${got}, and not the ${sha256} that was pinned`);
  }
  fs.renameSync(part, file);
  return file;
};

/** What the address gives now, to be pinned. @param {{ url: string, cache: string }} wanted @returns {Promise<string>} Its SHA-256. */
export const hashOf = async ({ url, cache }) => {
  checkUrl(url);
  fs.mkdirSync(cache, { recursive: true });
  const part = path.join(cache, `pin-${createHash('sha256').update(url).digest('hex').slice(0, 16)}`);
  fs.rmSync(part, { force: true });
  await fetchWhole(url, part);
  const sha256 = await sha256Of(part);
  fs.renameSync(part, path.join(cache, sha256));
  return sha256;
};
