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
import { createApp, defaultDataDir } from '../../app';
import { contract } from '../../contract';
import { serveWire } from '../../rpc/wire/server';
import type { CallContext } from '../../rpc/wire/types';
import { serveFileSending } from './file-sending';
import { FlagError, type Flags, USAGE, parseFlags } from './flags';
import { appMenu } from './menu';
import { guardNavigation } from './navigation';
import { pickFolder } from './pick-folder';
import { hostProcesses } from './processes';
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
        onInternalError: (error, at) => core.log(`${at}: ${String(error)}`),
      });
    },
  });
}

function showWindows(core: Core): void {
  const show = (): void =>
    showWindow({
      preload: PRELOAD,
      onCrash: ({ reason, exitCode }) => core.log(`window: ${reason} (${exitCode})`),
    });
  show();
  app.on('activate', show);
  app.on('second-instance', show);
}

/** The host's own use of a handler, without a page. */
function ownCall(): CallContext {
  const { signal } = new AbortController();
  return { signal, connection: { id: 0, signal } };
}

/** Once, after the last window is gone: streams end with their pages, then the core, then the process. */
function closeOnQuit(core: Core): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    const late = new Promise((resolve) => setTimeout(resolve, CLOSE_MS));
    void Promise.race([core.close(), late]).finally(() => app.exit(0));
  });
}

async function run(flags: Flags, dataDir: string): Promise<void> {
  const core = await createApp({
    dataDir,
    startLogScanner: () => new Worker(LOG_SCANNER),
    engineUrl: flags.engineUrl,
    // Unpacked, it is a checkout: its build lies in `out/main`.
    checkout: app.isPackaged ? null : path.resolve(import.meta.dirname, '../..'),
    user: os.userInfo().username,
    env: process.env,
    homeDir: os.homedir(),
    platform: process.platform,
    version: app.getVersion(),
    host: 'electron',
    pickFolder: (from) => pickFolder(dialog, from),
    processes: () => hostProcesses(app),
    safeStorage: safeStorage(keychain, process.platform, app.whenReady()),
  });
  closeOnQuit(core);
  if (flags.engineUrl === 'vm')
    core.startMachine(core.log).catch((error: unknown) => core.log(`machine: ${String(error)}`));
  followTheme(nativeTheme, core.handlers.settings.watch(undefined, ownCall())).catch((error: unknown) =>
    core.log(`theme: ${String(error)}`),
  );
  await app.whenReady();
  denyPermissions(session.defaultSession);
  serveApp(protocol, listPageFiles(PAGE), core.transfers);
  serveCore(core);
  serveFileSending(ipcMain, core.transfers);
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(process.platform, app.isPackaged)));
  showWindows(core);
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
  start(parseFlags(process.argv.slice(1)));
} catch (error) {
  if (!(error instanceof FlagError)) throw error;
  process.stderr.write(`slipway: ${error.message}\n${USAGE}\n`);
  app.exit(2);
}
