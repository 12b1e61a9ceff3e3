import path from 'node:path';
import {
  BrowserWindow,
  Menu,
  Notification,
  Tray,
  type Rectangle,
  app,
  dialog,
  nativeImage,
  powerMonitor,
  screen,
} from 'electron';
import type { App, Desktop } from '../../app';
import type { SystemNotices } from '../../services/shell/notices';
import { askAboutClosing, askAboutMachine } from './questions';
import { HIDDEN_FLAG, followLoginSetting, loginItem } from './login-item';
import { appMenu } from './menu';
import { systemNotices } from './notices';
import { type Quitting, createQuitting } from './quitting';
import { showTray } from './tray';
import { trayImage } from './tray-image';
import { showWindow, theWindow } from './window';
import { openWindowState, type WindowStateStore } from './window-state';
import { type ZoomStep, zoomed } from './zoom';

export interface DesktopHostOptions {
  readonly core: App;
  readonly dataDir: string;
  readonly homeDir: string;
  readonly preload: string;
  /** The folder with the tray's icons. */
  readonly icons: string;
  /** Checked before: a published port of a container. */
  readonly openUrl: (url: string) => void;
  readonly openLogs: () => void;
}

export interface DesktopHost {
  readonly quitting: Quitting;
  /** null: just the window. */
  show(route: string | null): void;
  /** The window, unless it was started at login to stay out of sight. */
  begin(args: readonly string[]): void;
}

/** What the system shows by itself; a click on it needs the app, which may come later. */
export const notices = (open: (route: string | null) => void): SystemNotices =>
  systemNotices(
    {
      create: (options) => new Notification(options),
      isSupported: () => Notification.isSupported(),
      inFront: () => BrowserWindow.getFocusedWindow() !== null,
      open,
    },
    process.platform,
  );

const areas = (): readonly Rectangle[] => {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary, ...others].map(({ workArea }) => workArea);
};

/** Window, menus, tray, login: all that is around the page. Once the app is ready. */
export function createDesktopHost(options: DesktopHostOptions): DesktopHost {
  const { core, dataDir, homeDir, preload, openLogs } = options;
  const { desktop } = core;
  const state = openWindowState(dataDir);
  let trayShown = false;
  const quitting: Quitting = createQuitting({
    ...{ app, desktop, ask: (containers) => askAboutMachine(dialog, theWindow(), desktop.t, containers) },
    onStay: () => show(null),
  });
  const zoom = (step: ZoomStep): void =>
    void desktop.settings.update({ appearance: { zoom: zoomed(desktop.settings.value().appearance.zoom, step) } });

  const show = (route: string | null): void => {
    showWindow({
      ...{ t: desktop.t, preload, state, areas, openLogs, onZoom: zoom, quit: () => quitting.quit() },
      zoom: () => desktop.settings.value().appearance.zoom,
      mayClose: closingIn({ desktop, state, quitting, trayShown: () => trayShown }),
      onCrash: ({ reason, exitCode }) => core.log(`window: ${reason} (${String(exitCode)})`),
      onUnresponsive: () => core.log('window: unresponsive'),
    });
    if (route !== null) core.routes.open(route);
  };
  followMenu(options, { zoom, show, quitting });
  followTray(options, { show, quitting, shown: (there) => (trayShown = there) });
  followZoom(desktop);
  const login = loginItem({
    ...{ app, homeDir, platform: process.platform, env: process.env },
    execPath: process.execPath,
  });
  void followLoginSetting(login, desktop.settings, core.log);
  powerMonitor.on('shutdown', () => quitting.quitQuietly());
  return {
    quitting,
    show,
    begin(args) {
      const atLogin = process.platform === 'darwin' && app.isPackaged && app.getLoginItemSettings().wasOpenedAtLogin;
      const hidden = args.includes(HIDDEN_FLAG) || (atLogin && desktop.settings.value().desktop.startHidden);
      // Out of sight it must be reachable.
      if (!hidden || (!trayShown && process.platform !== 'darwin')) show(null);
    },
  };
}

interface Closing {
  readonly desktop: Desktop;
  readonly state: WindowStateStore;
  readonly quitting: Quitting;
  readonly trayShown: () => boolean;
}

/** macOS keeps an app without windows; elsewhere the tray may. */
const closingIn =
  ({ desktop, state, quitting, trayShown }: Closing) =>
  (window: BrowserWindow): boolean => {
    if (quitting.isQuitting() || process.platform === 'darwin' || !trayShown()) return true;
    if (desktop.settings.value().desktop.closeToTray) {
      window.hide();
      return false;
    }
    if (state.read().closingTold) return true;
    state.save({ closingTold: true });
    void askAboutClosing(dialog, window, desktop.t).then(async (toTray) => {
      if (toTray) await desktop.settings.update({ desktop: { closeToTray: true } });
      if (!window.isDestroyed()) window.close();
    });
    return false;
  };

interface Acting {
  readonly show: (route: string | null) => void;
  readonly quitting: Quitting;
}

/** Anew when the user's keys are others, or the language. */
function followMenu(
  { core, openLogs }: DesktopHostOptions,
  { zoom, show, quitting }: Acting & { readonly zoom: (step: ZoomStep) => void },
): void {
  const { desktop } = core;
  const { settings, t } = desktop;
  let bindings = '';
  const build = (): void => {
    const template = appMenu({
      ...{
        t,
        zoom,
        openLogs,
        openRoute: show,
        bindings: settings.value().keys.bindings,
        platform: process.platform,
        packaged: app.isPackaged,
      },
      quit: () => quitting.quit(),
      command: (id) => {
        show(null);
        core.commands.send(id);
      },
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  const look = (): void => {
    const next = JSON.stringify(settings.value().keys.bindings);
    if (next === bindings) return;
    bindings = next;
    build();
  };
  look();
  settings.onChange(look);
  desktop.onLanguage(build);
}

/** There as long as the setting says so. */
function followTray(
  { core, icons, openUrl }: DesktopHostOptions,
  { show, quitting, shown }: Acting & { readonly shown: (there: boolean) => void },
): void {
  const { settings, tray } = core.desktop;
  let remove: (() => void) | null = null;
  const put = (): (() => void) =>
    showTray(tray, {
      ...{ platform: process.platform, image: trayImage(nativeImage, icons, process.platform), openUrl },
      createTray: (image) => new Tray(image),
      buildMenu: (items) => Menu.buildFromTemplate(items),
      open: () => show(null),
      quit: () => quitting.quit(),
    });
  const look = (): void => {
    const wanted = settings.value().desktop.tray;
    if (wanted === (remove !== null)) return;
    try {
      remove?.();
      remove = wanted ? put() : null;
    } catch (error) {
      // Some desktops have no place for it.
      remove = null;
      core.log(`tray: ${String(error)}`);
    }
    shown(remove !== null);
  };
  look();
  settings.onChange(look);
}

function followZoom({ settings }: Desktop): void {
  let zoom = settings.value().appearance.zoom;
  settings.onChange(() => {
    const next = settings.value().appearance.zoom;
    if (next === zoom) return;
    zoom = next;
    theWindow()?.webContents.setZoomFactor(zoom / 100);
  });
}

/** For a build: beside the app; for a checkout: where they are drawn to. */
export const iconsFolder = (isPackaged: boolean, resources: string, checkout: string): string =>
  isPackaged ? path.join(resources, 'tray') : path.join(checkout, 'assets/tray');
