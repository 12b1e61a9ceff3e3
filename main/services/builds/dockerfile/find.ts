import type { Dirent } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { BuildFolder } from '../../../contract/builds';
import { BuildFault, wordsOf } from '../fault';
import { DEFAULT_NAME, isDockerfileName } from './names';
import { say } from '../../../../texts/say';

/** Folders below that are looked into, and what is told of all. */
const MOST_FOLDERS = 300;
const MOST_FOUND = 100;
/** Full of what others wrote. */
const FOREIGN = new Set(['node_modules', 'vendor', '.git']);
const LONGEST_TAG = 128;

const rank = (folder: string, file: string): number => {
  if (path.dirname(file) !== folder) return 3;
  if (path.basename(file) === DEFAULT_NAME) return 0;
  return /^(docker|container)file$/i.test(path.basename(file)) ? 1 : 2;
};

async function isFile(folder: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  const stat = await fs.stat(path.join(folder, entry.name)).catch(() => null);
  return stat?.isFile() === true;
}

async function dockerfilesIn(folder: string, entries: readonly Dirent[]): Promise<string[]> {
  const named = entries.filter(({ name }) => isDockerfileName(name)).slice(0, MOST_FOUND);
  const files = await Promise.all(named.map((entry) => isFile(folder, entry)));
  return named.filter((_, at) => files[at] === true).map(({ name }) => path.join(folder, name));
}

/** As a repository may be called. */
export function suggestedTag(folder: string): string {
  const words = path
    .basename(folder)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return words.join('-').slice(0, LONGEST_TAG).replace(/-$/, '') || 'image';
}

/** Throws BuildFault where it is no folder that can be read. */
export async function checkFolder(folder: string): Promise<void> {
  if (!path.isAbsolute(folder)) throw new BuildFault('bad-folder', folder, folder);
  try {
    const stat = await fs.stat(folder);
    if (!stat.isDirectory()) throw new Error(say('It is no folder.'));
  } catch (error) {
    throw new BuildFault('no-folder', folder, wordsOf(error));
  }
}

/** What could be built from a folder. Throws BuildFault. */
export async function lookIntoFolder(folder: string): Promise<BuildFolder> {
  await checkFolder(folder);
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new BuildFault('no-folder', folder, wordsOf(error));
  });
  const found = await dockerfilesIn(folder, entries);
  const below = entries.filter((entry) => entry.isDirectory() && !FOREIGN.has(entry.name)).slice(0, MOST_FOLDERS);
  for (const { name } of below) {
    const inner = path.join(folder, name);
    found.push(...(await dockerfilesIn(inner, await fs.readdir(inner, { withFileTypes: true }).catch(() => []))));
  }
  const byLikelihood = (a: string, b: string): number => rank(folder, a) - rank(folder, b) || (a < b ? -1 : 1);
  const dockerfiles = found.sort(byLikelihood).slice(0, MOST_FOUND);
  return { folder, dockerfiles, suggestedTag: suggestedTag(folder) };
}
