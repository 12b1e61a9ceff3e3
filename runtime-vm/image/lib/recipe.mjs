// The recipe's text files, read.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const IMAGE_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));
export const RECIPE_FOLDER = join(IMAGE_FOLDER, 'recipe');

/** Debian's release whose packages the guest is made of. */
export const DEBIAN_RELEASE = 'bookworm';

/** @typedef {'amd64' | 'arm64'} Arch */
/** @typedef {{ readonly name: string, readonly files: readonly string[] }} WantedPackage */
/** @typedef {'initramfs' | 'boot' | 'engine' | 'demand'} ModuleStage */

/**
 * The agreement with the host: the fields of manifest.json the guest knows.
 * @typedef {{ imageVersion: string, agent: { protocol: number, port: string },
 *   disks: { root: string, data: string, config: string },
 *   network: { guestIp: string, prefix: number, gateway: string, dns: string, enginePort: number } }} Agreement
 */

/** @param {string} name @returns {Promise<string[]>} Its lines without comments. */
async function lines(name) {
  const text = await readFile(join(RECIPE_FOLDER, name), 'utf8');
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/** @returns {Promise<WantedPackage[]>} */
export async function readPackages() {
  return (await lines('packages.txt')).map((line) => {
    const [name = '', ...files] = line.split(/\s+/);
    return { name, files };
  });
}

/** @param {Arch} arch @returns {Promise<Record<ModuleStage, string[]>>} */
export async function readModules(arch) {
  /** @type {Record<ModuleStage, string[]>} */
  const modules = { initramfs: [], boot: [], engine: [], demand: [] };
  for (const line of await lines('modules.txt')) {
    const only = /\[(\w+)\]$/.exec(line)?.[1] ?? arch;
    const [stage, ...names] = line
      .replace(/\[\w+\]$/, '')
      .trim()
      .split(/\s+/);
    if (only === arch) modules[/** @type {ModuleStage} */ (stage)].push(...names);
  }
  return modules;
}

/** @returns {Promise<string>} */
export async function readKernelArgs() {
  return (await lines('kernel-args.txt')).join(' ');
}

/** @returns {Promise<Agreement>} */
export async function readAgreement() {
  const { imageVersion, agent, disks, network } = JSON.parse(
    await readFile(join(IMAGE_FOLDER, '../manifest.json'), 'utf8'),
  );
  return { imageVersion, agent, disks, network };
}

/** @param {Agreement} agreement @returns {string} The same as shell variables. */
export function agreementForShell({ imageVersion, agent, disks, network }) {
  const values = {
    IMAGE_VERSION: imageVersion,
    PROTOCOL: agent.protocol,
    AGENT_PORT: agent.port,
    ROOT_DISK: disks.root,
    DATA_DISK: disks.data,
    CONFIG_DISK: disks.config,
    GUEST_IP: network.guestIp,
    PREFIX: network.prefix,
    GATEWAY: network.gateway,
    DNS: network.dns,
    ENGINE_PORT: network.enginePort,
  };
  return Object.entries(values)
    .map(([name, value]) => {
      if (!/^[\w.:/-]+$/.test(String(value)))
        throw new Error(`manifest.json: ${name} has characters a shell would read`);
      return `${name}=${value}\n`;
    })
    .join('');
}
