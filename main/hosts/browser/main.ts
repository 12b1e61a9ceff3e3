import fs from 'node:fs';
import os from 'node:os';
import { defaultDataDir } from '../../services/shell/data-dir';
import { claimFolder } from '../control/claim';
import { TAKEN_CODE, takenWords } from '../control/taken';
import type { BrowserHostOptions, Stop } from './serve-app';

/** Asked for by the first Ctrl-C or SIGTERM, or by the `slipway` command; what comes after changes nothing. (npm passes on the one of the terminal.) */
const awaitStop = (): Stop => {
  let ask = (): void => undefined;
  const asked = new Promise<void>((resolve) => (ask = resolve));
  process.on('SIGINT', () => ask());
  process.on('SIGTERM', () => ask());
  return { asked, ask: () => ask() };
};

const prepareDataDir = (dataDir: string): void => {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch {
    // The settings tell the user that they cannot be kept.
  }
};

/** Browser mode, from its start to Ctrl-C. Resolves with the exit code; the caller ends the process. */
export async function runBrowserHost(options: BrowserHostOptions): Promise<number> {
  const stop = awaitStop();
  const dataDir = options.dataDir ?? defaultDataDir(process.platform, process.env, os.homedir());
  prepareDataDir(dataDir);
  const claimed = await claimFolder(dataDir, { host: 'browser', version: options.version });
  if (claimed.state === 'taken') {
    process.stderr.write(`slipway: ${takenWords(claimed.owner, dataDir)}\n`);
    return TAKEN_CODE;
  }
  try {
    // Not before: who finds the folder taken ends at once, and need not have loaded all of Slipway for that.
    const { serveApp } = await import('./serve-app');
    return await serveApp(dataDir, { options, claimed, stop, built: import.meta.dirname });
  } finally {
    if (claimed.state === 'ours') await claimed.claim.release();
  }
}
