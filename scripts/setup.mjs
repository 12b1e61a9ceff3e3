// What `npm start`, `npm test` and `npm run check` need and is not there yet.
import { installNodeModules } from './lib/node-modules.mjs';
import { installSystemPackages } from './lib/system-packages.mjs';

/**
 * Installs what is missing and nothing else; without network it does no harm when all is there.
 * @param {{ systemPackages: boolean }} options `systemPackages`: those of the test suites as well.
 */
export const setUp = async ({ systemPackages }) => {
  await installNodeModules();
  if (systemPackages) await installSystemPackages();
};
