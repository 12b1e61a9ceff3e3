import {
  type AppUpdater,
  AppImageUpdater,
  CancellationToken,
  MacUpdater,
  NsisUpdater,
  type UpdateInfo,
} from 'electron-updater';
import type { AppAdapter } from 'electron-updater/out/AppAdapter';
import type { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor';
import type { Release, UpdateFault } from '../../../contract/updates';
import { UpdateFailure, type Updater } from '../../../services/shell/updater';
import type { Feed } from './feed';
import { SignedProvider } from './signed-provider';

/** Systems whose program Slipway replaces by itself, and by what. */
export type UpdateKind = 'appimage' | 'nsis' | 'mac';

export interface UpdaterOptions {
  readonly kind: UpdateKind;
  readonly feed: Feed;
  readonly app: AppAdapter;
  /** Asks by Electron's own network stack, which knows the system's proxies. */
  readonly executor: ElectronHttpExecutor;
  /** Quits as the user would. */
  readonly quit: () => void;
  readonly log: (line: string) => void;
  /** ms without a byte; left out: a minute. */
  readonly stallMs?: number;
  /** ms for the feed; left out: half a minute. */
  readonly timeoutMs?: number;
}

const STALL_MS = 60_000;
const TIMEOUT_MS = 30_000;
const EXTENSIONS: Readonly<Record<UpdateKind, string>> = { appimage: 'AppImage', nsis: 'exe', mac: 'zip' };
const LONGEST_NOTES = 20_000;
/** Of every installation the same one. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

const DISK = /^(ENOSPC|EACCES|EPERM|EROFS|EDQUOT|EIO)$/;
const AWAY = /^(E(CONN\w+|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE))$/;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** builder-util-runtime's CancellationError, which has no code. */
const isCancelled = (error: unknown): boolean => error instanceof Error && error.message === 'cancelled';

function kindOf(error: unknown): UpdateFault['kind'] {
  const code = codeOf(error);
  if (code === 'ERR_CHECKSUM_MISMATCH') return 'hash';
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return 'signature';
  if (DISK.test(code)) return 'disk';
  if (code.startsWith('HTTP_ERROR_') || isCancelled(error) || AWAY.test(code)) return 'unreachable';
  if (/net::ERR_|socket hang up|aborted|timed out|cannot download/i.test(String(error))) return 'unreachable';
  return code.startsWith('ERR_UPDATER_') ? 'feed' : 'other';
}

/** In words that a person may read: the first line, without the trace that electron-updater puts into some. */
function failure(error: unknown): UpdateFailure {
  if (error instanceof UpdateFailure) return error;
  const [words = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  const timed = isCancelled(error) ? 'no answer in time' : words;
  return new UpdateFailure(kindOf(error), timed.slice(0, 500));
}

function releaseOf({ version, releaseNotes, releaseDate }: UpdateInfo): Release {
  const notes = Array.isArray(releaseNotes) ? releaseNotes.map(({ note }) => note ?? '').join('\n\n') : releaseNotes;
  const at = Date.parse(releaseDate);
  return { version, notes: (notes ?? '').slice(0, LONGEST_NOTES), releasedAt: Number.isNaN(at) ? null : at };
}

function construct(kind: UpdateKind, app: AppAdapter): AppUpdater {
  if (kind === 'appimage') return new AppImageUpdater(null, app);
  return kind === 'nsis' ? new NsisUpdater(null, app) : new MacUpdater(undefined, app);
}

function configure(updater: AppUpdater, { feed, executor, kind, log, timeoutMs = TIMEOUT_MS }: UpdaterOptions): void {
  // With an adapter of one's own, electron-updater leaves the first to its tests, and so to us.
  Object.assign(updater, { httpExecutor: executor, stagingUserIdPromise: { value: Promise.resolve(NOBODY) } });
  updater.logger = { info: () => undefined, warn: log, error: log };
  updater.updateConfigPath = feed.file;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = true;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  // The whole file each time: what is put together of the old one has more ways to go wrong.
  updater.disableDifferentialDownload = true;
  const { url, publicKey } = feed;
  updater.setFeedURL({
    ...{ provider: 'custom', updateProvider: SignedProvider, url, publicKey, extension: EXTENSIONS[kind], timeoutMs },
  });
  // Failures are what the calls reject with; without a listener the event would be one more.
  updater.on('error', () => undefined);
}

type Told = (bytes: number, total: number | null) => void;

/** Given up after `stallMs` without a byte. */
async function download(updater: AppUpdater, told: Told, signal: AbortSignal, stallMs: number): Promise<void> {
  signal.throwIfAborted();
  const token = new CancellationToken();
  const cancel = (): void => token.cancel();
  let stall = setTimeout(cancel, stallMs);
  const onProgress = ({ transferred, total }: { readonly transferred: number; readonly total: number }): void => {
    clearTimeout(stall);
    stall = setTimeout(cancel, stallMs);
    told(transferred, total > 0 ? total : null);
  };
  signal.addEventListener('abort', cancel, { once: true });
  updater.on('download-progress', onProgress);
  try {
    await updater.downloadUpdate(token);
  } catch (error) {
    signal.throwIfAborted();
    throw failure(error);
  } finally {
    clearTimeout(stall);
    signal.removeEventListener('abort', cancel);
    updater.off('download-progress', onProgress);
  }
}

/** By electron-updater, on top of a signed feed. */
export function createUpdater(options: UpdaterOptions): Updater {
  const { kind, app, quit, stallMs = STALL_MS } = options;
  let restarts = false;
  const updater: AppUpdater = construct(kind, {
    ...adapted(app),
    // What was chosen at the end counts: to install, or to install and start again.
    onQuit: (handler) => app.onQuit((code) => (restarts ? updater.quitAndInstall(true, true) : handler(code))),
  });
  configure(updater, options);
  return {
    async check() {
      try {
        const found = await updater.checkForUpdates();
        return found?.isUpdateAvailable === true ? releaseOf(found.updateInfo) : null;
      } catch (error) {
        throw failure(error);
      }
    },
    download: (told, signal) => download(updater, told, signal, stallMs),
    installOnQuit: (yes) => void (updater.autoInstallOnAppQuit = yes),
    restart() {
      // macOS installs and starts again by itself once the app is gone; elsewhere it is the last deed of this process.
      restarts = kind !== 'mac';
      if (kind === 'mac') updater.quitAndInstall();
      else quit();
    },
  };
}

/** Its properties may be getters of a class, which a spread would lose. */
const adapted = (app: AppAdapter): AppAdapter => ({
  version: app.version,
  name: app.name,
  isPackaged: app.isPackaged,
  appUpdateConfigPath: app.appUpdateConfigPath,
  userDataPath: app.userDataPath,
  baseCachePath: app.baseCachePath,
  whenReady: () => app.whenReady(),
  relaunch: () => app.relaunch(),
  quit: () => app.quit(),
  onQuit: (handler) => app.onQuit(handler),
});
