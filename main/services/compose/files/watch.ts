import path from 'node:path';
import { readTextFile } from '../../process/text-file';
import { watchFiles } from '../projects/watch-files';

interface Told {
  readonly path: string;
  /** null: it is not there, or cannot be read. */
  readonly sha256: string | null;
}

const look = (paths: readonly string[]): Promise<Told[]> =>
  Promise.all(
    paths.map(async (file) => ({
      path: file,
      sha256: await readTextFile(file).then(
        (found) => found?.sha256 ?? null,
        () => null,
      ),
    })),
  );

const sameAs = (a: readonly Told[], b: readonly Told[]): boolean =>
  a.length === b.length && a.every(({ sha256 }, at) => sha256 === b[at]?.sha256);

/** Resolves with the next change of one of them, or with the end of `signal`. */
function nextChange(paths: readonly string[], signal: AbortSignal): { readonly done: Promise<void> } {
  const [first = '/'] = paths;
  const place = { name: '', folder: path.dirname(first), files: [], envFiles: [], profiles: [] };
  return {
    done: new Promise((resolve) => {
      const end = (): void => {
        stop();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const stop = watchFiles(place, paths, end);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    }),
  };
}

/** First as they are, then whenever one is another. Relative paths are not there. */
export async function* watchHashes(
  paths: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<{ files: Told[] }, void, undefined> {
  const absolute = paths.filter((file) => path.isAbsolute(file));
  let last: readonly Told[] | null = null;
  while (!signal.aborted) {
    // Before they are read: what changes meanwhile is seen.
    const change = nextChange(absolute, signal);
    const now = await look(absolute);
    if (last === null || !sameAs(now, last)) yield { files: now };
    last = now;
    if (absolute.length === 0) return;
    await change.done;
  }
}
