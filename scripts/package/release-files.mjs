// `node scripts/package/release-files.mjs FROM TO`: what the builds of all systems made, in one folder: the feeds of two processors as
// one and signed (UPDATE_SIGNING_KEY: an Ed25519 key as PEM), and the SHA-256 of every file.
import { createPrivateKey, sign } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { Failure, say } from '../lib/say.mjs';
import { sha256Of } from './download.mjs';

/** As electron-builder writes it. @typedef {{ version: string, files: { url: string }[] }} Feed */

const FEED = /^latest[\w-]*\.yml$/;

/** An updater takes from the list what is for its processor; all else is of the first. @param {Feed} one @param {Feed} other @returns {Feed} */
const joined = (one, other) => {
  if (one.version !== other.version) throw new Failure(`feeds of two versions: ${one.version}, ${other.version}`);
  const known = new Set(one.files.map(({ url }) => url));
  return { ...one, files: [...one.files, ...other.files.filter(({ url }) => !known.has(url))] };
};

/** @param {string} from @param {string} to @param {string} [key] @returns {Promise<string[]>} The files' names. */
export const gatherRelease = async (from, to, key = '') => {
  fs.mkdirSync(to, { recursive: true });
  /** @type {Map<string, Feed>} */
  const feeds = new Map();
  for (const entry of fs.readdirSync(from, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const target = path.join(to, entry.name);
    if (FEED.test(entry.name)) {
      /** @type {Feed} */
      const feed = parse(fs.readFileSync(file, 'utf8'));
      const other = feeds.get(entry.name);
      feeds.set(entry.name, other === undefined ? feed : joined(other, feed));
    } else if (fs.existsSync(target)) throw new Failure(`${entry.name} was made twice`);
    else fs.copyFileSync(file, target);
  }
  for (const [name, feed] of feeds) {
    const text = stringify(feed);
    fs.writeFileSync(path.join(to, name), text);
    if (key === '') continue;
    const signature = sign(null, Buffer.from(text), createPrivateKey(key)).toString('base64');
    fs.writeFileSync(path.join(to, `${name}.sig`), `${signature}\n`);
  }
  const names = fs.readdirSync(to).sort();
  const sums = await Promise.all(names.map(async (name) => `${await sha256Of(path.join(to, name))}  ${name}\n`));
  fs.writeFileSync(path.join(to, 'SHA256SUMS'), sums.join(''));
  return names;
};

const [from, to] = process.argv.slice(2);
if (import.meta.filename === process.argv[1] && from !== undefined && to !== undefined) {
  const names = await gatherRelease(from, to, process.env['UPDATE_SIGNING_KEY']);
  say(`slipway: ${String(names.length)} files for the release`);
}
