import fs from 'node:fs';
import path from 'node:path';

/** Editors write in several steps. */
const QUIET_MS = 80;

/**
 * Tells when the file was written, replaced or removed, by whomever, once it is quiet. Its folder is watched, as a file that is
 * replaced takes its watch with it.
 * @returns What ends the watch.
 */
export function watchFile(file: string, onChange: () => void, log: (line: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  try {
    const watcher = fs.watch(path.dirname(file), { persistent: false }, (_event, name) => {
      // Some systems do not name it.
      if (name !== null && name !== path.basename(file)) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, QUIET_MS);
    });
    const end = (): void => {
      clearTimeout(timer);
      watcher.close();
    };
    watcher.on('error', (error) => {
      log(`settings: the file is not watched any more: ${error.message}`);
      end();
    });
    return end;
  } catch (error) {
    log(`settings: the file is not watched: ${error instanceof Error ? error.message : String(error)}`);
    return () => undefined;
  }
}
