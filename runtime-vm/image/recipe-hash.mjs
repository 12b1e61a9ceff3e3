// The key a cache of built images goes by.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { IMAGE_FOLDER, readAgreement } from './lib/recipe.mjs';

/** @param {string} folder @returns {Promise<string[]>} */
async function filesUnder(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    }),
  );
  return nested.flat().sort();
}

/**
 * SHA-256 (hex) of all that decides what the build makes, the packages' versions excepted: the recipe, the build's own code,
 * and the agreement with the host.
 * @returns {Promise<string>}
 */
export async function recipeHash() {
  const hash = createHash('sha256');
  for (const path of await filesUnder(IMAGE_FOLDER)) {
    const executable = ((await stat(path)).mode & 0o100) !== 0;
    hash.update(`${relative(IMAGE_FOLDER, path)}\0${executable}\0`);
    hash.update(
      createHash('sha256')
        .update(await readFile(path))
        .digest(),
    );
  }
  hash.update(JSON.stringify(await readAgreement()));
  return hash.digest('hex');
}
