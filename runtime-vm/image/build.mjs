// `npm run vm:image`: builds the guest's image from Debian packages. See ../README.md.
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchPackages, fileSha256, kernelPackage, privateApt, resolvePackages, updateLists } from './lib/debian.mjs';
import { checkHostTools } from './lib/host-tools.mjs';
import { indexKernel, writeKernel } from './lib/kernel.mjs';
import { withLock } from './lib/lock.mjs';
import { finishRoot, writeInitramfs, writeSquashfs } from './lib/parts.mjs';
import { readAgreement, readKernelArgs, readPackages } from './lib/recipe.mjs';
import { prepareTree, unpack, unpackCopyright } from './lib/unpack.mjs';
import { recipeHash } from './recipe-hash.mjs';

const PARTS = { kernel: 'vmlinuz', initramfs: 'initramfs.cpio.gz', root: 'root.squashfs' };

/** @typedef {import('./lib/recipe.mjs').Arch} Arch */
/** @typedef {import('./lib/debian.mjs').DebianPackage} DebianPackage */

function readFlags() {
  const { values } = parseArgs({
    options: {
      arch: { type: 'string', default: process.arch === 'arm64' ? 'arm64' : 'amd64' },
      out: { type: 'string' },
      /** Debian mirror, where this machine's apt has none. */
      mirror: { type: 'string' },
      /** Fetch the package lists even if they are fresh. */
      update: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
    },
  });
  if (values.arch !== 'amd64' && values.arch !== 'arm64') throw new Error('--arch is amd64 or arm64');
  /** @type {Arch} */
  const arch = values.arch;
  return { ...values, arch, out: resolve(values.out ?? `.cache/vm/${arch}`) };
}

/**
 * @param {string} out
 * @param {string} recipe
 * @param {readonly DebianPackage[]} packages
 * @returns {Promise<boolean>} Whether what is there is what would be built.
 */
async function isBuilt(out, recipe, packages) {
  try {
    const image = JSON.parse(await readFile(join(out, 'image.json'), 'utf8'));
    const versions = image.packages.map((/** @type {DebianPackage} */ pkg) => `${pkg.name}=${pkg.version}`).join();
    if (image.recipe !== recipe || versions !== packages.map((pkg) => `${pkg.name}=${pkg.version}`).join())
      return false;
    for (const name of /** @type {(keyof typeof PARTS)[]} */ (Object.keys(PARTS))) {
      if ((await fileSha256(join(out, PARTS[name]))) !== image.parts[name].sha256) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** @param {string} folder @returns {Promise<Record<string, { file: string, bytes: number, sha256: string | null }>>} */
async function describeParts(folder) {
  /** @type {Record<string, { file: string, bytes: number, sha256: string | null }>} */
  const parts = {};
  for (const [name, file] of Object.entries(PARTS)) {
    const path = join(folder, file);
    parts[name] = { file, bytes: (await stat(path)).size, sha256: await fileSha256(path) };
  }
  return parts;
}

/**
 * @param {{ arch: Arch, recipe: string, packages: readonly DebianPackage[], debs: string, folder: string }} what
 * `folder` is empty and its maker's to remove; gets `image/` and, while it works, more.
 */
async function assemble({ arch, recipe, packages, debs, folder }) {
  const [tree, kernelTree, image] = ['root', 'kernel', 'image'].map((name) => join(folder, name));
  for (const path of [tree, kernelTree, image]) await mkdir(path);
  await prepareTree(tree);
  const wanted = new Map((await readPackages()).map((pkg) => [pkg.name, pkg.files]));
  const described = [];
  for (const { name, version, file } of packages) {
    const deb = join(debs, file);
    const files = wanted.get(name);
    if (files === undefined) await unpack(deb, kernelTree, ['boot/vmlinuz-*', 'lib/modules']);
    else await unpack(deb, tree, files);
    described.push({ name, version, licenses: await unpackCopyright({ deb, name, tree, scratch: folder }) });
  }
  const kernel = await indexKernel(kernelTree);
  await finishRoot(tree, kernel, arch);
  const compression = await writeKernel(kernel, arch, join(image, PARTS.kernel));
  await writeInitramfs({ tree, kernel, arch, file: join(image, PARTS.initramfs) });
  await writeSquashfs(tree, join(image, PARTS.root));
  const parts = await describeParts(image);
  const facts = {
    schema: 1,
    imageVersion: (await readAgreement()).imageVersion,
    arch,
    recipe,
    kernelArgs: await readKernelArgs(),
    parts: { ...parts, kernel: { ...parts.kernel, compression } },
    packages: described,
    kernelVersion: kernel.release,
    dockerVersion: /^[\d.]+/.exec(packages.find((pkg) => pkg.name === 'docker.io')?.version ?? '')?.[0] ?? '',
  };
  await writeFile(join(image, 'image.json'), `${JSON.stringify(facts, null, 2)}\n`);
  return image;
}

/** @param {string} built @param {string} out Replaced as a whole. */
async function moveInPlace(built, out) {
  const old = `${out}.old.${process.pid}`;
  await rename(out, old).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(built, out);
  await rm(old, { recursive: true, force: true });
}

/** @param {string} out What builds that were killed left beside it is removed. */
async function removeLeftovers(out) {
  const folder = dirname(out);
  for (const name of await readdir(folder)) {
    if (['new', 'old'].some((kind) => name.startsWith(`${basename(out)}.${kind}.`)))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** @param {ReturnType<typeof readFlags>} flags @param {string} cache */
async function build(flags, cache) {
  const began = Date.now();
  await removeLeftovers(flags.out);
  const apt = await privateApt(
    join(cache, 'apt', flags.arch),
    flags.arch,
    flags.mirror ?? process.env.SLIPWAY_DEBIAN_MIRROR,
  );
  const stale = await updateLists(apt, flags.update);
  if (stale !== null) process.stderr.write(`The package lists are old, and could not be fetched: ${stale}\n`);
  const names = (await readPackages()).map((pkg) => pkg.name);
  const packages = await resolvePackages(apt, [...names, await kernelPackage(apt, flags.arch)]);
  const recipe = await recipeHash();
  if (!flags.force && (await isBuilt(flags.out, recipe, packages))) {
    process.stdout.write(`The image in ${flags.out} is up to date.\n`);
    return;
  }
  process.stdout.write(`Building the ${flags.arch} image in ${flags.out} ...\n`);
  const debs = join(cache, 'debs');
  await fetchPackages(apt, packages, debs);
  const folder = await mkdtemp(`${flags.out}.new.`);
  try {
    await moveInPlace(await assemble({ arch: flags.arch, recipe, packages, debs, folder }), flags.out);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.stdout.write(`Built in ${Math.round((Date.now() - began) / 1000)} s.\n`);
}

async function main() {
  const flags = readFlags();
  await checkHostTools();
  const cache = resolve('.cache/vm');
  for (const folder of [cache, dirname(flags.out)]) await mkdir(folder, { recursive: true });
  await withLock(join(cache, 'build.lock'), () => build(flags, cache));
}

await main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
