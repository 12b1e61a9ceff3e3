// What `npm start`, `npm test` and `npm run check` need and is not there yet.
import readline from 'node:readline/promises';
import { installNodeModules } from './lib/node-modules.mjs';
import { say } from './lib/say.mjs';
import {
  MACHINE_NEEDS,
  NEEDS,
  canInstall,
  installHint,
  installSystemPackages,
  missingNeeds,
  packagesFor,
} from './lib/system-packages.mjs';

/**
 * Installs what is missing and nothing else; without network it does no harm when all is there.
 * @param {{ systemPackages: boolean }} options `systemPackages`: those of the test suites as well.
 */
export const setUp = async ({ systemPackages }) => {
  await installNodeModules();
  if (systemPackages) await installSystemPackages([...NEEDS, ...MACHINE_NEEDS]);
};

/** @param {string} question */
const confirmed = async (question) => {
  if (!process.stdin.isTTY) return false;
  const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes)?$/i.test((await terminal.question(`${question} [Y/n] `)).trim());
  } finally {
    terminal.close();
  }
};

/**
 * What Slipway's own machine runs in, after asking; says what to do where it cannot or may not.
 * @param {{ yes: boolean }} options `yes`: the answer is known.
 */
export const setUpMachine = async ({ yes }) => {
  const missing = missingNeeds(undefined, MACHINE_NEEDS);
  if (missing.length === 0) return;
  const packages = packagesFor(missing, 0).join(' ');
  if (canInstall() && (yes || (await confirmed(`slipway: the machine needs ${packages}; install with apt-get?`))))
    await installSystemPackages(MACHINE_NEEDS);
  else say(`slipway: the machine needs ${packages}. To install: ${installHint(missing)}`);
};
