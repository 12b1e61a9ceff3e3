import type { FileChange } from '../../../../main/contract/files';

/** Whether something below it changed as well. `changes` is sorted by path. */
function holdsOthers(changes: readonly FileChange[], index: number): boolean {
  const folder = `${changes[index]?.path ?? ''}/`;
  // What lies below need not follow at once: `/a b` sorts before `/a/b`.
  for (let next = index + 1; next < changes.length; next += 1) {
    const path = changes[next]?.path ?? '';
    if (path.startsWith(folder)) return true;
    if (path > folder) return false;
  }
  return false;
}

/** Without the folders that are named only because of what lies in them: a folder's time changes with its entries. */
export const withoutHolders = (changes: readonly FileChange[]): readonly FileChange[] =>
  changes.filter(({ kind }, index) => kind !== 'changed' || !holdsOthers(changes, index));
