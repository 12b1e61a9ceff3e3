import fs from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, temporaryName, removeLeftovers } from '../../process/durable-file';
import type { GuestArch, ImageFiles } from '../driver';
import { type BuildOptions, runBuild } from './build';
import { downloadInto, type DownloadOptions } from './download';
import { asImageError, words } from './image-error';
import { IMAGE_JSON, parseImage, partsOf } from './image-json';
import { compareVersions, hostArch, type Manifest } from './manifest';
import { type Verified, verifyFolder } from './verify';
import { say } from '../../../../texts/say';

export interface ImageStoreOptions {
  /** Each image has a folder of its own in it, never changed once it is there. */
  readonly dir: string;
  readonly manifest: Manifest;
  readonly log: (line: string) => void;
  /** Default: this machine's. */
  readonly arch?: GuestArch;
}

/** The guest's images on this machine. All throw ImageError; one caller at a time changes it (the machine's lock). */
export interface ImageStore {
  /** The image of the manifest's version, else the newest that is fit, the last that came where versions are equal; checked. Null: none. */
  installed(): Promise<ImageFiles | null>;
  /** Checks an image in a folder anywhere. */
  verify(folder: string): Promise<ImageFiles>;
  /** Resolves with the image, checked and in its place; at once when it is there. */
  download(options: DownloadOptions): Promise<ImageFiles>;
  /** The image that was packaged with Slipway, checked and in its place; it stays where it lay, too. */
  takeFrom(folder: string): Promise<ImageFiles>;
  /** Builds it from a checkout. */
  buildHere(options: BuildOptions): Promise<ImageFiles>;
  /** Removes all images but `keep`, and what interrupted downloads left; folder names removed. */
  prune(keep: readonly ImageFiles[]): Promise<readonly string[]>;
}

interface Place extends Required<ImageStoreOptions> {
  readonly memory: string;
}

const FOLDER = /^\d+\.\d+\.\d+-(amd64|arm64)-[\da-f]{12}$/;
const STAGING = /^download-[\da-f]{12}$/;
const ID_LENGTH = 12;

const idOf = (sha256: string): string => sha256.slice(0, ID_LENGTH);

export function createImageStore(options: ImageStoreOptions): ImageStore {
  const { dir, manifest, log, arch = hostArch() } = options;
  const place: Place = { dir: path.resolve(dir), manifest, log, arch, memory: path.join(dir, 'verified.json') };
  return {
    installed: () => installed(place),
    verify: async (folder) => (await verifyFolder(folder, place)).files,
    download: (download) => ours(say('The image was not downloaded'), () => fetchImage(place, download)),
    takeFrom: (folder) =>
      ours(say('The image was not taken'), async () => {
        await fs.mkdir(place.dir, { recursive: true, mode: 0o700 });
        const { sha256, files } = await verifyFolder(folder, place);
        return (await existing(place, sha256)) ?? (await adopt(place, { sha256, files }, folder));
      }),
    buildHere: (build) =>
      ours(say('The image was not built'), async () => {
        const out = path.resolve(build.out ?? path.join(place.dir, `build-${arch}`));
        await fs.mkdir(path.dirname(out), { recursive: true, mode: 0o700 });
        await runBuild(out, arch, build);
        build.progress(say('Checking the image'));
        const { sha256, files } = await verifyFolder(out, place);
        return (await existing(place, sha256)) ?? (await adopt(place, { sha256, files }, out));
      }),
    prune: (keep) => ours(say('Old images were not removed'), () => prune(place, keep)),
  };
}

async function ours<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asImageError(error, what);
  }
}

const folders = async ({ dir, arch }: Place): Promise<readonly string[]> => {
  const names = await fs.readdir(dir).catch(() => []);
  return names.filter((name) => FOLDER.exec(name)?.[1] === arch);
};

async function installed(place: Place): Promise<ImageFiles | null> {
  const { dir, manifest, log } = place;
  const found: { readonly name: string; readonly version: string; readonly at: number }[] = [];
  for (const name of await folders(place)) {
    const at = (await fs.stat(path.join(dir, name)).catch(() => null))?.mtimeMs ?? 0;
    found.push({ name, version: name.split('-')[0] ?? '', at });
  }
  const wanted = (version: string): number => (version === manifest.imageVersion ? 1 : 0);
  found.sort((a, b) => wanted(b.version) - wanted(a.version) || compareVersions(b.version, a.version) || b.at - a.at);
  for (const { name } of found) {
    try {
      return (await verifyFolder(path.join(dir, name), place)).files;
    } catch (error) {
      log(`image: ${name} is not used: ${words(error)}`);
    }
  }
  return null;
}

/** The image of this identity, if it is there and good. */
async function existing(place: Place, sha256: string): Promise<ImageFiles | null> {
  for (const name of await folders(place)) {
    if (!name.endsWith(`-${idOf(sha256)}`)) continue;
    const verified = await verifyFolder(path.join(place.dir, name), place).catch(() => null);
    if (verified?.sha256 !== sha256) continue;
    // The last that came is the one in use.
    const now = new Date();
    await fs.utimes(path.join(place.dir, name), now, now).catch(() => undefined);
    return verified.files;
  }
  return null;
}

async function fetchImage(place: Place, options: DownloadOptions): Promise<ImageFiles> {
  const there = await existing(place, options.sha256);
  if (there !== null) return there;
  const staging = path.join(place.dir, `download-${idOf(options.sha256)}`);
  await downloadInto({ ...place, folder: staging }, options);
  const verified = await verifyFolder(staging, place).catch(async (error: unknown) => {
    // Whole files that came by an earlier download are not read again until here.
    await fs.rm(staging, { recursive: true, force: true });
    throw error;
  });
  return moveIn(place, verified, staging);
}

/** The built image by hard links: the build replaces its files, it does not write into them. */
async function adopt(place: Place, verified: Verified, out: string): Promise<ImageFiles> {
  const temp = temporaryName(path.join(place.dir, idOf(verified.sha256)));
  await fs.mkdir(temp, { recursive: true, mode: 0o700 });
  try {
    const text = await fs.readFile(path.join(out, IMAGE_JSON), 'utf8');
    for (const file of [IMAGE_JSON, ...partsOf(parseImage(text, place.manifest, place.arch)).map((part) => part.file)])
      await linkOrCopy(path.join(out, file), path.join(temp, file));
    return await moveIn(place, verified, temp);
  } catch (error) {
    await fs.rm(temp, { recursive: true, force: true });
    throw error;
  }
}

const linkOrCopy = (from: string, to: string): Promise<void> => fs.link(from, to).catch(() => fs.copyFile(from, to));

/** `from` becomes the image's folder; a damaged one of that name goes. */
async function moveIn(place: Place, { sha256, files }: Verified, from: string): Promise<ImageFiles> {
  const target = path.join(place.dir, `${files.version}-${files.arch}-${idOf(sha256)}`);
  const old = temporaryName(target);
  const replaced = await fs.rename(target, old).then(
    () => true,
    () => false,
  );
  await fs.rename(from, target);
  await syncFolder(place.dir);
  if (replaced) await fs.rm(old, { recursive: true, force: true });
  return (await verifyFolder(target, place)).files;
}

async function prune(place: Place, keep: readonly ImageFiles[]): Promise<readonly string[]> {
  const kept = new Set(keep.map(({ root }) => path.basename(path.dirname(root))));
  const names = (await fs.readdir(place.dir).catch(() => [])).filter(
    (name) => (FOLDER.test(name) || STAGING.test(name)) && !kept.has(name),
  );
  for (const name of names) await fs.rm(path.join(place.dir, name), { recursive: true, force: true });
  return [...names, ...(await removeLeftovers(place.dir))];
}
