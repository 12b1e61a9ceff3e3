import os from 'node:os';
import type { Io } from '../cli/io';

interface Packaged {
  readonly version: string;
  /** The built browser host, beside this one in the archive. */
  readonly browserHost: string;
}

interface BrowserHost {
  readonly runBrowserHost: (options: object) => Promise<number>;
}

/**
 * The `slipway` command of a packaged app, whose fuses keep it from being a plain node: done here, before Electron is ready, so
 * that no window and no display is needed. Resolves with the exit code.
 */
export async function runPackagedCommand(
  args: readonly string[],
  { version, browserHost }: Packaged,
  app: { readonly resourcesPath: string } = process,
): Promise<number> {
  const { runCommand } = await import('../cli/run');
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  // An AppImage's own path: what it runs from is gone when it ends.
  const program = process.env.APPIMAGE ?? process.execPath;
  const io: Io = {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    ...{ env: process.env, platform: process.platform, homeDir: os.homedir(), cwd: process.cwd(), version },
    ...{ self: [program], app: [program] },
    serveBrowser: async (options) => {
      const host = (await import(/* @vite-ignore */ browserHost)) as BrowserHost;
      return host.runBrowserHost({ ...options, version, checkout: null, resources: app.resourcesPath });
    },
  };
  return runCommand(args, io);
}
