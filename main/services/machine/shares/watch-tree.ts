import { type FSWatcher, watch } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { WatchBudget } from './watch-budget';
import { codeOf } from '../../process/error-code';

export interface WatchTree {
  close(): void;
}

interface Watched {
  readonly watcher: FSWatcher;
  readonly heavy: boolean;
}

/** Thousands of folders that tools, not people, write; they come last. */
const HEAVY: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  'objects',
  'vendor',
  'target',
  '.cache',
]);
const isHeavy = (folder: string): boolean => folder.split(path.sep).some((part) => HEAVY.has(part));

/** Windows and macOS watch a tree by themselves; Linux a folder at a time. */
const NATIVE: ReadonlySet<NodeJS.Platform> = new Set(['darwin', 'win32']);

/**
 * Tells the path of whatever changes in or below `root` (a file: of it alone). Links are not followed. What cannot be
 * watched is told to `budget`.
 */
export function watchTree(
  root: string,
  onChange: (file: string) => void,
  budget: WatchBudget,
  platform: NodeJS.Platform = process.platform,
): WatchTree {
  const open = new Map<string, Watched>();
  const tree: Tree = { root, open, onChange, budget, native: NATIVE.has(platform), closed: false };
  void begin(tree);
  return {
    close: () => {
      tree.closed = true;
      for (const folder of [...open.keys()]) unwatch(tree, folder);
      budget.forget(root);
    },
  };
}

interface Tree {
  readonly root: string;
  readonly open: Map<string, Watched>;
  readonly onChange: (file: string) => void;
  readonly budget: WatchBudget;
  /** One watch covers it all. */
  readonly native: boolean;
  closed: boolean;
}

async function begin(tree: Tree): Promise<void> {
  const { root, native } = tree;
  const isFolder = await stat(root).then(
    (found) => found.isDirectory(),
    () => null,
  );
  // Its folder is watched: most editors put another file in its place.
  if (isFolder === false) watchFolder(tree, path.dirname(root), false);
  else if (isFolder === true && native) watchFolder(tree, root, true);
  else if (isFolder === true) await watchBelow(tree, root, false);
}

/** @param tell Whether what is found came to be after the watch began, and is news. */
async function watchBelow(tree: Tree, top: string, tell: boolean): Promise<void> {
  const light = [top];
  const heavy: string[] = [];
  for (let next = light.shift() ?? heavy.shift(); next !== undefined; next = light.shift() ?? heavy.shift()) {
    if (!watchFolder(tree, next, false)) continue;
    // Read only now: what came before the watch is in the list, what comes after is in an event.
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      const file = path.join(next, entry.name);
      if (tell) tree.onChange(file);
      if (entry.isDirectory()) (isHeavy(path.relative(tree.root, file)) ? heavy : light).push(file);
    }
  }
}

/** False: it is watched already, or cannot be. */
function watchFolder(tree: Tree, folder: string, recursive: boolean): boolean {
  const { open, budget } = tree;
  if (tree.closed || open.has(folder)) return false;
  const heavy = isHeavy(path.relative(tree.root, folder));
  if (!budget.take(folder, heavy)) return false;
  try {
    const watcher = watch(folder, { recursive, persistent: false }, (type, name) => onEvent(tree, folder, name, type));
    watcher.on('error', () => unwatch(tree, folder));
    open.set(folder, { watcher, heavy });
    return true;
  } catch (error) {
    budget.give(heavy);
    // The system's own limit (ENOSPC, EMFILE), or it is not for us to read. One that has gone is no loss.
    if (codeOf(error) !== 'ENOENT') budget.skip(folder);
    return false;
  }
}

function unwatch({ open, budget }: Tree, folder: string): void {
  const watched = open.get(folder);
  if (watched === undefined) return;
  open.delete(folder);
  watched.watcher.close();
  budget.give(watched.heavy);
}

function onEvent(tree: Tree, folder: string, name: string | null, type: string): void {
  if (tree.closed || name === null) return;
  const file = path.join(folder, name);
  // A file that is watched through its folder has neighbours.
  if (folder === path.dirname(tree.root) && file !== tree.root) return;
  tree.onChange(file);
  if (type === 'rename' && !tree.native) void follow(tree, file);
}

/** A name came or went: so may have a folder. */
async function follow(tree: Tree, file: string): Promise<void> {
  const isFolder = await lstat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder && file !== tree.root) await watchBelow(tree, file, true);
  if (isFolder) return;
  for (const inner of [...tree.open.keys()])
    if (inner === file || inner.startsWith(`${file}${path.sep}`)) unwatch(tree, inner);
}
