// Packages into a tree: only the files the recipe names.
import { mkdir, mkdtemp, readFile, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { licenses } from './licenses.mjs';
import { pipe } from './run.mjs';

const MERGED = ['bin', 'sbin', 'lib', 'lib64'];

/** @param {string} tree An empty folder: gets the links of a system whose /bin is /usr/bin. */
export async function prepareTree(tree) {
  for (const name of MERGED) {
    await mkdir(join(tree, 'usr', name), { recursive: true });
    await symlink(`usr/${name}`, join(tree, name));
  }
}

/**
 * @param {string} deb
 * @param {string} tree
 * @param {readonly string[]} patterns tar's; each must match.
 */
export async function unpack(deb, tree, patterns) {
  const wanted = patterns.map((pattern) => `./${pattern}`);
  const options = ['--keep-directory-symlink', '--no-same-owner', '-p', '--wildcards', '--no-wildcards-match-slash'];
  await pipe(['dpkg-deb', '--fsys-tarfile', deb], ['tar', '-x', '-C', tree, ...options, '--', ...wanted]);
}

/**
 * Puts the package's copyright file into the tree, as its licence asks.
 * @param {{ deb: string, name: string, tree: string, scratch: string }} from
 * @returns {Promise<string[]>} The names of its licences.
 */
export async function unpackCopyright({ deb, name, tree, scratch }) {
  const folder = await mkdtemp(join(scratch, 'doc-'));
  try {
    await unpack(deb, folder, [`usr/share/doc/${name}/copyright`]);
    const text = await readFile(join(folder, 'usr/share/doc', name, 'copyright'), 'utf8');
    await mkdir(join(tree, 'usr/share/doc', name), { recursive: true });
    await writeFile(join(tree, 'usr/share/doc', name, 'copyright'), text);
    return licenses(text);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} tree One file of all the certificates, where programs look for it. */
export async function bundleCertificates(tree) {
  const folder = await realpath(join(tree, 'usr/share/ca-certificates/mozilla'));
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  await mkdir(join(tree, 'etc/ssl/certs'), { recursive: true });
  await writeFile(join(tree, 'etc/ssl/certs/ca-certificates.crt'), texts.map((text) => `${text.trimEnd()}\n`).join(''));
  await rm(join(tree, 'usr/share/ca-certificates'), { recursive: true });
}
