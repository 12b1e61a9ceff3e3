import path from 'node:path';

/** Where settings and logs are kept unless the user says otherwise, by each system's custom. */
export function defaultDataDir(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  homeDir: string,
): string {
  if (platform === 'win32') return path.win32.join(env.APPDATA ?? `${homeDir}\\AppData\\Roaming`, 'Slipway');
  if (platform === 'darwin') return path.posix.join(homeDir, 'Library/Application Support/Slipway');
  const base = env.XDG_DATA_HOME ?? '';
  // A relative one is invalid by the XDG rules.
  return path.posix.join(base.startsWith('/') ? base : `${homeDir}/.local/share`, 'slipway');
}
