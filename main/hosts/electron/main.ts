import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  Menu,
  MessageChannelMain,
  app,
  dialog,
  ipcMain,
  nativeTheme,
  protocol,
  safeStorage as keychain,
  session,
  shell,
} from 'electron';
import { createApp, defaultDataDir, routeOfLink } from '../../app';
import { contract } from '../../contract';
import { serveWire } from '../../rpc/wire/server';
import { type Claim, claimFolder } from '../control/claim';
import { type Controlled, serveControl } from '../control/serve';
import { TAKEN_CODE, takenWords } from '../control/taken';
import type { CallContext } from '../../rpc/wire/types';
import { serveFileSending } from './file-sending';
import { runPackagedCommand } from './packaged-command';
import { isCommandLine } from '../cli/parse';
import { FlagError, type Flags, USAGE, parseFlags } from './flags';
import { appMenu } from './menu';
import { guardNavigation } from './navigation';
import { pickFolder } from './pick-folder';
import { listPageFiles } from '../page/page-files';
import { denyPermissions } from './permissions';
import { servePorts } from './port';
import { registerAppScheme, serveApp } from './protocol';
import { safeStorage } from './safe-storage';
import { followTheme } from './theme';
import { showWindow } from './window';

type Core = Awaited<ReturnType<typeof createApp>>;

const PRELOAD = path.join(import.meta.dirname, '../preload/preload.cjs');
const PAGE = path.join(import.meta.dirname, '../renderer');
const LOG_SCANNER = path.join(import.meta.dirname, 'log-scanner.js');

const BROWSER_HOST = new URL('browser.js', import.meta.url).href;

const OWNER_ONLY = 0o700;

/** A close that takes longer is not waited for. */
const CLOSE_MS = 5_000;

/** Electron's own files lie beside ours, so that each data folder is one instance. */
function useProfile(dataDir: string): void {
  const profile = path.join(dataDir, 'electron');
  try {
    fs.mkdirSync(profile, { recursive: true, mode: OWNER_ONLY });
    app.setPath('userData', profile);
  } catch {
    // A folder that cannot be written to: Electron's usual place will do.
  }
}

function serveCore(core: Core): void {
  let connections = 0;
  servePorts({
    ipc: ipcMain,
    createChannel: () => new MessageChannelMain(),
    serve: (channel) => {
      connections += 1;
      return serveWire(channel, {
        contract,
        handlers: core.handlers,
        connectionId: connections,
        onInternalError: (error, at) => core.logError(at, error),
      });
    },
  });
}

/** Returns what shows the window again. */
function showWindows(core: Core): () => void {
  const show = (): void =>
    showWindow({
      preload: PRELOAD,
      onCrash: ({ reason, exitCode }) => core.log(`window: ${reason} (${exitCode})`),
    });
  show();
  app.on('activate', show);
  app.on('second-instance', show);
  return show;
}

/** The host's own use of a handler, without a page. */
function ownCall(): CallContext {
  const { signal } = new AbortController();
  return { signal, connection: { id: 0, signal } };
}

/** Once, after the last window is gone: streams end with their pages, then the core, then the process. */
function closeOnQuit(core: Core, claim: Claim | null): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    const late = new Promise((resolve) => setTimeout(resolve, CLOSE_MS));
    void Promise.race([core.close(), late])
      .then(() => claim?.release())
      .finally(() => app.exit(0));
  });
}

/** At the `slipway` command's word: the window, and in it the view that a link names. */
function showByLink(core: Core, show: () => void, link: string | null): ReturnType<Controlled['open']> {
  const route = link === null ? null : routeOfLink(link);
  if (link !== null && route === null) return Promise.resolve({ outcome: 'refused', url: null });
  if (route !== null) core.routes.open(route);
  show();
  return Promise.resolve({ outcome: 'shown', url: null });
}

function serveCommand(claim: Claim, core: Core, show: () => void): void {
  serveControl(claim, core, {
    about: { version: app.getVersion(), host: 'electron' },
    open: (link) => showByLink(core, show, link),
    quit: () => app.quit(),
  });
}

/** The data folder, for this process alone; null: it cannot be written to. Ends the app where another Slipway has it. */
async function claimOrQuit(dataDir: string): Promise<Claim | null | 'taken'> {
  const claimed = await claimFolder(dataDir, { host: 'electron', version: app.getVersion() });
  if (claimed.state !== 'taken') return claimed.state === 'ours' ? claimed.claim : null;
  const words = takenWords(claimed.owner, dataDir);
  process.stderr.write(`slipway: ${words}\n`);
  dialog.showErrorBox('Slipway runs already', words);
  app.exit(TAKEN_CODE);
  return 'taken';
}

async function run(flags: Flags, dataDir: string): Promise<void> {
  const claim = await claimOrQuit(dataDir);
  if (claim === 'taken') return;
  const core = await createApp({
    dataDir,
    startLogScanner: () => new Worker(LOG_SCANNER),
    engineUrl: flags.engineUrl,
    // Unpacked, it is a checkout: its build lies in `out/main`.
    checkout: app.isPackaged ? null : path.resolve(import.meta.dirname, '../..'),
    ...(app.isPackaged && { resources: process.resourcesPath }),
    user: os.userInfo().username,
    env: process.env,
    homeDir: os.homedir(),
    platform: process.platform,
    version: app.getVersion(),
    host: 'electron',
    pickFolder: (from) => pickFolder(dialog, from),
    safeStorage: safeStorage(keychain, process.platform, app.whenReady()),
  });
  closeOnQuit(core, claim);
  if (flags.engineUrl === 'vm')
    core.startMachine(core.log).catch((error: unknown) => core.log(`machine: ${String(error)}`));
  followTheme(nativeTheme, core.handlers.settings.watch(undefined, ownCall())).catch((error: unknown) =>
    core.log(`theme: ${String(error)}`),
  );
  await app.whenReady();
  denyPermissions(session.defaultSession);
  serveApp(protocol, {
    files: listPageFiles(PAGE),
    desk: core.transfers,
    language: () => core.language(app.getPreferredSystemLanguages()),
  });
  serveCore(core);
  serveFileSending(ipcMain, core.transfers);
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(process.platform, app.isPackaged)));
  const show = showWindows(core);
  if (claim !== null) serveCommand(claim, core, show);
}

function start(flags: Flags): void {
  const dataDir = flags.dataDir ?? defaultDataDir(process.platform, process.env, os.homedir());
  useProfile(dataDir);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  registerAppScheme(protocol);
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents, (url) => shell.openExternal(url)));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  run(flags, dataDir).catch((error: unknown) => {
    dialog.showErrorBox('Slipway cannot start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
}

try {
  // Before anything else: a command needs neither a window nor a display.
  if (app.isPackaged && isCommandLine(process.argv.slice(1)))
    process.exit(
      await runPackagedCommand(process.argv.slice(1), { version: app.getVersion(), browserHost: BROWSER_HOST }),
    );
  start(parseFlags(process.argv.slice(1)));
} catch (error) {
  if (!(error instanceof FlagError)) throw error;
  process.stderr.write(`slipway: ${error.message}\n${USAGE}\n`);
  app.exit(2);
}
