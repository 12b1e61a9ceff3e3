import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import { temporaryName, writeDurably } from './durable-file';
import { codeOf } from './error-code';
import { say } from '../../../texts/say';

/** Bytes; an honest file that people write has a few KiB. */
export const LARGEST_TEXT = 1_048_576;

export interface TextFile {
  readonly text: string;
  readonly sha256: string;
}

/** It is there, and is no text that we would show; the message says why. */
export class NoText extends Error {
  override readonly name = 'NoText';
}

export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

function decoded(content: Buffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    if (!text.includes('\0')) return text;
  } catch {
    // Told below.
  }
  throw new NoText(say('It is no text in UTF-8.'));
}

/** null: there is none. Throws NoText, or the system's error. */
export async function readTextFile(file: string): Promise<TextFile | null> {
  const stat = await fs.stat(file).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
    throw error;
  });
  if (stat === null) return null;
  // A pipe would be waited for without end.
  if (!stat.isFile()) throw new NoText(say('It is no file.'));
  if (stat.size > LARGEST_TEXT)
    throw new NoText(say('It is larger than {largestText} bytes.', { largestText: LARGEST_TEXT }));
  const content = await fs.readFile(file);
  return { text: decoded(content), sha256: sha256Of(content) };
}

const MODE_BITS = 0o7777;
const ANY_WRITE = 0o222;
const NEW_MODE = 0o644;

/**
 * Whole or not at all. A link stays a link, and the file keeps its mode and, where we may give it, its owner. Rejects with the
 * system's error, or in words of ours.
 */
export async function replaceText(file: string, text: string): Promise<void> {
  const target = await fs.realpath(file);
  const { mode, uid, gid } = await fs.stat(target);
  // The rename would go through where the file itself may not be written.
  if ((mode & ANY_WRITE) === 0) throw new Error(say('It is write-protected.'));
  await fs.access(target, constants.W_OK);
  await writeDurably(target, text, mode & MODE_BITS);
  const now = await fs.stat(target);
  if (now.uid !== uid || now.gid !== gid) await fs.chown(target, uid, gid).catch(() => undefined);
}

const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/**
 * A new file, whole or not at all, never over one that is there: rejects with the system's error, then EEXIST. Where files cannot be
 * linked it may be left in part if the machine stops.
 */
export async function writeNewText(file: string, text: string): Promise<void> {
  const temp = temporaryName(file);
  await writeDurably(temp, text, NEW_MODE);
  try {
    await fs.link(temp, file).catch((error: unknown) => {
      if (!NO_LINKS.includes(codeOf(error))) throw error;
      return fs.writeFile(file, text, { flag: 'wx', mode: NEW_MODE });
    });
  } finally {
    await fs.rm(temp, { force: true });
  }
}
