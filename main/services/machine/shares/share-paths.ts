import path from 'node:path';

/** The path rules of a platform. */
export const pathsOf = (platform: NodeJS.Platform): path.PlatformPath =>
  platform === 'win32' ? path.win32 : path.posix;

/** As paths are compared: Windows does not tell `C:\X` from `c:\x`. */
const comparable = (file: string, platform: NodeJS.Platform): string =>
  platform === 'win32' ? path.win32.normalize(file).toLowerCase() : file;

/** Whether `file` is `folder` or lies in it. Both absolute and normalized. */
export function isWithin(file: string, folder: string, platform: NodeJS.Platform): boolean {
  const { sep } = pathsOf(platform);
  const [inner, outer] = [comparable(file, platform), comparable(folder, platform)];
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : `${outer}${sep}`);
}

/** Absolute, without `.`, `..`, doubled or last slashes; null when it is not absolute or cannot be a path. */
export function tidyPath(file: string, platform: NodeJS.Platform): string | null {
  const paths = pathsOf(platform);
  if (file.includes('\0') || !paths.isAbsolute(file)) return null;
  if (platform === 'win32' && !/^[a-z]:[\\/]/i.test(file)) return null;
  const tidy = paths.normalize(file);
  const { root } = paths.parse(tidy);
  return tidy.length > root.length && tidy.endsWith(paths.sep) ? tidy.slice(0, -1) : tidy;
}

/** Where the guest sees a path of the host: the same, and under `/mnt/c` for drive `C:` of Windows (WSL 2's own way). */
export function toGuestPath(file: string, platform: NodeJS.Platform): string {
  const drive = platform === 'win32' ? /^([a-z]):[\\/]?(.*)$/i.exec(file) : null;
  if (drive === null) return file;
  const [, letter = '', rest = ''] = drive;
  return `/mnt/${letter.toLowerCase()}/${rest.replaceAll('\\', '/')}`.replace(/\/$/, '');
}

/** The other way; null: it is no path of the host. */
export function toHostPath(file: string, platform: NodeJS.Platform): string | null {
  if (platform !== 'win32') return file;
  const drive = /^\/mnt\/([a-z])(?:\/(.*))?$/.exec(file);
  if (drive === null) return null;
  const [, letter = '', rest = ''] = drive;
  return `${letter.toUpperCase()}:\\${rest.replaceAll('/', '\\')}`;
}
