import fs from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../../process/error-code';
import { writeNewText } from '../../process/text-file';
import { ComposeFault } from '../types';
import { mustBeAbsolute, wordsOf } from './open';

export interface NewFiles {
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** Below the folder, whatever system the path is of. Throws ComposeFault `bad-path`. */
function pathIn(folder: string, relative: string): string {
  const words = relative.split(/[\\/]/);
  const isBad = words.some((word) => word === '' || word === '.' || word === '..' || word === '.git');
  if (isBad || path.isAbsolute(relative) || path.win32.isAbsolute(relative) || /[\0:]/.test(relative))
    throw new ComposeFault('bad-path', relative, relative);
  return path.join(folder, ...words);
}

/** A link in the folder must not lead what is written out of it. */
async function mustStayIn(folder: string, file: string): Promise<void> {
  const [root, real] = await Promise.all([fs.realpath(folder), fs.realpath(path.dirname(file))]);
  if (real !== root && !real.startsWith(root + path.sep)) throw new ComposeFault('bad-path', file, file);
}

async function isThere(file: string): Promise<boolean> {
  return fs.lstat(file).then(
    () => true,
    () => false,
  );
}

/** Writes new files, all or none, never over old ones. Throws ComposeFault `bad-path`, `exists`, `not-written`. */
export async function createFiles({ folder, files }: NewFiles): Promise<{ folder: string; files: string[] }> {
  mustBeAbsolute(folder);
  const wanted = files.map(({ path: relative, text }) => ({ file: pathIn(folder, relative), text }));
  for (const { file } of wanted) if (await isThere(file)) throw new ComposeFault('exists', file, '');
  const written: string[] = [];
  try {
    await fs.mkdir(folder, { recursive: true });
    for (const { file, text } of wanted) {
      await fs.mkdir(path.dirname(file), { recursive: true });
      await mustStayIn(folder, file);
      await writeNewText(file, text);
      written.push(file);
    }
  } catch (error) {
    // What is half a project would be in the way of the next try.
    for (const file of written) await fs.rm(file, { force: true }).catch(() => undefined);
    if (error instanceof ComposeFault) throw error;
    if (codeOf(error) === 'EEXIST') throw new ComposeFault('exists', folder, wordsOf(error));
    throw new ComposeFault('not-written', folder, wordsOf(error));
  }
  return { folder, files: written };
}
