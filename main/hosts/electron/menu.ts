import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import type { PageCommand } from '../../contract/host';
import type { Desktop } from '../../app';
import { accelerator } from './accelerator';

type Item = MenuItemConstructorOptions;
type T = Desktop['t'];

const SEPARATOR: Item = { type: 'separator' };

export interface AppMenuOptions {
  readonly platform: NodeJS.Platform;
  readonly packaged: boolean;
  readonly t: T;
  /** The user's own keys, by the ids of the page's actions. */
  readonly bindings: Readonly<Record<string, readonly string[]>>;
  readonly openRoute: (route: string) => void;
  readonly command: (id: PageCommand) => void;
  readonly zoom: (step: 'in' | 'out' | 'reset') => void;
  readonly openLogs: () => void;
  readonly quit: () => void;
}

/** As the page has them unless the user says otherwise. */
const KEYS: Readonly<Record<PageCommand, string>> = {
  ...{ 'app.palette': 'mod+k', 'app.keys': '?', 'app.sidebar': 'mod+b', 'app.commandLog': 'mod+j' },
};

/** The page handles the key by itself; the menu shows it. */
function commandItem({ command, bindings }: AppMenuOptions, label: string, id: PageCommand): Item {
  const key = accelerator((bindings[id] ?? [KEYS[id]])[0] ?? '');
  return { label, click: () => command(id), ...(key !== null && { accelerator: key, registerAccelerator: false }) };
}

const routeItem = ({ openRoute }: AppMenuOptions, label: string, route: string, key?: string): Item => ({
  ...{ label, click: () => openRoute(route) },
  ...(key !== undefined && { accelerator: key }),
});

const settingsItem = (options: AppMenuOptions): Item =>
  routeItem(options, options.t('Settings…'), '/settings', 'CmdOrCtrl+,');

/** macOS: the first menu bears the app's name, and its items are the system's. */
function macMenu(options: AppMenuOptions): Item {
  const { t, quit } = options;
  const submenu: Item[] = [
    { role: 'about' },
    routeItem(options, t('Check for updates…'), '/settings?key=updates.check'),
    SEPARATOR,
    settingsItem(options),
    SEPARATOR,
    { role: 'services' },
    SEPARATOR,
    ...(['hide', 'hideOthers', 'unhide'] as const).map((role): Item => ({ role })),
    SEPARATOR,
    // Not the role: what quits the app asks about the engine first, and that is the same for all of them.
    { label: t('Quit Slipway'), accelerator: 'Cmd+Q', click: quit },
  ];
  return { label: 'Slipway', submenu };
}

function fileMenu(options: AppMenuOptions, mac: boolean): Item {
  const { t, quit } = options;
  const submenu: Item[] = [
    routeItem(options, t('New container…'), '/run', 'CmdOrCtrl+N'),
    routeItem(options, t('Build an image…'), '/builds/new'),
    SEPARATOR,
    ...(mac ? [] : [settingsItem(options), SEPARATOR]),
    mac ? { role: 'close' } : { label: t('Close the window'), accelerator: 'Ctrl+W', role: 'close' },
    ...(mac ? [] : [{ label: t('&Quit'), accelerator: 'Ctrl+Q', click: quit }]),
  ];
  return { label: t('&File'), submenu };
}

function viewMenu(options: AppMenuOptions): Item {
  const { t, zoom, packaged } = options;
  const submenu: Item[] = [
    routeItem(options, t('Containers'), '/containers', 'CmdOrCtrl+1'),
    routeItem(options, t('Compose'), '/compose', 'CmdOrCtrl+2'),
    routeItem(options, t('Images'), '/images', 'CmdOrCtrl+3'),
    routeItem(options, t('Logs'), '/logs', 'CmdOrCtrl+4'),
    routeItem(options, t('Volumes'), '/volumes', 'CmdOrCtrl+5'),
    routeItem(options, t('Networks'), '/networks', 'CmdOrCtrl+6'),
    routeItem(options, t('Engine'), '/engine', 'CmdOrCtrl+7'),
    SEPARATOR,
    commandItem(options, t('Find anything…'), 'app.palette'),
    commandItem(options, t('Show or hide the sidebar'), 'app.sidebar'),
    commandItem(options, t('Show or hide the command log'), 'app.commandLog'),
    SEPARATOR,
    { label: t('Actual size'), accelerator: 'CmdOrCtrl+0', click: () => zoom('reset') },
    { label: t('Zoom in'), accelerator: 'CmdOrCtrl+Plus', click: () => zoom('in') },
    // The same key without shift, where it bears both signs.
    { label: t('Zoom in'), accelerator: 'CmdOrCtrl+=', visible: false, click: () => zoom('in') },
    { label: t('Zoom out'), accelerator: 'CmdOrCtrl+-', click: () => zoom('out') },
    SEPARATOR,
    { role: 'togglefullscreen' },
    { role: 'reload' },
    ...(packaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ];
  return { label: t('&View'), submenu };
}

function helpMenu(options: AppMenuOptions, mac: boolean): Item {
  const { t, openLogs } = options;
  const submenu: Item[] = [
    commandItem(options, t('Keys'), 'app.keys'),
    routeItem(options, t('Diagnostics'), '/diagnostics'),
    { label: t('Show Slipway’s logs'), click: openLogs },
    ...(mac ? [] : [SEPARATOR, routeItem(options, t('About Slipway'), '/settings')]),
  ];
  return { label: t('&Help'), role: 'help', submenu };
}

/** The menu of the app, by the custom of its system: what the page does is asked of the page, what the system does is left to it. */
export function appMenu(options: AppMenuOptions): Item[] {
  const mac = options.platform === 'darwin';
  return [
    ...(mac ? [macMenu(options)] : []),
    fileMenu(options, mac),
    { role: 'editMenu' },
    viewMenu(options),
    { role: 'windowMenu' },
    helpMenu(options, mac),
  ];
}

/** For text only; the page's own menus keep Electron from asking here. */
export function textMenu(params: Pick<ContextMenuParams, 'isEditable' | 'selectionText'>): Item[] {
  if (params.isEditable)
    return [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, SEPARATOR, { role: 'selectAll' }];
  return params.selectionText.trim() === '' ? [] : [{ role: 'copy' }];
}
