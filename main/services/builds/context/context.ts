import fs from 'node:fs/promises';
import path from 'node:path';
import { checkFolder } from '../dockerfile/find';
import { findIgnoreFile, readBuildFile } from '../dockerfile/read';
import { BuildFault, wordsOf } from '../fault';
import { createIgnore, type Ignore, withBuildFiles } from './ignore';
import { readPatterns } from './ignore-file';

export interface ContextPlace {
  readonly folder: string;
  readonly dockerfile: string;
  /** For the engine's own builder: it is sent its Dockerfile with the rest, and other rules hold for exceptions. */
  readonly classic: boolean;
}

/** What is sent to a builder. */
export interface Context {
  /** Without links on the way. */
  readonly root: string;
  readonly ignore: Ignore;
  /** Relative to the root, with `/`; null: it lies elsewhere. */
  readonly dockerfile: string | null;
}

const IGNORE_FILE = '.dockerignore';

/** A link to a Dockerfile counts as what it leads to, as to the CLI. */
async function within(root: string, file: string): Promise<string | null> {
  const real = await fs.realpath(file).catch((error: unknown) => {
    throw new BuildFault('no-dockerfile', file, wordsOf(error));
  });
  const relative = path.relative(root, real);
  const outside = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return outside ? null : relative.replaceAll(path.sep, '/');
}

async function patternsFor({ folder, dockerfile, classic }: ContextPlace, windows: boolean) {
  const file = await findIgnoreFile(folder, dockerfile, !classic);
  const found =
    file === null
      ? null
      : await readBuildFile(file).catch((error: unknown) => {
          if (error instanceof BuildFault) throw error;
          throw new BuildFault('bad-wish', file, wordsOf(error));
        });
  return file === null || found === null ? [] : readPatterns(found.text, { file, windows });
}

/** Throws BuildFault where docker would not build, too. */
export async function openContext(place: ContextPlace, platform: NodeJS.Platform): Promise<Context> {
  const windows = platform === 'win32';
  await checkFolder(place.folder);
  const root = await fs.realpath(place.folder);
  const dockerfile = await within(root, place.dockerfile);
  const patterns = await patternsFor(place, windows);
  const builderFiles = [IGNORE_FILE, ...(dockerfile === null ? [] : [dockerfile])];
  const counted = place.classic ? withBuildFiles(patterns, builderFiles, windows) : patterns;
  return { root, dockerfile, ignore: createIgnore(counted, !place.classic) };
}
