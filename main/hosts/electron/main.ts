import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  MessageChannelMain,
  app,
  dialog,
  ipcMain,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage as keychain,
  session,
  shell,
} from 'electron';
import { createApp, defaultDataDir } from '../../app';
import { contract } from '../../contract';
import { serveWire } from '../../rpc/wire/server';
import type { CallContext } from '../../rpc/wire/types';
import { isCommandLine } from '../cli/parse';
import type { Claim } from '../control/claim';
import { createCrashReports, type CrashReports } from '../../services/shell/crash-reports';
import { watchForCrashes } from '../../services/shell/last-words';
import { type Calls, answerCalls, hearCalls } from './calls';
import { claimOrQuit, serveCommand } from './command';
import { type DesktopHost, createDesktopHost, iconsFolder, notices } from './desktop';
import { externalUrl } from './external-url';
import { serveFileSending } from './file-sending';
import { FlagError, type Flags, USAGE, parseFlags } from './flags';
import { guardNavigation } from './navigation';
import { pickFolder } from './pick-folder';
import { runPackagedCommand } from './packaged-command';
import { hostProcesses } from './processes';
import { listPageFiles } from '../page/page-files';
import { denyPermissions } from './permissions';
import { servePorts } from './port';
import type { Quitting } from './quitting';
import { registerAppScheme, serveApp } from './protocol';
import { safeStorage } from './safe-storage';
import { followTheme } from './theme';
import { feedAddress, findUpdater } from './updater/find-updater';

type Core = Awaited<ReturnType<typeof createApp>>;

const PRELOAD = path.join(import.meta.dirname, '../preload/preload.cjs');
const PAGE = path.join(import.meta.dirname, '../renderer');
const LOG_SCANNER = path.join(import.meta.dirname, 'log-scanner.js');
const BROWSER_HOST = new URL('browser.js', import.meta.url).href;
/** Unpacked, it is a checkout: its build lies in `out/main`. */
const CHECKOUT = path.resolve(import.meta.dirname, '../..');

/** As in electron-builder.yml: Windows knows notifications and the taskbar's group by it. */
const APP_ID = 'dev.slipway.app';

const OWNER_ONLY = 0o700;

/** A close that takes longer is not waited for. */
const CLOSE_MS = 5_000;
/** One that stops containers, as its user wished, may take as long as `docker stop` gives them, and a little. */
const STOP_MS = 30_000;

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

/** The host's own use of a handler, without a page. */
function ownCall(): CallContext {
  const { signal } = new AbortController();
  return { signal, connection: { id: 0, signal } };
}

async function closeCore(core: Core, quitting: Quitting): Promise<void> {
  const end = quitting.machineEnd();
  const close = async (): Promise<void> => {
    if (end === 'stop')
      await core.desktop.stopMachine().catch((error: unknown) => core.log(`machine: ${String(error)}`));
    await core.close({ leaveMachine: end === 'keep' });
  };
  const late = new Promise<void>((resolve) => setTimeout(resolve, end === 'stop' ? STOP_MS : CLOSE_MS));
  await Promise.race([close(), late]);
}

/** Once, after the last window is gone: streams end with their pages, then the core, then the process. */
function closeOnQuit(core: Core, quitting: Quitting, claim: Claim | null): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    void closeCore(core, quitting)
      .then(() => claim?.release())
      .finally(() => app.exit(0));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => quitting.quitQuietly());
}

/** A bug in main: its report, an orderly end that leaves the machine as it is, the user told. */
function endInOrder(core: Core, reports: CrashReports): void {
  const { t } = core.desktop;
  watchForCrashes({
    ...{ reports, log: core.log, exit: (code) => app.exit(code) },
    end: () => core.close({ leaveMachine: true }),
    tell: (words, report) =>
      dialog.showErrorBox(
        t('Slipway has to end'),
        `${words}\n\n${t('Your containers and Slipway’s engine go on.')}${report === null ? '' : `\n${t('A report is in {report}', { report })}`}`,
      ),
  });
}

/** Electron's monitor is there once the app is ready. */
function onResume(listener: () => void): () => void {
  void app.whenReady().then(() => powerMonitor.on('resume', listener));
  return () => void powerMonitor.removeListener('resume', listener);
}

/** The core with what only a desktop gives it. `open`: what a click outside of the window shows. */
async function createCore(flags: Flags, dataDir: string, reports: CrashReports, open: (route: string | null) => void) {
  const early: string[] = [];
  let log = (line: string): void => void early.push(line);
  const build = { app, platform: process.platform, resources: process.resourcesPath };
  const updater = await findUpdater({
    ...{ ...build, env: process.env },
    ...{ quit: () => app.quit(), log: (line) => log(`updates: ${line}`) },
  });
  const core = await createApp({
    dataDir,
    startLogScanner: () => new Worker(LOG_SCANNER),
    engineUrl: flags.engineUrl,
    checkout: app.isPackaged ? null : CHECKOUT,
    ...(app.isPackaged && { resources: process.resourcesPath }),
    user: os.userInfo().username,
    env: process.env,
    homeDir: os.homedir(),
    platform: process.platform,
    version: app.getVersion(),
    host: 'electron',
    pickFolder: (from) => pickFolder(dialog, from),
    processes: () => hostProcesses(app),
    safeStorage: safeStorage(keychain, process.platform, app.whenReady()),
    languages: () => app.whenReady().then(() => app.getPreferredSystemLanguages()),
    notices: notices(open),
    onResume,
    openPath: (file) => shell.openPath(file),
    ...{ updater, updatesFeed: () => feedAddress(build) },
    lastCrash: () => reports.takeUntold(),
  });
  log = core.log;
  for (const line of early) log(line);
  return core;
}

async function run(flags: Flags, dataDir: string, calls: Calls): Promise<void> {
  const claim = await claimOrQuit(dataDir);
  if (claim === 'taken') return;
  const about = `Slipway ${app.getVersion()}, electron ${process.versions.electron}`;
  const reports = createCrashReports({ dataDir, about, redact: (text) => redact(text) });
  let host: DesktopHost | null = null;
  let redact = (text: string): string => text;
  const core = await createCore(flags, dataDir, reports, (route) => host?.show(route));
  redact = core.redactor.redact;
  endInOrder(core, reports);
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
    t: core.desktop.t,
  });
  serveCore(core);
  serveFileSending(ipcMain, core.transfers);
  host = createDesktopHost({
    ...{ core, dataDir, homeDir: os.homedir(), preload: PRELOAD },
    icons: iconsFolder(app.isPackaged, process.resourcesPath, CHECKOUT),
    openUrl: (url) => {
      const allowed = externalUrl(url);
      if (allowed !== null) void shell.openExternal(allowed).catch(() => undefined);
    },
    openLogs: () => void shell.openPath(path.join(dataDir, 'logs')),
  });
  closeOnQuit(core, host.quitting, claim);
  answerCalls(core, host, calls);
  serveCommand(claim, core, host);
}

function start(flags: Flags): void {
  const dataDir = flags.dataDir ?? defaultDataDir(process.platform, process.env, os.homedir());
  useProfile(dataDir);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.setAppUserModelId(APP_ID);
  app.enableSandbox();
  registerAppScheme(protocol);
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents, (url) => shell.openExternal(url)));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  run(flags, dataDir, hearCalls(app)).catch((error: unknown) => {
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
