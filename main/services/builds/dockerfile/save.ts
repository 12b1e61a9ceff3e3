import path from 'node:path';
import { writeDurably } from '../../process/durable-file';
import { codeOf } from '../../process/error-code';
import { replaceText } from '../../process/text-file';
import { BuildFault, wordsOf } from '../fault';
import { isDockerfileName, isIgnoreName } from './names';
import { readBuildFile } from './read';
import { say } from '../../../../texts/say';

export interface DockerfileText {
  readonly path: string;
  readonly text: string;
  /** Of what it replaces; null: there must be none yet. */
  readonly sha256: string | null;
}

const NEW_MODE = 0o644;

async function create(file: string, text: string): Promise<void> {
  // Whoever knows what is in a file may replace it; a new one has to be what this is for.
  if (!isDockerfileName(file) && !isIgnoreName(file))
    throw new Error(say('Neither a Dockerfile nor a .dockerignore is called so.'));
  await writeDurably(file, text, NEW_MODE);
}

/** Whole or not at all. Throws BuildFault: `changed` where it is not what was read. */
export async function saveText({ path: file, text, sha256 }: DockerfileText): Promise<void> {
  if (!path.isAbsolute(file)) throw new BuildFault('not-written', file, say('It is no absolute path.'));
  try {
    const now = await readBuildFile(file);
    if ((now?.sha256 ?? null) !== sha256) throw new BuildFault('changed', file);
    await (sha256 === null ? create(file, text) : replaceText(file, text));
  } catch (error) {
    // It was text when it was read.
    if (error instanceof BuildFault) throw error.fault === 'not-text' ? new BuildFault('changed', file) : error;
    throw new BuildFault(
      'not-written',
      file,
      codeOf(error) === 'ENOENT' ? say('Its folder is not there.') : wordsOf(error),
    );
  }
}
