import fs from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';

/** How the system is told to start Slipway at login. */
export interface LoginItem {
  /** As the system has it: its user may have changed it there. null: it cannot be had here. */
  isSet(): boolean | null;
  /** Rejects with the system's words. */
  set(on: boolean, hidden: boolean): void;
}

/** Started with it, Slipway opens no window. */
export const HIDDEN_FLAG = '--hidden';

type LoginApp = Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;

/** macOS and Windows keep it themselves. macOS takes no arguments: there the app asks whether it was started at login. */
function bySystem(app: LoginApp, platform: NodeJS.Platform): LoginItem {
  // Windows compares the arguments, too: either of ours counts.
  const argsOf = (hidden: boolean): { args: string[] } | object =>
    platform === 'win32' ? { args: hidden ? [HIDDEN_FLAG] : [] } : {};
  return {
    isSet: () => [true, false].some((hidden) => app.getLoginItemSettings(argsOf(hidden)).openAtLogin),
    set: (on, hidden) => {
      if (platform === 'win32') app.setLoginItemSettings({ ...argsOf(!hidden), openAtLogin: false });
      app.setLoginItemSettings({ ...argsOf(hidden), openAtLogin: on });
    },
  };
}

/** The desktop entry's own quoting: backslashes twice, as its values have escapes too. */
const quoted = (text: string): string =>
  `"${text
    .replace(/["`$\\]/g, (sign) => `\\${sign}`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;

export interface AutostartOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  /** Absolute path of what is to be started. */
  readonly program: string;
}

/** The XDG way (Desktop Application Autostart Specification): a desktop entry in a folder. */
export function autostart({ env, homeDir, program }: AutostartOptions): LoginItem {
  const given = env.XDG_CONFIG_HOME ?? '';
  const file = path.join(given.startsWith('/') ? given : path.join(homeDir, '.config'), 'autostart/slipway.desktop');
  return {
    isSet() {
      try {
        return !/^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m.test(fs.readFileSync(file, 'utf8'));
      } catch {
        return false;
      }
    },
    set(on, hidden) {
      if (!on) {
        fs.rmSync(file, { force: true });
        return;
      }
      const line = [quoted(program), ...(hidden ? [HIDDEN_FLAG] : [])].join(' ');
      const entry = [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Slipway',
        `Exec=${line}`,
        'Terminal=false',
        'X-GNOME-Autostart-enabled=true',
      ];
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, `${entry.join('\n')}\n`);
    },
  };
}

export interface LoginItemOptions {
  readonly app: LoginApp & Pick<App, 'isPackaged'>;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly execPath: string;
}

/** Only what is packaged: a checkout's program is Electron, which would start with nothing. */
export function loginItem({ app, platform, env, homeDir, execPath }: LoginItemOptions): LoginItem | null {
  if (!app.isPackaged) return null;
  if (platform === 'darwin' || platform === 'win32') return bySystem(app, platform);
  // What an AppImage runs from is gone with it; itself stays where it is.
  return autostart({ env, homeDir, program: env.APPIMAGE ?? execPath });
}

interface LoginSettings {
  value(): { readonly desktop: { readonly startAtLogin: boolean; readonly startHidden: boolean } };
  onChange(listener: () => void): () => void;
  update(patch: { readonly desktop: { readonly startAtLogin: boolean } }): Promise<void>;
}

/** Keeps the system as the setting is; once, at the start, the setting as the system is. Without a way it is always off. */
export async function followLoginSetting(
  item: LoginItem | null,
  settings: LoginSettings,
  log: (line: string) => void,
): Promise<void> {
  const real = item?.isSet() ?? false;
  if (settings.value().desktop.startAtLogin !== real) await settings.update({ desktop: { startAtLogin: real } });
  let done = { ...settings.value().desktop };
  settings.onChange(() => {
    const { startAtLogin, startHidden } = settings.value().desktop;
    if (startAtLogin === done.startAtLogin && (!startAtLogin || startHidden === done.startHidden)) return;
    done = { ...settings.value().desktop };
    try {
      if (item === null) throw new Error('only an installed Slipway starts at login');
      item.set(startAtLogin, startHidden);
    } catch (error) {
      log(`start at login: ${error instanceof Error ? error.message : String(error)}`);
      if (startAtLogin) void settings.update({ desktop: { startAtLogin: false } });
    }
  });
}
