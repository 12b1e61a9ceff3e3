import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Dockerfile } from '../../../contract/builds';
import { codeOf } from '../../process/process-error';
import { BuildFault, wordsOf } from '../fault';
import { ignoreNames, isIgnoreName } from './names';
import { parseDockerfile } from './parse';

/** Bytes; an honest one has a few KiB. */
export const LARGEST = 1_048_576;

export interface TextFile {
  readonly text: string;
  readonly sha256: string;
}

export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

function decoded(file: string, content: Buffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    if (!text.includes('\0')) return text;
  } catch {
    // Told below.
  }
  throw new BuildFault('not-text', file, 'It is no text in UTF-8.');
}

/** null: there is none. Throws BuildFault `not-text`, or the system's error. */
export async function readTextFile(file: string): Promise<TextFile | null> {
  const stat = await fs.stat(file).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
    throw error;
  });
  if (stat === null) return null;
  // A pipe would be waited for without end.
  if (!stat.isFile()) throw new BuildFault('not-text', file, 'It is no file.');
  if (stat.size > LARGEST) throw new BuildFault('not-text', file, `It is larger than ${String(LARGEST)} bytes.`);
  const content = await fs.readFile(file);
  return { text: decoded(file, content), sha256: sha256Of(content) };
}

const isFile = async (file: string): Promise<boolean> => (await fs.stat(file).catch(() => null))?.isFile() === true;

/** null: there is none. */
export async function findIgnoreFile(folder: string, dockerfile: string, own: boolean): Promise<string | null> {
  for (const file of ignoreNames(folder, dockerfile, own)) if (await isFile(file)) return file;
  return null;
}

/** Throws BuildFault. */
export async function readBuildText(file: string): Promise<TextFile> {
  if (!path.isAbsolute(file)) throw new BuildFault('no-dockerfile', file, 'It is no absolute path.');
  const found = await readTextFile(file).catch((error: unknown) => {
    if (error instanceof BuildFault) throw error;
    throw new BuildFault('no-dockerfile', file, wordsOf(error));
  });
  if (found === null) throw new BuildFault('no-dockerfile', file, 'There is no such file.');
  return found;
}

export interface DockerfilePlace {
  readonly path: string;
  readonly folder: string;
  /** Without BuildKit a Dockerfile has no ignore file of its own. */
  readonly classic: boolean;
}

/** Of a Dockerfile, or of an ignore file, which has neither stages nor arguments. Throws BuildFault. */
export async function readDockerfile({ path: file, folder, classic }: DockerfilePlace): Promise<Dockerfile> {
  const { text, sha256 } = await readBuildText(file);
  if (isIgnoreName(file)) return { path: file, text, sha256, stages: [], args: [], ignoreFile: null };
  const { stages, args } = parseDockerfile(text);
  const ignoreFile = await findIgnoreFile(folder, file, !classic);
  return { path: file, text, sha256, stages: [...stages], args: [...args], ignoreFile };
}
