// `slipway`, in plain node: in a checkout, and wherever Slipway is not packaged.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCommand } from './run';

/** Beside which this is built. */
const ROOT = path.resolve(import.meta.dirname, '../..');
const BROWSER_HOST = './browser.js';

function versionOf(): string {
  const value: unknown = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const { version = '' } = value as { readonly version?: string };
  return version;
}

interface BrowserHost {
  readonly runBrowserHost: (options: object) => Promise<number>;
}

const version = versionOf();
// Whoever reads what is printed may leave early.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  ...{ env: process.env, platform: process.platform, homeDir: os.homedir(), cwd: process.cwd(), version },
  self: [process.execPath, path.join(import.meta.dirname, 'cli.js')],
  app: [process.execPath, path.join(ROOT, 'scripts/start.mjs')],
  serveBrowser: async (options) => {
    const host = (await import(/* @vite-ignore */ BROWSER_HOST)) as BrowserHost;
    return host.runBrowserHost({ ...options, version, checkout: ROOT });
  },
});
process.exit();
