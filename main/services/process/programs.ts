import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { type Env, variable } from '../engine/env';

/** What the names of programs end with. */
export const programEndings = (env: Env, platform: NodeJS.Platform): readonly string[] =>
  platform === 'win32'
    ? (variable(env, 'PATHEXT') ?? '.EXE;.CMD;.BAT').split(';').map((end) => end.toLowerCase())
    : [''];

/** The folders of the PATH. */
export const programFolders = (env: Env, platform: NodeJS.Platform): readonly string[] =>
  // A relative one would run what lies in whichever folder this is.
  (variable(env, 'PATH') ?? variable(env, 'Path') ?? '')
    .split(platform === 'win32' ? ';' : ':')
    .filter((folder) => path.isAbsolute(folder));

export async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The paths of all of this name on the PATH, in its order. */
export async function findPrograms(name: string, env: Env, platform: NodeJS.Platform): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of programFolders(env, platform))
    for (const ending of programEndings(env, platform)) {
      const file = path.join(folder, `${name}${ending}`);
      if (await isProgram(file)) found.push(file);
    }
  return found;
}
