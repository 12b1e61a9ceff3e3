import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '../../process/durable-file';
import { codeOf } from '../../process/process-error';
import { BuildFault, wordsOf } from '../fault';
import { isDockerfileName, isIgnoreName } from './names';
import { readTextFile } from './read';

export interface DockerfileText {
  readonly path: string;
  readonly text: string;
  /** Of what it replaces; null: there must be none yet. */
  readonly sha256: string | null;
}

const NEW_MODE = 0o644;
const MODE_BITS = 0o7777;
const ANY_WRITE = 0o222;

/** A link stays a link, and the file keeps its mode and, where we may give it, its owner. */
async function replace(file: string, text: string): Promise<void> {
  const target = await fs.realpath(file);
  const { mode, uid, gid } = await fs.stat(target);
  // The rename would go through where the file itself may not be written.
  if ((mode & ANY_WRITE) === 0) throw new Error('It is write-protected.');
  await fs.access(target, constants.W_OK);
  await writeDurably(target, text, mode & MODE_BITS);
  const now = await fs.stat(target);
  if (now.uid !== uid || now.gid !== gid) await fs.chown(target, uid, gid).catch(() => undefined);
}

async function create(file: string, text: string): Promise<void> {
  // Whoever knows what is in a file may replace it; a new one has to be what this is for.
  if (!isDockerfileName(file) && !isIgnoreName(file))
    throw new Error('Neither a Dockerfile nor a .dockerignore is called so.');
  await writeDurably(file, text, NEW_MODE);
}

/** Whole or not at all. Throws BuildFault: `changed` where it is not what was read. */
export async function saveText({ path: file, text, sha256 }: DockerfileText): Promise<void> {
  if (!path.isAbsolute(file)) throw new BuildFault('not-written', file, 'It is no absolute path.');
  try {
    const now = await readTextFile(file);
    if ((now?.sha256 ?? null) !== sha256) throw new BuildFault('changed', file);
    await (sha256 === null ? create(file, text) : replace(file, text));
  } catch (error) {
    // It was text when it was read.
    if (error instanceof BuildFault) throw error.fault === 'not-text' ? new BuildFault('changed', file) : error;
    throw new BuildFault('not-written', file, codeOf(error) === 'ENOENT' ? 'Its folder is not there.' : wordsOf(error));
  }
}
