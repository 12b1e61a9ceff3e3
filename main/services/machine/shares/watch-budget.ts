import path from 'node:path';

/** How many folders may be watched, by all trees together. */
export interface WatchBudget {
  /** Takes one; false: none is left. `heavy`: of those that tools fill and few watch. */
  take(folder: string, heavy: boolean): boolean;
  /** It is watched no more. */
  give(heavy: boolean): void;
  /** The system refused it. */
  skip(folder: string): void;
  /** What was left out in and below `root` is of no interest any more. */
  forget(root: string): void;
  counts(): { readonly watchedFolders: number; readonly skippedFolders: number };
}

/** Of folders left out this many are told apart; more are not counted. */
const SKIPPED_LIMIT = 10_000;

export function createWatchBudget(
  limits: { readonly folders: number; readonly heavy: number },
  log: (line: string) => void,
): WatchBudget {
  const watched = { all: 0, heavy: 0 };
  const skipped = new Set<string>();
  const skip = (folder: string): void => {
    if (skipped.size === 0) log('shares: not all folders that containers have bound can be watched for changes');
    if (skipped.size < SKIPPED_LIMIT) skipped.add(folder);
  };
  return {
    skip,
    take: (folder, heavy) => {
      if (watched.all >= limits.folders || (heavy && watched.heavy >= limits.heavy)) {
        skip(folder);
        return false;
      }
      watched.all += 1;
      if (heavy) watched.heavy += 1;
      skipped.delete(folder);
      return true;
    },
    give: (heavy) => {
      watched.all -= 1;
      if (heavy) watched.heavy -= 1;
    },
    forget: (root) => {
      for (const folder of skipped)
        if (folder === root || folder.startsWith(`${root}${path.sep}`)) skipped.delete(folder);
    },
    counts: () => ({ watchedFolders: watched.all, skippedFolders: skipped.size }),
  };
}
