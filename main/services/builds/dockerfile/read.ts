import fs from 'node:fs/promises';
import path from 'node:path';
import type { Dockerfile } from '../../../contract/builds';
import { NoText, readTextFile, type TextFile } from '../../process/text-file';
import { BuildFault, wordsOf } from '../fault';
import { ignoreNames, isIgnoreName } from './names';
import { parseDockerfile } from './parse';
import { say } from '../../../../texts/say';

/** null: there is none. Throws BuildFault `not-text`, or the system's error. */
export const readBuildFile = (file: string): Promise<TextFile | null> =>
  readTextFile(file).catch((error: unknown) => {
    throw error instanceof NoText ? new BuildFault('not-text', file, error.message) : error;
  });

const isFile = async (file: string): Promise<boolean> => (await fs.stat(file).catch(() => null))?.isFile() === true;

/** null: there is none. */
export async function findIgnoreFile(folder: string, dockerfile: string, own: boolean): Promise<string | null> {
  for (const file of ignoreNames(folder, dockerfile, own)) if (await isFile(file)) return file;
  return null;
}

/** Throws BuildFault. */
export async function readBuildText(file: string): Promise<TextFile> {
  if (!path.isAbsolute(file)) throw new BuildFault('no-dockerfile', file, say('It is no absolute path.'));
  const found = await readBuildFile(file).catch((error: unknown) => {
    if (error instanceof BuildFault) throw error;
    throw new BuildFault('no-dockerfile', file, wordsOf(error));
  });
  if (found === null) throw new BuildFault('no-dockerfile', file, say('There is no such file.'));
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
