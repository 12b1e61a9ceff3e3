import fs from 'node:fs/promises';
import path from 'node:path';
import type { FolderList } from '../../contract/create';
import { type CreateOptions, enginePlace } from './types';
import { msg } from '../../../texts/msg';
import { say, sayMsg } from '../../../texts/say';

const MOST = 1000;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The folder, or what holds it where it is none itself. */
async function nearest(wished: string): Promise<string> {
  for (let at = path.resolve(wished); ; at = path.dirname(at)) {
    const stat = await fs.stat(at).catch(() => null);
    if (stat?.isDirectory() === true || at === path.dirname(at)) return at;
  }
}

/** Links to folders count as folders. */
async function foldersIn(folder: string): Promise<string[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (entry.isDirectory()) return entry.name;
      if (!entry.isSymbolicLink()) return null;
      const stat = await fs.stat(path.join(folder, entry.name)).catch(() => null);
      return stat?.isDirectory() === true ? entry.name : null;
    }),
  );
  const isHidden = (name: string): number => (name.startsWith('.') ? 1 : 0);
  return found
    .filter((name) => name !== null)
    .sort((a, b) => isHidden(a) - isHidden(b) || a.localeCompare(b, undefined, { numeric: true }));
}

const NONE: FolderList = { path: '', parent: null, folders: [], cut: false, problem: '' };
const ELSEWHERE = msg('The engine is on another computer, whose folders Slipway does not see: type the path.');

/** Folders below one of this computer's; `wished` null: the user's home. Never rejects. */
export async function listFolders(options: CreateOptions, wished: string | null): Promise<FolderList> {
  const place = enginePlace(options);
  if (place === 'elsewhere') return { ...NONE, problem: sayMsg(ELSEWHERE) };
  const folder = await nearest(wished ?? options.homeDir);
  const parent = path.dirname(folder);
  const list = { ...NONE, path: folder, parent: parent === folder ? null : parent };
  try {
    const names = await foldersIn(folder);
    const paths = names.slice(0, MOST).map((name) => path.join(folder, name));
    const seen = place === 'machine' ? await seenByMachine(options, [folder, ...paths]) : new Map<string, boolean>();
    return {
      ...list,
      cut: names.length > MOST,
      folders: paths.map((each) => ({ name: path.basename(each), path: each, visible: seen.get(each) ?? null })),
      problem: seen.get(folder) === false ? say('This folder is not shared with the Slipway VM.') : '',
    };
  } catch (error) {
    return { ...list, problem: words(error) };
  }
}

async function seenByMachine({ checkBinds }: CreateOptions, paths: readonly string[]): Promise<Map<string, boolean>> {
  const checked = await checkBinds(paths).catch(() => []);
  return new Map(checked.map(({ source, verdict }) => [source, verdict === 'ok' || verdict === 'guest']));
}
