// The programs that the test suites run, and the system packages they come from.
import fs from 'node:fs';
import { findExecutable, isStatic, widePath } from './executables.mjs';
import { asRoot } from './as-root.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/**
 * @typedef {object} Need
 * @property {string} name Of the program.
 * @property {string} why
 * @property {readonly string[]} packages Debian's; a later one is tried when the ones before did not bring it.
 * @property {(searchPath: string) => boolean} isThere
 */

/** @param {string} name @param {string} why @param {readonly string[]} packages @returns {Need} */
const program = (name, why, packages) => ({
  ...{ name, why, packages },
  isThere: (searchPath) => findExecutable(name, searchPath) !== null,
});

/** Names under which Chromium, or a browser that does as well, is installed; the one without windows takes a third less of a processor. */
const BROWSERS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @param {string} [searchPath] @returns {string | null} */
export const findBrowser = (searchPath = widePath()) => {
  const chosen = process.env['SLIPWAY_CHROMIUM'];
  if (chosen !== undefined) return chosen;
  return BROWSERS.map((name) => findExecutable(name, searchPath)).find((file) => file !== null) ?? null;
};

/** @type {readonly Need[]} */
export const NEEDS = [
  program('dockerd', 'the tests run an engine of their own', ['docker.io']),
  program('docker', 'the tests compare with the docker command', ['docker.io', 'docker-cli']),
  {
    ...{ name: 'chromium', why: 'the end-to-end tests use a browser' },
    packages: ['chromium-headless-shell', 'chromium', 'chromium-browser'],
    isThere: (searchPath) => findBrowser(searchPath) !== null,
  },
  {
    ...{ name: 'busybox', why: 'the tests make their images from it (the static one)', packages: ['busybox-static'] },
    isThere: (searchPath) => isStatic(findExecutable('busybox', searchPath) ?? ''),
  },
  program('iptables', 'the engine sets up its network with it', ['iptables']),
  program('ip', 'the engine gets a network of its own', ['iproute2']),
  program('unshare', 'the engine gets a network of its own', ['util-linux']),
  program('nsenter', 'the engine gets a network of its own', ['util-linux']),
  program('docker-registry', 'the tests pull images from a registry of their own', ['docker-registry']),
  program('skopeo', 'the tests load archives that another tool made, and judge what was pushed', ['skopeo']),
  program('openssl', 'the tests make TLS certificates with it', ['openssl']),
  program('podman', 'the tests run Podman as another engine', ['podman']),
  program('rpm', 'the tests read a database of packages that it made', ['rpm']),
  program('rpmbuild', 'the tests make packages for that database', ['rpm', 'rpm-build']),
  program('db5.3_load', 'the tests read a database of packages as older systems have it', ['db5.3-util']),
  program('docker-compose', 'the tests bring exported Compose files up with it', ['docker-compose']),
];

const QEMU = process.arch === 'arm64' ? 'qemu-system-aarch64' : 'qemu-system-x86_64';

/** Of Slipway's own machine, and of building its image. @type {readonly Need[]} */
export const MACHINE_NEEDS = [
  program(QEMU, 'the machine of Slipway runs in it', [
    process.arch === 'arm64' ? 'qemu-system-arm' : 'qemu-system-x86',
  ]),
  program('mksquashfs', "the machine's image is packed with it", ['squashfs-tools']),
  program('depmod', "the machine's image holds kernel modules", ['kmod']),
];

/** @param {string} [searchPath] @param {readonly Need[]} [needs] */
export const missingNeeds = (searchPath = widePath(), needs = NEEDS) =>
  needs.filter(({ isThere }) => !isThere(searchPath));

/** What to install for them; `round` 0 is the first attempt. @param {readonly Need[]} needs @param {number} round */
export const packagesFor = (needs, round) => [...new Set(needs.flatMap(({ packages }) => packages[round] ?? []))];

/** The same on systems that we know only by name. */
const ELSEWHERE = {
  dnf: 'dnf install moby-engine docker-cli chromium busybox iptables-nft iproute util-linux openssl docker-compose podman qemu-system-x86-core squashfs-tools kmod',
  pacman:
    'pacman -S docker chromium busybox iptables iproute2 util-linux openssl docker-compose podman qemu-base squashfs-tools kmod',
  zypper:
    'zypper install docker chromium busybox-static iptables iproute2 util-linux openssl docker-compose podman qemu-x86 squashfs kmod',
  apk: 'apk add docker chromium busybox-static iptables iproute2 util-linux openssl docker-compose podman qemu-system-x86_64 squashfs-tools kmod',
};

/** The exact command for the user to run. @param {readonly Need[]} missing @param {string} [searchPath] */
export const installHint = (missing, searchPath = widePath()) => {
  if (findExecutable('apt-get', searchPath) !== null)
    return `sudo apt-get install --no-install-recommends ${packagesFor(missing, 0).join(' ')}`;
  const other = Object.entries(ELSEWHERE).find(([manager]) => findExecutable(manager, searchPath) !== null);
  if (other !== undefined) return `sudo ${other[1]}`;
  return 'install them by your system’s means; the engine tests need Linux';
};

const LISTS = '/var/lib/apt/lists';
const APT_MS = 10 * 60_000;

const hasLists = () => {
  try {
    return fs.readdirSync(LISTS).some((name) => /_Packages/.test(name));
  } catch {
    return false;
  }
};

/** @param {readonly string[]} apt The command. @param {readonly string[]} args */
const aptGet = async (apt, args) => {
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=120'];
  const { ok, output, reason } = await run([...apt, ...options, ...args], { deadlineMs: APT_MS });
  if (!ok) say(`slipway: apt-get ${args.join(' ')} ${reason}\n${output.slice(-4000).trimEnd()}`);
  return ok;
};

/** @param {readonly string[]} apt @param {readonly string[]} packages */
const install = async (apt, packages) => {
  const args = ['install', '--yes', '--no-install-recommends', ...packages];
  if (hasLists() && (await aptGet(apt, args))) return;
  // A machine without lists, or with lists so old that the packages have moved on.
  if (await aptGet(apt, ['update'])) await aptGet(apt, args);
};

/** The command to install with, where that needs no answer from anyone. @param {string} searchPath */
const aptCommand = (searchPath) => {
  const apt = findExecutable('apt-get', searchPath);
  const prefix = apt === null ? null : asRoot(process.getuid?.(), searchPath);
  return apt === null || prefix === null ? null : [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', apt];
};

/** @param {readonly Need[]} needs */
const named = (needs) => needs.map(({ name, why }) => `\n  ${name}: ${why}`).join('');

/** Whether `installSystemPackages` could install anything here by itself. */
export const canInstall = (searchPath = widePath()) => aptCommand(searchPath) !== null;

/**
 * Installs what is missing where it can, says what to do where it cannot, and goes on either way.
 * @param {readonly Need[]} needs
 */
export const installSystemPackages = async (needs, searchPath = widePath()) => {
  const rounds = Math.max(...needs.map(({ packages }) => packages.length));
  for (let round = 0; round < rounds; round += 1) {
    const missing = missingNeeds(searchPath, needs);
    const packages = packagesFor(missing, round);
    if (packages.length === 0) continue;
    const apt = aptCommand(searchPath);
    if (apt === null) break;
    say(`slipway: installing ${packages.join(' ')} with apt-get, for${named(missing)}`);
    await install(apt, packages);
  }
  const missing = missingNeeds(searchPath, needs);
  if (missing.length === 0) return;
  say(`slipway: going on without${named(missing)}\nTo install: ${installHint(missing, searchPath)}`);
};
