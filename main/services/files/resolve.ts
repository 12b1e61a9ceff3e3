import type { FileEntry, ResolvedFile } from '../../contract/files';
import type { EngineClient } from '../engine/types';
import { FileFault } from '../helpers/file-fault';
import { baseOf, isWithin, join, normal, partsOf } from './paths';
import { type Stat, stat } from './stat';
import type { Place } from './types';

/** As the kernel has it. */
const MOST_LINKS = 40;

export const inContainer = ({ root }: Pick<Place, 'root'>, path: string): string =>
  root === '/' ? path : path === '/' ? root : root + path;

/** null: it leads out of the source. */
function inSource({ root }: Place, path: string): string | null {
  const target = normal(path);
  if (root === '/') return target;
  return isWithin(target, root) ? normal(target.slice(root.length)) : null;
}

export const entryOf = (path: string, { kind, size, mode, mtime, linkTarget }: Stat, mount: boolean): FileEntry => ({
  ...{ name: baseOf(path), kind, size, mode, mtime, uid: null, gid: null, mount, odd: false },
  target: kind === 'symlink' ? linkTarget : null,
});

export interface Asking {
  readonly client: EngineClient;
  readonly place: Place;
  readonly signal?: AbortSignal;
}

export const statAt = ({ client, place, signal }: Asking, path: string): Promise<Stat | null> =>
  stat(client, place.containerId, inContainer(place, path), signal);

interface Found {
  readonly path: string;
  readonly found: Stat;
}

/**
 * Follows every link, part by part, so that none leads out of the source; the path that comes out has none in it. Throws FileFault
 * `missing` or `link`, rejects with EngineError.
 */
export async function resolve(asking: Asking, wanted: string): Promise<ResolvedFile> {
  const { place } = asking;
  let links = 0;
  const follow = async (path: string): Promise<Found> => {
    const found = await statAt(asking, path);
    if (found === null) throw new FileFault('missing', path);
    if (found.kind !== 'symlink') return { path, found };
    const target = inSource(place, found.linkTarget === '' ? path : found.linkTarget);
    links += 1;
    if (target === null || target === path || links > MOST_LINKS) throw new FileFault('link', path, found.linkTarget);
    return follow(target);
  };
  let at = await follow('/');
  for (const part of partsOf(wanted)) at = await follow(join(at.path, part));
  return { path: at.path, entry: entryOf(at.path, at.found, place.mounts.includes(at.path)) };
}
