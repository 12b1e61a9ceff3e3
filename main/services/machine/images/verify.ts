import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { writeDurably } from '../../process/durable-file';
import type { GuestArch, ImageFiles } from '../driver';
import { asImageError, ImageError } from './image-error';
import { codeOf } from '../../process/error-code';
import { IMAGE_JSON, IMAGE_JSON_LIMIT, type Image, parseImage, type Part, partsOf } from './image-json';
import type { Manifest } from './manifest';
import { say } from '../../../../texts/say';

export interface VerifyOptions {
  /** Where it is remembered what was verified. */
  readonly memory: string;
  readonly manifest: Manifest;
  readonly arch: GuestArch;
}

/** An image whose bytes were checked. */
export interface Verified {
  readonly files: ImageFiles;
  /** Of its `image.json`: its identity. */
  readonly sha256: string;
}

/** By the image's folder: what its files were when their bytes were right. */
const memoryFile = v.record(v.string(), v.string());

/** SHA-256 of a file of any size. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1_048_576 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Checks an image in its folder: its fitness, and size and SHA-256 of each part. What was found right is remembered by
 * size, time and inode of its files. Throws ImageError with the reason.
 */
export async function verifyFolder(folder: string, options: VerifyOptions): Promise<Verified> {
  const key = path.resolve(folder);
  try {
    const text = await readImageJson(key);
    const image = parseImage(text, options.manifest, options.arch);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const stamp = `${sha256} ${await stampOf(key, image)}`;
    const memory = await readMemory(options.memory);
    if (memory[key] !== stamp) {
      for (const part of partsOf(image)) await checkBytes(key, part);
      if (stamp !== `${sha256} ${await stampOf(key, image)}`)
        throw new ImageError('damaged', say('The image in {key} was changed while it was checked.', { key }));
      await remember(options.memory, key, stamp);
    }
    return { files: filesOf(key, image), sha256 };
  } catch (error) {
    throw asImageError(error, say('The image in {key} cannot be read', { key }));
  }
}

async function readImageJson(folder: string): Promise<string> {
  const file = path.join(folder, IMAGE_JSON);
  try {
    if ((await fs.stat(file)).size > IMAGE_JSON_LIMIT)
      throw new ImageError('damaged', say('The image is damaged: its image.json is far too large.'));
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new ImageError('absent', say('There is no image in {folder}.', { folder }));
    throw error;
  }
}

/** Throws when a size is wrong: that needs no look at the bytes. */
async function stampOf(folder: string, image: Image): Promise<string> {
  const stamps: string[] = [];
  for (const { file, bytes } of partsOf(image)) {
    const stat = await fs.stat(path.join(folder, file), { bigint: true }).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT')
        throw new ImageError('damaged', say('The image is damaged: {file} is missing.', { file }));
      throw error;
    });
    if (!stat.isFile() || stat.size !== BigInt(bytes))
      throw new ImageError(
        'damaged',
        say('The image is damaged: {file} has {size} bytes, not {bytes}.', { file, size: String(stat.size), bytes }),
      );
    stamps.push([stat.size, stat.mtimeNs, stat.ino].join(':'));
  }
  return stamps.join(' ');
}

async function checkBytes(folder: string, { file, sha256 }: Part): Promise<void> {
  if ((await hashFile(path.join(folder, file))) !== sha256)
    throw new ImageError(
      'damaged',
      say('The image is damaged: {file} does not have the bytes it should (SHA-256).', { file }),
    );
}

const filesOf = (folder: string, { imageVersion, arch, kernelArgs, parts }: Image): ImageFiles => ({
  version: imageVersion,
  arch,
  kernel: path.join(folder, parts.kernel.file),
  initramfs: path.join(folder, parts.initramfs.file),
  root: path.join(folder, parts.root.file),
  kernelArgs,
});

async function readMemory(file: string): Promise<Readonly<Record<string, string>>> {
  try {
    const parsed = v.safeParse(memoryFile, JSON.parse(await fs.readFile(file, 'utf8')));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}

/** What cannot be remembered is checked again. */
async function remember(file: string, key: string, stamp: string): Promise<void> {
  const others = Object.entries(await readMemory(file)).filter(([folder]) => folder !== key);
  const there = await Promise.all(others.map(async ([folder]) => (await fs.stat(folder).catch(() => null)) !== null));
  const memory = { ...Object.fromEntries(others.filter((_, at) => there[at])), [key]: stamp };
  await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 }).catch(() => undefined);
  await writeDurably(file, `${JSON.stringify(memory, null, 2)}\n`).catch(() => undefined);
}
