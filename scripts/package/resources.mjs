// What is packaged beside the app, for one system and processor: where it comes from, and that it is what was pinned.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { CACHE } from '../lib/paths.mjs';
import { Failure } from '../lib/say.mjs';
import { download, hashOf, sha256Of } from './download.mjs';

/**
 * @typedef {object} Resource
 * @property {string} name
 * @property {string} version
 * @property {string} os `mac`, `win`, `linux`: as electron-builder calls them.
 * @property {string} arch `x64`, `arm64`.
 * @property {string} url
 * @property {string | null} member The file in the archive at that address; null: it is no archive.
 * @property {string} to In the package's folder of resources.
 * @property {string | null} sha256 Of what is at the address; null: not pinned yet.
 */

export const MANIFEST = path.join(import.meta.dirname, 'resources.json');
/** What was fetched, beside it: each file's SHA-256, for the check of the package. */
export const LIST = 'fetched.json';

/** @param {string} [out] @param {string} [os] @param {string} [arch] */
export const resourcesFolder = (os = '', arch = '', out = path.join(CACHE, 'resources')) =>
  path.join(out, `${os}-${arch}`);

/** @param {string} manifest @returns {{ note: string, resources: Resource[] }} */
export const readManifest = (manifest) => JSON.parse(fs.readFileSync(manifest, 'utf8'));

/** @param {readonly Resource[]} resources */
const checkPinned = (resources) => {
  const missing = resources.filter(({ sha256 }) => sha256 === null);
  if (missing.length === 0) return;
  const names = missing.map(({ name, version, os, arch }) => `${name} ${version} for ${os} ${arch}`).join(', ');
  throw new Failure(`not pinned: ${names}. "npm run package:pin" downloads them and writes their hashes`);
};

/** tar knows tar.gz everywhere, and zip where its makers are those of Windows' and macOS's. @param {string} archive @param {string} member @param {string} to */
const extract = (archive, member, to) => {
  const folder = `${to}.unpacked`;
  fs.mkdirSync(folder, { recursive: true });
  const { status, stderr, error } = spawnSync('tar', ['-xf', archive, '-C', folder, member], { encoding: 'utf8' });
  if (status !== 0) throw new Failure(`${member} could not be unpacked: ${error?.message ?? stderr.trim()}`);
  fs.renameSync(path.join(folder, member), to);
  fs.rmSync(folder, { recursive: true });
};

/** @param {Resource} resource @param {string} target @param {string} cache */
const place = async ({ url, sha256, member, to }, target, cache) => {
  if (sha256 === null) return;
  const file = await download({ url, sha256, cache });
  const placed = path.join(target, to);
  fs.mkdirSync(path.dirname(placed), { recursive: true });
  if (member === null) fs.copyFileSync(file, placed);
  else extract(file, member, placed);
  fs.chmodSync(placed, 0o755);
};

const IMAGE = 'image.json';

/** The machine's image, as `npm run vm:image` made it. @param {string} vm @param {string} arch @param {string} target */
const placeImage = (vm, arch, target) => {
  const guest = arch === 'arm64' ? 'arm64' : 'amd64';
  const from = path.join(vm, guest);
  if (!fs.existsSync(path.join(from, IMAGE)))
    throw new Failure(
      `${from} has no image of the machine: make it there with "npm run vm:image", or package --without-vm`,
    );
  fs.cpSync(from, path.join(target, 'vm', guest), { recursive: true });
};

/** @param {string} folder @returns {string[]} */
const filesIn = (folder) =>
  fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));

/**
 * Makes the folder that electron-builder takes for this system and processor. Throws `Failure`; then there is no such folder.
 * @param {{ manifest?: string, os: string, arch: string, out?: string, cache?: string, vm: string | null }} wanted `vm`: the folder with
 *   the machine's images; null: without.
 */
export const fetchResources = async ({
  manifest = MANIFEST,
  os,
  arch,
  out,
  cache = path.join(CACHE, 'downloads'),
  vm,
}) => {
  const target = resourcesFolder(os, arch, out);
  fs.rmSync(target, { recursive: true, force: true });
  const resources = readManifest(manifest).resources.filter((each) => each.os === os && each.arch === arch);
  checkPinned(resources);
  fs.mkdirSync(target, { recursive: true });
  try {
    for (const resource of resources) await place(resource, target, cache);
    if (vm !== null) placeImage(vm, arch, target);
    /** @type {Record<string, string>} */
    const hashes = {};
    for (const file of filesIn(target).sort())
      hashes[file.split(path.sep).join('/')] = await sha256Of(path.join(target, file));
    fs.writeFileSync(path.join(target, LIST), `${JSON.stringify(hashes, null, 2)}\n`);
  } catch (error) {
    fs.rmSync(target, { recursive: true, force: true });
    throw error;
  }
  return target;
};

/**
 * What in a package's folder of resources is not what was fetched, a line each. Nothing was fetched: that is one.
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export const resourceProblems = async (folder) => {
  const list = path.join(folder, LIST);
  if (!fs.existsSync(list)) return ['nothing was fetched to go along: run "npm run package:fetch" first'];
  /** @type {Record<string, string>} */
  const hashes = JSON.parse(fs.readFileSync(list, 'utf8'));
  const problems = await Promise.all(
    Object.entries(hashes).map(async ([file, sha256]) => {
      const full = path.join(folder, file);
      if (!fs.existsSync(full)) return [`${file} is missing`];
      return (await sha256Of(full)) === sha256 ? [] : [`${file} is not what was fetched`];
    }),
  );
  return problems.flat();
};

/** Writes the hashes that are not known yet, of what the addresses give now. @param {{ manifest?: string, cache?: string }} [where] @returns {Promise<number>} How many. */
export const pin = async ({ manifest = MANIFEST, cache = path.join(CACHE, 'downloads') } = {}) => {
  const whole = readManifest(manifest);
  let pinned = 0;
  for (const resource of whole.resources) {
    if (resource.sha256 !== null) continue;
    resource.sha256 = await hashOf({ url: resource.url, cache });
    pinned += 1;
    // At once: the next one may fail.
    fs.writeFileSync(manifest, `${JSON.stringify(whole, null, 2)}\n`);
  }
  return pinned;
};
