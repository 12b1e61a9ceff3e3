import { type BrowserWindow, type RenderProcessGoneDetails, dialog } from 'electron';
import type { Desktop } from '../../app';
import { APP_ORIGIN } from './app-url';
import { createCrashGuard } from './crash-guard';
import { SAFE_PAGE, SAFE_LOGS, SAFE_QUIT } from './safe-page';

export interface CrashOptions {
  readonly t: Desktop['t'];
  readonly onCrash: (details: RenderProcessGoneDetails) => void;
  readonly onUnresponsive: () => void;
  readonly openLogs: () => void;
  readonly quit: () => void;
}

/** Even the page without scripts fails: all that is left is the system's own dialog. */
async function tellOfCrashes(
  window: BrowserWindow,
  { t }: CrashOptions,
  details: RenderProcessGoneDetails,
): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: t('The Slipway window keeps failing'),
    detail: t('Reason: {reason}, exit code {code}. Your containers are not affected.', {
      ...{ reason: details.reason, code: String(details.exitCode) },
    }),
    buttons: [t('Load it again'), t('Close the window')],
    cancelId: 1,
    noLink: true,
  });
  if (window.isDestroyed()) return;
  if (response === 0) void window.loadURL(`${APP_ORIGIN}/`).catch(() => undefined);
  else window.destroy();
}

function restore(window: BrowserWindow, options: CrashOptions): void {
  const mayReload = createCrashGuard(() => performance.now());
  const { webContents } = window;
  webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    options.onCrash(details);
    const wasSafe = webContents.getURL() === SAFE_PAGE;
    // Not within the event: the old process is still being taken down.
    setImmediate(() => {
      if (window.isDestroyed()) return;
      if (wasSafe) void tellOfCrashes(window, options, details);
      else if (mayReload()) webContents.reload();
      else void window.loadURL(SAFE_PAGE).catch(() => undefined);
    });
  });
}

/** The safe page has no scripts: its links are what its buttons would be. Anywhere else they lead nowhere. */
function serveSafePage({ webContents }: BrowserWindow, { openLogs, quit }: CrashOptions): void {
  webContents.on('will-navigate', (event) => {
    if (event.url !== SAFE_LOGS && event.url !== SAFE_QUIT) return;
    event.preventDefault();
    if (webContents.getURL() !== SAFE_PAGE) return;
    if (event.url === SAFE_QUIT) quit();
    else openLogs();
  });
}

/** Asks once, and takes the question back when the page answers again. */
function tellOfHangs(window: BrowserWindow, { t, onUnresponsive }: CrashOptions): void {
  let asked: AbortController | null = null;
  const ask = async ({ signal }: AbortController): Promise<void> => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: t('The Slipway window does not answer'),
      detail: t('Loading it again costs nothing that runs: containers, pulls and terminals go on.'),
      buttons: [t('Load it again'), t('Wait')],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
      signal,
    });
    if (signal.aborted || response !== 0 || window.isDestroyed()) return;
    // A page that hangs hears of no reload; what is gone is loaded again by the way of all crashes.
    window.webContents.forcefullyCrashRenderer();
  };
  window.on('unresponsive', () => {
    if (asked !== null) return;
    onUnresponsive();
    asked = new AbortController();
    void ask(asked)
      .catch(() => undefined)
      .finally(() => (asked = null));
  });
  window.on('responsive', () => asked?.abort());
}

/** A page that is gone is loaded again, three times a minute; then a page without scripts stands there. */
export function surviveCrashes(window: BrowserWindow, options: CrashOptions): void {
  restore(window, options);
  serveSafePage(window, options);
  tellOfHangs(window, options);
}
