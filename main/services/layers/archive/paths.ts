/** The kernel's longest path: a longer one cannot be unpacked. */
const PATH_LIMIT = 4096;
/** An empty part, `.`, `..`, or what no name may have. */
const UNUSUAL = /(?:^|\/)\.{0,2}(?:\/|$)|\0/;

/** A name of an archive without `/` at its ends and without `.` parts; empty: the root. null: it leads elsewhere, or is none. */
export function cleanPath(name: string): string | null {
  if (name.length > PATH_LIMIT) return null;
  const from = name.startsWith('./') ? 2 : name.startsWith('/') ? 1 : 0;
  const path = name.slice(from, name.endsWith('/') ? -1 : undefined);
  if (!UNUSUAL.test(path)) return path;
  if (name.includes('\0')) return null;
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? null : parts.join('/');
}

/** The folder of a path, and its last part. */
export function splitPath(path: string): readonly [folder: string, base: string] {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? ['', path] : [path.slice(0, slash), path.slice(slash + 1)];
}

/** Where a relative link leads, within the archive; null: out of it. */
export function followed(from: string, target: string): string | null {
  const parts = target.startsWith('/') ? [] : splitPath(from)[0].split('/');
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.filter((part) => part !== '').join('/');
}
