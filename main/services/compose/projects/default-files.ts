import fs from 'node:fs/promises';
import path from 'node:path';

/** In the order in which compose looks for them, each with its override. */
export const DEFAULT_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = ['compose', 'docker-compose'].flatMap((name) => [`${name}.override.yml`, `${name}.override.yaml`]);
/** What in a folder is another project when it changes. */
export const TELLING_FILES: readonly string[] = [...DEFAULT_FILES, ...OVERRIDES, '.env'];

export const isThere = (file: string): Promise<boolean> =>
  fs.access(file).then(
    () => true,
    () => false,
  );

/** Whether compose would find a file by itself in the folder. */
export async function hasComposeFile(folder: string): Promise<boolean> {
  const found = await Promise.all(DEFAULT_FILES.map((name) => isThere(path.join(folder, name))));
  return found.includes(true);
}
