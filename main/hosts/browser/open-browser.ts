import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { newSecret } from './secret';

type Env = Readonly<Record<string, string | undefined>>;

/** Slow machines start a browser slowly; later the file is gone, and the terminal has the line. */
const KEPT_MS = 60_000;

const isThere = (file: string): boolean => fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/** The program that opens a file with the user's browser; null where there is no browser to see. */
export const findOpener = (platform: NodeJS.Platform, env: Env): string | null => {
  // Over SSH the browser would open on the wrong machine, or through a forwarded display.
  if (env.SSH_CONNECTION !== undefined) return null;
  if (platform === 'darwin') return '/usr/bin/open';
  if (platform === 'win32') return 'explorer.exe';
  if ((env.DISPLAY ?? '') === '' && (env.WAYLAND_DISPLAY ?? '') === '') return null;
  const folders = (env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return folders.map((folder) => `${folder}/xdg-open`).find(isThere) ?? null;
};

const redirectTo = (url: string): string =>
  `<!doctype html>\n<meta charset="utf-8">\n<meta name="referrer" content="no-referrer">\n` +
  `<title>Slipway</title>\n<meta http-equiv="refresh" content="0; url=${url}">\n<a href="${url}">Open Slipway</a>\n`;

export interface OpenOptions {
  /** Holds a code: must not be seen by other users. */
  readonly url: string;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly env: Env;
}

/**
 * Opens the URL in the default browser, if there is one; returns what takes back the traces. By way of a file that only
 * this user can read: everyone on the machine can read the arguments of a process. The file is not in a hidden folder,
 * which browsers in a sandbox (snap) cannot read.
 */
export const openBrowser = ({ url, homeDir, platform, env }: OpenOptions): (() => void) => {
  const opener = findOpener(platform, env);
  if (opener === null) return () => undefined;
  const file = path.join(homeDir, `slipway-${newSecret().slice(0, 8)}.html`);
  const remove = (): void => fs.rmSync(file, { force: true });
  try {
    fs.writeFileSync(file, redirectTo(url), { mode: 0o600, flag: 'wx' });
  } catch {
    // A home that cannot be written to. The ready line is in the terminal.
    return () => undefined;
  }
  // It outlives us: the browser it starts is the user's.
  const child = spawn(opener, [file], { stdio: 'ignore', detached: true });
  child.once('error', remove);
  child.unref();
  const timer = setTimeout(remove, KEPT_MS).unref();
  return () => {
    clearTimeout(timer);
    remove();
  };
};
