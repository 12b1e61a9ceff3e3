// The three parts of an image: kernel, initramfs, root.
import { cp, mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cpio } from './archives.mjs';
import { applets } from './busybox.mjs';
import { installModules, moduleFiles } from './kernel.mjs';
import { RECIPE_FOLDER, agreementForShell, readAgreement, readModules } from './recipe.mjs';
import { run } from './run.mjs';
import { bundleCertificates } from './unpack.mjs';
import { welcomeImage } from './welcome.mjs';

/** Programs the guest's scripts call by names that Debian sets with its alternatives, or that have none. */
const LINKS = {
  'usr/sbin/iptables': 'xtables-legacy-multi',
  'usr/sbin/iptables-save': 'xtables-legacy-multi',
  'usr/sbin/iptables-restore': 'xtables-legacy-multi',
  'usr/sbin/ip6tables': 'xtables-legacy-multi',
  'usr/sbin/ip6tables-save': 'xtables-legacy-multi',
  'usr/sbin/ip6tables-restore': 'xtables-legacy-multi',
  'usr/sbin/fsck.ext4': 'e2fsck',
  'usr/sbin/mkfs.ext4': 'mke2fs',
  'usr/sbin/init': '../bin/busybox',
  'usr/sbin/modprobe': '../bin/busybox',
  'var/run': '../run',
};

const MOUNT_POINTS = ['dev', 'proc', 'sys', 'run', 'tmp', 'mnt', 'home', 'root', 'var/lib', 'var/tmp'];

/** Blocks of 128 KiB: larger ones save 2 % and cost memory and time at each read of a page. */
const SQUASHFS = ['-comp', 'zstd', '-Xcompression-level', '19', '-b', '131072', '-no-xattrs'];
/** One time for all, so that the same contents are the same bytes. */
const REPRODUCIBLE = ['-all-root', '-all-time', '0', '-mkfs-time', '0'];

/** @typedef {import('./kernel.mjs').Kernel} Kernel */
/** @typedef {import('./recipe.mjs').Arch} Arch */

/**
 * Makes of the unpacked packages the guest's root.
 * @param {string} tree
 * @param {Kernel} kernel
 * @param {Arch} arch
 */
export async function finishRoot(tree, kernel, arch) {
  await cp(join(RECIPE_FOLDER, 'root'), tree, { recursive: true });
  for (const folder of MOUNT_POINTS) await mkdir(join(tree, folder), { recursive: true });
  for (const [path, target] of Object.entries(LINKS)) await symlink(target, join(tree, path));
  const taken = new Set([...(await readdir(join(tree, 'usr/bin'))), ...(await readdir(join(tree, 'usr/sbin')))]);
  const busybox = await readFile(join(tree, 'usr/bin/busybox'));
  for (const name of applets(busybox)) {
    if (!taken.has(name)) await symlink('busybox', join(tree, 'usr/bin', name));
  }
  await bundleCertificates(tree);

  const modules = await readModules(arch);
  await installModules(kernel, await moduleFiles(kernel, Object.values(modules).flat()), tree);
  const lib = join(tree, 'usr/lib/slipway');
  for (const stage of /** @type {const} */ (['boot', 'engine']))
    await writeFile(join(lib, `${stage}-modules`), `${modules[stage].join('\n')}\n`);
  await writeFile(join(lib, 'agreement'), agreementForShell(await readAgreement()));
  await mkdir(join(tree, 'usr/share/slipway'), { recursive: true });
  await writeFile(join(tree, 'usr/share/slipway/welcome.tar'), await welcomeImage(busybox, arch));
}

/** @param {string} tree @param {string} file */
export async function writeSquashfs(tree, file) {
  // Modes must not depend on the umask of who builds.
  await run('chmod', ['-R', 'u=rwX,go=rX', tree]);
  await run('chmod', ['1777', join(tree, 'tmp'), join(tree, 'var/tmp')]);
  await run('mksquashfs', [tree, file, '-noappend', '-no-progress', ...SQUASHFS, ...REPRODUCIBLE]);
}

/**
 * @param {{ tree: string, kernel: Kernel, arch: Arch, file: string }} from
 */
export async function writeInitramfs({ tree, kernel, arch, file }) {
  const modules = await moduleFiles(kernel, (await readModules(arch)).initramfs);
  const folders = ['bin', 'dev', 'proc', 'sys', 'run', 'root', 'lower', 'layer', 'modules'];
  /** @param {string} path */
  const module = async (path) => ({
    path: `modules/${basename(path)}`,
    mode: 0o644,
    data: await readFile(join(kernel.tree, 'lib/modules', kernel.release, path)),
  });
  const order = modules.map((path) => `${basename(path)}\n`).join('');
  const archive = cpio([
    ...folders.map((path) => ({ path, mode: 0o755 })),
    { path: 'bin/busybox', mode: 0o755, data: await readFile(join(tree, 'usr/bin/busybox')) },
    { path: 'init', mode: 0o755, data: await readFile(join(RECIPE_FOLDER, 'initramfs/init')) },
    { path: 'phase.sh', mode: 0o644, data: await readFile(join(tree, 'usr/lib/slipway/phase.sh')) },
    { path: 'agreement', mode: 0o644, data: await readFile(join(tree, 'usr/lib/slipway/agreement')) },
    { path: 'modules/order', mode: 0o644, data: Buffer.from(order) },
    ...(await Promise.all(modules.map(module))),
  ]);
  await writeFile(file, gzipSync(archive, { level: 9 }));
}
