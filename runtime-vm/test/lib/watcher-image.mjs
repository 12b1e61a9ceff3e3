// An image with a program that watches folders, made of Debian packages.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fetchPackages, privateApt, resolvePackages, updateLists } from '../../image/lib/debian.mjs';
import { run } from '../../image/lib/run.mjs';
import { prepareTree, unpack } from '../../image/lib/unpack.mjs';

const FILES = {
  'inotify-tools': ['usr/bin/inotifywait'],
  libc6: ['lib/*/ld-linux-*', 'lib/*/libc.so.6', 'lib*/ld-linux-*'],
  libinotifytools0: ['usr/lib/*/libinotifytools.so.*'],
};

/** @param {string} arch @returns {Promise<Buffer>} Its root filesystem as a tar. */
export async function watcherRoot(arch) {
  const cache = resolve('.cache/vm');
  const debs = join(cache, 'debs');
  await mkdir(debs, { recursive: true });
  const apt = await privateApt(join(cache, 'apt', arch), arch, process.env.SLIPWAY_DEBIAN_MIRROR);
  await updateLists(apt, false);
  const packages = await resolvePackages(apt, Object.keys(FILES));
  await fetchPackages(apt, packages, debs);
  const folder = await mkdtemp(join(cache, 'watcher-'));
  try {
    const tree = join(folder, 'tree');
    await mkdir(tree);
    await prepareTree(tree);
    for (const { name, file } of packages)
      await unpack(join(debs, file), tree, FILES[/** @type {keyof FILES} */ (name)]);
    await run('tar', ['-c', '-C', tree, '-f', join(folder, 'root.tar'), '.']);
    return await readFile(join(folder, 'root.tar'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
