// Whether node_modules is what package-lock.json says, and how to make it so.
import fs from 'node:fs';
import path from 'node:path';
import { NODE_MODULES, ROOT } from './paths.mjs';
import { run } from './run.mjs';
import { Failure, say } from './say.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */

/** @param {string} file @returns {Record<string, LockedPackage> | null} */
const readPackages = (file) => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
};

/**
 * Compares the lock file with the one that npm leaves when an install is complete.
 * @param {string} root
 * @param {string} [nodeModules]
 */
export const isInstalled = (root, nodeModules = path.join(root, 'node_modules')) => {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const present = readPackages(path.join(nodeModules, '.package-lock.json'));
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(([where, { version, integrity, optional }]) => {
    if (where === '') return true;
    const found = present[where];
    // Optional packages are those of other systems, too.
    if (found === undefined) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
};

/** npm itself, by the node that runs this: a `npm.cmd` cannot be run without a shell. */
const npmCommand = () => {
  const beside = path.dirname(process.execPath);
  const candidates = [
    process.env['npm_execpath'] ?? '',
    path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    path.join(beside, 'node_modules/npm/bin/npm-cli.js'),
  ];
  const cli = candidates.find((file) => /npm-cli\.c?js$/.test(file) && fs.existsSync(file));
  return cli === undefined ? ['npm'] : [process.execPath, cli];
};

/** Runs `npm ci` when it has to. Throws `Failure`. */
export const installNodeModules = async () => {
  if (isInstalled(ROOT, NODE_MODULES)) return;
  say('slipway: installing what package-lock.json lists (npm ci), once');
  // NODE_ENV=production would leave out what the build needs.
  const command = [...npmCommand(), 'ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund'];
  const { ok, reason } = await run(command, { output: 'stderr' });
  if (!ok) throw new Failure(`npm ci ${reason}, for the reason it gives above`);
};
