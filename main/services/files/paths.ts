/** The parts of an absolute path, `.` and `..` worked out by name: none of them is left. */
export function partsOf(path: string): readonly string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}

/** Absolute, without `.`, `..`, or a slash at its end. */
export const normal = (path: string): string => `/${partsOf(path).join('/')}`;

export const join = (folder: string, name: string): string => (folder === '/' ? `/${name}` : `${folder}/${name}`);

/** '/' is its own. Of a normal path. */
export const parentOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));

/** '' of '/'. Of a normal path. */
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether `path` is `folder`, or lies below it. Both normal. */
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
