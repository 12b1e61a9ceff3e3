import fs from 'node:fs/promises';
import path from 'node:path';
import type { ComposePlace } from '../../../contract/compose';
import { removeLeftovers, temporaryName } from '../../process/durable-file';
import type { Unsaved } from '../types';

export interface Written {
  /** The place with what is unsaved in place of the files themselves. */
  readonly place: ComposePlace;
  /** CLI output with the names of the user's files in place of ours. */
  readonly inUsersNames: (text: string) => string;
  readonly remove: () => Promise<void>;
}

const FOLDER = 'compose-unsaved';
const OWNER_ONLY = 0o600;
const OWNER_FOLDER = 0o700;

/** Unsaved texts for the CLI, outside of the user's folders; they may hold secrets. */
export function createTempFiles(dataDir: string) {
  const root = path.join(dataDir, FOLDER);
  const write = async (file: string, text: string, folder: string): Promise<string> => {
    const temp = path.join(folder, file);
    await fs.writeFile(temp, text, { mode: OWNER_ONLY, flag: 'wx' });
    return temp;
  };
  return {
    /** What a Slipway that was killed left behind. */
    sweep: async (): Promise<void> => {
      await removeLeftovers(root);
    },
    /** `files`: those that count; the place may name none. */
    async write(place: ComposePlace, files: readonly string[], unsaved: Unsaved): Promise<Written> {
      const usual = path.join(place.folder, '.env');
      const envFiles = place.envFiles.length === 0 && unsaved.has(usual) ? [usual] : place.envFiles;
      const concerned = [...files, ...envFiles].filter((file) => unsaved.has(file));
      if (concerned.length === 0) return { place, inUsersNames: (text) => text, remove: () => Promise.resolve() };
      const folder = temporaryName(path.join(root, 'texts'));
      await fs.mkdir(folder, { recursive: true, mode: OWNER_FOLDER });
      const temps = new Map<string, string>();
      for (const [at, file] of concerned.entries())
        temps.set(file, await write(`${at}-${path.basename(file)}`, unsaved.get(file) ?? '', folder));
      const standIn = (file: string): string => temps.get(file) ?? file;
      return {
        place: { ...place, files: files.map(standIn), envFiles: envFiles.map(standIn) },
        inUsersNames: (text) => [...temps].reduce((said, [file, temp]) => said.replaceAll(temp, file), text),
        remove: () => fs.rm(folder, { recursive: true, force: true }),
      };
    },
  };
}

export type TempFiles = ReturnType<typeof createTempFiles>;
