// Debian's packages: which versions there are, and fetching them, without root and for any architecture.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEBIAN_RELEASE } from './recipe.mjs';
import { run } from './run.mjs';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** Package lists older than this are fetched again. */
const LISTS_AGE_MS = 24 * 60 * 60 * 1000;

/** @typedef {{ readonly name: string, readonly version: string, readonly file: string, readonly sha256: string }} DebianPackage */
/** @typedef {{ readonly folder: string, readonly config: string }} PrivateApt */

/**
 * The mirrors of this machine's own apt, or the one given.
 * @param {string | undefined} mirror
 * @returns {Promise<string>}
 */
async function sources(mirror) {
  const releases = [DEBIAN_RELEASE, `${DEBIAN_RELEASE}-updates`, `${DEBIAN_RELEASE}-security`];
  const signed = `[signed-by=${KEYRING}]`;
  if (mirror !== undefined) {
    return releases
      .map((release) => `deb ${signed} ${mirror}${release.endsWith('-security') ? '-security' : ''} ${release} main\n`)
      .join('');
  }
  const format = '$(RELEASE) $(COMPONENT) $(REPO_URI)';
  const configured = await run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']);
  const found = configured
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([release = '', component]) => releases.includes(release) && component === 'main')
    .map(([release, , uri]) => `deb ${signed} ${uri} ${release} main\n`);
  if (found.length === 0) {
    throw new Error(
      `This machine's apt has no Debian ${DEBIAN_RELEASE}: name a mirror with --mirror URL (and install debian-archive-keyring).`,
    );
  }
  return [...new Set(found)].sort().join('');
}

/**
 * An apt of our own, that touches nothing of the machine's.
 * @param {string} folder
 * @param {string} arch
 * @param {string | undefined} mirror
 * @returns {Promise<PrivateApt>}
 */
export async function privateApt(folder, arch, mirror) {
  await access(KEYRING).catch(() => {
    throw new Error("Debian's signatures cannot be checked. Install with: sudo apt-get install debian-archive-keyring");
  });
  await mkdir(join(folder, 'lists/partial'), { recursive: true });
  await mkdir(join(folder, 'cache/archives/partial'), { recursive: true });
  const list = await sources(mirror);
  const before = await readFile(join(folder, 'sources.list'), 'utf8').catch(() => '');
  if (list !== before) await rm(join(folder, 'updated'), { force: true });
  await writeFile(join(folder, 'sources.list'), list);
  await writeFile(join(folder, 'status'), '');
  const config = join(folder, 'apt.conf');
  await writeFile(
    config,
    `#clear APT::Architectures;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
APT::Architecture "${arch}";
APT::Architectures { "${arch}"; };
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
Dir::State "${folder}";
Dir::State::Lists "${folder}/lists";
Dir::State::status "${folder}/status";
Dir::Cache "${folder}/cache";
Dir::Etc::SourceList "${folder}/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
`,
  );
  return { folder, config };
}

/**
 * Fetches the package lists when they are old.
 * @param {PrivateApt} apt
 * @param {boolean} force
 * @returns {Promise<string | null>} Why it could not, when older lists are there to go on with.
 */
export async function updateLists(apt, force) {
  const stamp = join(apt.folder, 'updated');
  const updated = (await stat(stamp).catch(() => null))?.mtimeMs ?? null;
  if (!force && updated !== null && Date.now() - updated < LISTS_AGE_MS) return null;
  try {
    await run('apt-get', ['-c', apt.config, '-o', 'APT::Update::Error-Mode=any', '-q', 'update']);
    await writeFile(stamp, '');
    return null;
  } catch (error) {
    if (updated === null) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * The newest of each package.
 * @param {PrivateApt} apt
 * @param {readonly string[]} names
 * @returns {Promise<DebianPackage[]>} Sorted by name.
 */
export async function resolvePackages(apt, names) {
  const uris = await run('apt-get', ['-c', apt.config, '-q', '--print-uris', 'download', ...names]);
  const found = [...uris.matchAll(/^'[^']*' (\S+) \d+ SHA256:([0-9a-f]{64})$/gm)].map(([, file = '', sha256 = '']) => {
    const [name = '', version = ''] = file.split('_');
    return { name, version: decodeURIComponent(version), file, sha256 };
  });
  const missing = names.filter((name) => !found.some((pkg) => pkg.name === name));
  if (missing.length > 0) throw new Error(`apt names no file for ${missing.join(', ')}`);
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param {PrivateApt} apt @param {string} arch @returns {Promise<string>} The package of the kernel that Debian's metapackage names. */
export async function kernelPackage(apt, arch) {
  const depends = await run('apt-cache', ['-c', apt.config, 'depends', `linux-image-${arch}`]);
  const name = /Depends: (linux-image-\d\S*)/.exec(depends)?.[1];
  if (name === undefined) throw new Error(`linux-image-${arch} names no kernel`);
  return name;
}

/** @param {string} path @returns {Promise<string | null>} SHA-256 in hex; null when there is no such file. */
export async function fileSha256(path) {
  try {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    return hash.digest('hex');
  } catch {
    return null;
  }
}

/**
 * Fetches what is not in the folder yet.
 * @param {PrivateApt} apt
 * @param {readonly DebianPackage[]} packages
 * @param {string} debs
 */
export async function fetchPackages(apt, packages, debs) {
  const partial = join(debs, `partial.${process.pid}`);
  await mkdir(partial, { recursive: true });
  try {
    /** @type {DebianPackage[]} */
    const wanted = [];
    for (const pkg of packages) {
      if ((await fileSha256(join(debs, pkg.file))) !== pkg.sha256) wanted.push(pkg);
    }
    if (wanted.length === 0) return;
    const exact = wanted.map((pkg) => `${pkg.name}=${pkg.version}`);
    await run('apt-get', ['-c', apt.config, '-q', 'download', ...exact], { cwd: partial });
    for (const pkg of wanted) {
      if ((await fileSha256(join(partial, pkg.file))) !== pkg.sha256)
        throw new Error(`${pkg.file} is not what Debian signed`);
      await rename(join(partial, pkg.file), join(debs, pkg.file));
    }
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
