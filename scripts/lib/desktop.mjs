// The desktop app: whether it can run here, and running it.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { CACHE, NODE_MODULES, ROOT } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const ELECTRON = path.join(NODE_MODULES, 'electron');
/** About 110 MB; who has no way to it should not wait for long. */
const FETCH_MS = 120_000;
const TRY_AGAIN_MS = 24 * 60 * 60_000;
/** An app that fails sooner has shown nothing. */
const STARTED_MS = 10_000;

/** Not through the package: importing it starts a download. @param {string} dir @returns {string | null} */
export const findElectron = (dir = ELECTRON) => {
  try {
    const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(dir, 'dist');
    const binary = path.join(dist, fs.readFileSync(path.join(dir, 'path.txt'), 'utf8'));
    return fs.existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
};

/** Why no window can be shown here, or null. @param {NodeJS.Platform} platform @param {NodeJS.ProcessEnv} env @param {number | undefined} uid */
export const noWindowReason = (platform, env, uid) => {
  if (platform !== 'linux') return null;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'there is no display';
  // Chromium's sandbox has nothing to give up to.
  return uid === 0 ? 'Electron does not run as root' : null;
};

/** @param {string} memo */
const failedLately = (memo) => {
  const since = Date.now() - (fs.statSync(memo, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity);
  return since >= 0 && since < TRY_AGAIN_MS;
};

/** Tries once a day. @returns {Promise<string | null>} */
const fetchElectron = async () => {
  const memo = path.join(CACHE, 'electron-fetch-failed');
  if (failedLately(memo)) return null;
  say('slipway: fetching Electron (about 110 MB), once');
  const { ok, reason } = await run([process.execPath, path.join(ELECTRON, 'install.js')], { deadlineMs: FETCH_MS });
  const binary = findElectron();
  if (binary !== null) return binary;
  fs.mkdirSync(CACHE, { recursive: true });
  fs.writeFileSync(memo, `${new Date().toISOString()} ${ok ? 'no binary' : reason}\n`);
  return null;
};

/** Electron's binary, or why there will be no desktop app. @returns {Promise<{ binary: string } | { reason: string }>} */
export const prepareDesktop = async () => {
  const reason = noWindowReason(process.platform, process.env, process.getuid?.());
  if (reason !== null) return { reason };
  const binary = findElectron() ?? (await fetchElectron());
  return binary === null ? { reason: 'Electron could not be fetched' } : { binary };
};

/**
 * Runs the app until it ends. Resolves with the exit code, or null when it could not start.
 * @param {string} binary
 * @param {import('./flags.mjs').Flags} flags
 * @returns {Promise<number | null>}
 */
export const runDesktop = (binary, { engineUrl, dataDir }) =>
  new Promise((resolve) => {
    const args = [ROOT];
    if (engineUrl !== null) args.push(`--engine=${engineUrl}`);
    if (dataDir !== null) args.push(`--data-dir=${dataDir}`);
    const started = Date.now();
    const child = spawn(binary, args, { cwd: ROOT, stdio: 'inherit' });
    let isStopped = false;
    const stop = () => {
      isStopped = true;
      child.kill('SIGTERM');
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    /** @param {number | null} code */
    const settle = (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve(isStopped ? 0 : code);
    };
    child.once('error', () => settle(null));
    child.once('exit', (code) => {
      const failed = code !== 0 && Date.now() - started < STARTED_MS;
      settle(failed ? null : (code ?? 1));
    });
  });
