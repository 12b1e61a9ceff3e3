/** The last name of a path of either kind of system. */
export const lastName = (path: string): string => path.split(/[/\\]/).findLast((name) => name !== '') ?? path;

/** Whether a path lies in a folder, at any depth. */
export const isBelow = (path: string, folder: string): boolean => shownPath(path, folder) !== path;

/** A path as it is said within a folder; whole where it is outside. */
export function shownPath(path: string, folder: string): string {
  const base = /[/\\]$/.test(folder) ? folder : `${folder}${folder.includes('\\') ? '\\' : '/'}`;
  return path.startsWith(base) && path.length > base.length ? path.slice(base.length) : path;
}

/** A file of a folder. */
export const within = (folder: string, name: string): string =>
  `${folder.replace(/[/\\]+$/, '')}${folder.includes('\\') ? '\\' : '/'}${name}`;
