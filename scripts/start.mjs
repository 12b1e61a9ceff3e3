// `npm start`: sets up and builds what is missing, then opens the desktop app or serves a browser.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './lib/build.mjs';
import { prepareDesktop, runDesktop } from './lib/desktop.mjs';
import { FlagError, USAGE, parseFlags } from './lib/flags.mjs';
import { OUT, ROOT } from './lib/paths.mjs';
import { endAll } from './lib/run.mjs';
import { Failure, say } from './lib/say.mjs';
import { slipwayVersion } from './lib/tools.mjs';
import { setUp, setUpMachine } from './setup.mjs';

/** @typedef {import('./lib/flags.mjs').Flags} Flags */

/** npm runs scripts in the package's folder; a relative `--data-dir` is relative to where the user is. */
const userFolder = () =>
  (process.env['npm_lifecycle_event'] === 'start' ? process.env['INIT_CWD'] : undefined) ?? process.cwd();

/** @param {Flags} flags @returns {Promise<number>} */
const serveBrowser = async ({ port, open, engineUrl, dataDir }) => {
  // In this process: a second node would cost a tenth of the second that a start may take.
  const host = await import(pathToFileURL(path.join(OUT, 'main/browser.js')).href);
  return host.runBrowserHost({ version: slipwayVersion(), checkout: ROOT, port, open, engineUrl, dataDir });
};

/** Ends what was begun before there was anything to close. */
const stopEarly = () => void endAll().then(() => process.exit(0));

/** @param {Flags} flags */
const prepare = async (flags) => {
  process.on('SIGINT', stopEarly).on('SIGTERM', stopEarly);
  await setUp({ systemPackages: false });
  await build();
  if (flags.engineUrl === 'vm') await setUpMachine(flags);
  const desktop = flags.browser ? null : await prepareDesktop();
  process.off('SIGINT', stopEarly).off('SIGTERM', stopEarly);
  return desktop;
};

/** @param {Flags} flags @returns {Promise<number>} */
const start = async (flags) => {
  const desktop = await prepare(flags);
  if (desktop === null) return serveBrowser(flags);
  const code = 'binary' in desktop ? await runDesktop(desktop.binary, flags) : null;
  if (code !== null) return code;
  const reason = 'reason' in desktop ? desktop.reason : 'Electron did not start';
  say(`slipway: no desktop app here (${reason}): serving a browser instead`);
  return serveBrowser(flags);
};

try {
  const flags = parseFlags(process.argv.slice(2), userFolder());
  if (flags.help) process.stdout.write(USAGE);
  else process.exit(await start(flags));
} catch (error) {
  if (error instanceof FlagError) {
    process.stderr.write(`slipway: ${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
  if (!(error instanceof Failure)) throw error;
  say(`slipway: ${error.message}`);
  process.exit(1);
}
