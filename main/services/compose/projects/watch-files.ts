import fs from 'node:fs';
import path from 'node:path';
import type { ComposePlace } from '../../../contract/compose';

const NAMES = ['compose', 'docker-compose'].flatMap((name) => [name, `${name}.override`]);
/** What in a folder is another project when it comes or changes. */
const TELLING_FILES = [...NAMES.flatMap((name) => [`${name}.yaml`, `${name}.yml`]), '.env'];

/** Editors write in several steps, ms. */
const SETTLE_MS = 150;

/** The folder, or what there is of the way to it: so its coming is seen. */
function nearest(folder: string): string {
  let at = folder;
  while (!fs.existsSync(at) && path.dirname(at) !== at) at = path.dirname(at);
  return at;
}

/** By folder, the names in it that are of interest. */
function namesByFolder(place: ComposePlace, files: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  const wanted = [...TELLING_FILES.map((name) => path.join(place.folder, name)), ...files];
  for (const file of wanted) {
    const folder = path.dirname(file);
    const there = nearest(folder);
    const known = names.get(there) ?? new Set<string>();
    // On the way to a folder that is not there, the next step is what is waited for.
    known.add(there === folder ? path.basename(file) : (path.relative(there, folder).split(path.sep)[0] ?? ''));
    names.set(there, known);
  }
  return names;
}

/**
 * Calls `changed` once these files, or what compose would find beside them, are others; folders are watched, as a file is
 * replaced by most who write it. What cannot be watched is not. @returns What ends it.
 */
export function watchFiles(place: ComposePlace, files: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const note = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS);
  };
  const watchers: fs.FSWatcher[] = [];
  for (const [folder, names] of namesByFolder(place, files)) {
    try {
      const watcher = fs.watch(folder, { persistent: false }, (_event, name) => {
        // Its own name: the folder itself went away.
        if (name === null || names.has(name) || name === path.basename(folder)) note();
      });
      watcher.on('error', () => undefined);
      watchers.push(watcher);
    } catch {
      // It is gone again, or the system has no more watches: it is read anew when somebody looks.
    }
  }
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
