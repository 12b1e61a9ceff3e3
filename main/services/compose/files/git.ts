import fs from 'node:fs/promises';
import path from 'node:path';
import { readTextFile } from '../../process/text-file';

interface GitPlace {
  /** null: none. */
  readonly root: string | null;
  /** The branch, or the beginning of the commit where there is none; '': not known. */
  readonly branch: string;
}

const SHORT = 12;

async function textOf(file: string): Promise<string> {
  const found = await readTextFile(file).catch(() => null);
  return found?.text.trim() ?? '';
}

/** Of `.git`, a folder, or a file that names one, as in a worktree. */
async function headOf(git: string): Promise<string> {
  const stat = await fs.stat(git).catch(() => null);
  if (stat?.isDirectory() === true) return textOf(path.join(git, 'HEAD'));
  const named = /^gitdir: (.+)$/m.exec(await textOf(git))?.[1];
  return named === undefined ? '' : textOf(path.join(path.resolve(path.dirname(git), named), 'HEAD'));
}

const branchOf = (head: string): string =>
  /^ref: refs\/heads\/(.+)$/.exec(head)?.[1] ?? (/^[\da-f]{40,64}$/.test(head) ? head.slice(0, SHORT) : '');

/** The Git folder that a folder lies in. */
export async function gitPlace(folder: string): Promise<GitPlace> {
  for (let at = folder; ; at = path.dirname(at)) {
    const git = path.join(at, '.git');
    const head = await headOf(git);
    if (head !== '') return { root: at, branch: branchOf(head) };
    if (path.dirname(at) === at) return { root: null, branch: '' };
  }
}
