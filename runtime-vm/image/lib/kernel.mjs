// The kernel and the modules the recipe names.
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from './run.mjs';

/** @typedef {{ readonly release: string, readonly tree: string }} Kernel An unpacked kernel package. */

/** @param {string} tree @returns {Promise<Kernel>} */
export async function indexKernel(tree) {
  const [release = ''] = await readdir(join(tree, 'lib/modules'));
  await run('depmod', ['-b', tree, release]);
  return { release, tree };
}

/**
 * @param {Kernel} kernel
 * @param {readonly string[]} names
 * @returns {Promise<string[]>} Paths under lib/modules/RELEASE in the order to load them, with what they depend on; drivers
 * the kernel has built in are left out.
 */
export async function moduleFiles({ release, tree }, names) {
  const folder = join(tree, 'lib/modules', release);
  const shown = await run('modprobe', ['-d', tree, '-S', release, '-a', '--show-depends', ...names]);
  const files = [...shown.matchAll(/^insmod (\S+)/gm)].map(([, path = '']) => relative(folder, path));
  return [...new Set(files)];
}

/**
 * @param {Kernel} kernel
 * @param {readonly string[]} files
 * @param {string} root The guest's root tree.
 */
export async function installModules({ release, tree }, files, root) {
  const target = join(root, 'usr/lib/modules', release);
  for (const file of [...files, 'modules.order', 'modules.builtin', 'modules.builtin.modinfo']) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await copyFile(join(tree, 'lib/modules', release, file), join(target, file));
  }
  await run('depmod', ['-b', root, release]);
}

/**
 * Writes the kernel: as Debian has it for amd64 (it unpacks itself), gzip for arm64, where it does not and is three times
 * the size.
 * @param {Kernel} kernel
 * @param {string} arch
 * @param {string} file
 * @returns {Promise<'none' | 'gzip'>}
 */
export async function writeKernel({ release, tree }, arch, file) {
  const image = await readFile(join(tree, 'boot', `vmlinuz-${release}`));
  const packed = arch === 'arm64' && !(image[0] === 0x1f && image[1] === 0x8b);
  await writeFile(file, packed ? gzipSync(image, { level: 9 }) : image);
  return arch === 'arm64' ? 'gzip' : 'none';
}
