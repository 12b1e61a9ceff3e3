import path from 'node:path';
import type { ComposeFile } from '../../../contract/compose-files';
import { codeOf } from '../../process/error-code';
import { NoText, readTextFile, replaceText, sha256Of, writeNewText } from '../../process/text-file';
import { ComposeFault } from '../types';
import { say } from '../../../../texts/say';

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Throws ComposeFault `bad-path`. */
export function mustBeAbsolute(file: string): void {
  if (!path.isAbsolute(file)) throw new ComposeFault('bad-path', file, file);
}

async function readFile(file: string): Promise<ComposeFile | null> {
  try {
    const found = await readTextFile(file);
    return found === null ? null : { path: file, text: found.text, sha256: found.sha256 };
  } catch (error) {
    throw new ComposeFault(error instanceof NoText ? 'not-text' : 'not-found', file, wordsOf(error));
  }
}

/** Throws ComposeFault `bad-path`, `not-found`, `not-text`. */
export async function openFile(file: string): Promise<ComposeFile> {
  mustBeAbsolute(file);
  const found = await readFile(file);
  if (found === null) throw new ComposeFault('not-found', file, say('There is no such file.'));
  return found;
}

interface Save {
  readonly path: string;
  readonly text: string;
  /** Of what it replaces; null: there must be none yet. */
  readonly sha256: string | null;
}

/** Whoever knows what is in a file may replace it; a new one has to be what this is for. */
const isOurKind = (file: string): boolean => /\.ya?ml$|(?:^|\.)env(?:\.[\w.-]+)?$/i.test(path.basename(file));

async function write({ path: file, text, sha256 }: Save): Promise<void> {
  if (sha256 !== null) return replaceText(file, text);
  if (!isOurKind(file)) throw new Error(say('A new file has to end in .yaml, .yml or .env.'));
  await writeNewText(file, text);
}

/** Whole or not at all. Throws ComposeFault `changed` where it is not what was read, `bad-path`, `not-written`. */
export async function saveFile(wish: Save): Promise<ComposeFile> {
  const { path: file, text, sha256 } = wish;
  mustBeAbsolute(file);
  const now = await readFile(file).catch((error: unknown) => {
    // It was text when it was read.
    if (error instanceof ComposeFault && error.fault === 'not-text') throw new ComposeFault('changed', file, '');
    throw error;
  });
  if (sha256 === null && now !== null) throw new ComposeFault('exists', file, '');
  if ((now?.sha256 ?? null) !== sha256) throw new ComposeFault('changed', file, '');
  try {
    await write(wish);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new ComposeFault('exists', file, '');
    const detail = codeOf(error) === 'ENOENT' ? say('Its folder is not there.') : wordsOf(error);
    throw new ComposeFault('not-written', file, detail);
  }
  return { path: file, text, sha256: sha256Of(text) };
}
