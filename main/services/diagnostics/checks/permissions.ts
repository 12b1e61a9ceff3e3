import fs from 'node:fs/promises';
import path from 'node:path';
import { shellQuote } from '../../engine/shell-quote';
import type { Check, DiagnosticsOptions, Verdict } from '../types';
import { modeWords, skipped } from './ground';

const OTHERS = 0o077;
const OWNER_FOLDER = 0o700;
/** Deep enough for all that Slipway writes; what others keep in there is theirs. */
const DEPTH = 3;
const MOST = 2000;
const TOLD = 20;
/** Caches and programs' own files, which hold no secrets of Slipway's. */
const FOREIGN = new Set(['electron', 'images']);

interface Open {
  readonly file: string;
  readonly mode: number;
}

/** Files and folders that others than their owner may look into. Links are not followed. */
async function openOnes(root: string): Promise<readonly Open[]> {
  const found: Open[] = [];
  const todo: { readonly folder: string; readonly depth: number }[] = [{ folder: root, depth: 0 }];
  let seen = 0;
  for (let next = todo.shift(); next !== undefined && seen < MOST; next = todo.shift()) {
    const { folder, depth } = next;
    const names = await fs.readdir(folder).catch(() => []);
    for (const name of names) {
      seen += 1;
      const file = path.join(folder, name);
      const stat = await fs.lstat(file).catch(() => null);
      if (stat === null || stat.isSymbolicLink()) continue;
      if (stat.isDirectory()) {
        if (depth + 1 < DEPTH && !(depth === 0 && FOREIGN.has(name))) todo.push({ folder: file, depth: depth + 1 });
      } else if ((stat.mode & OTHERS) !== 0) found.push({ file, mode: stat.mode });
    }
  }
  return found;
}

async function look({ t, about }: DiagnosticsOptions): Promise<Verdict> {
  const { dataDir, platform } = about;
  if (platform === 'win32') return skipped(t('On Windows the folder is the user’s own by where it lies.'));
  const { mode, uid } = await fs.stat(dataDir);
  const closed = (mode & OTHERS) === 0;
  const open = await openOnes(dataDir);
  const evidence = [
    `${dataDir}: ${modeWords(mode)}, owner ${String(uid)}`,
    ...open.slice(0, TOLD).map((each) => `${each.file}: ${modeWords(each.mode)}`),
    ...(open.length > TOLD ? [t('and {count} more', { count: open.length - TOLD })] : []),
  ];
  // Nobody gets at the files in a folder that is closed.
  if (closed) return { state: 'ok', evidence: evidence.slice(0, 1) };
  const act = async (): Promise<string> => {
    await fs.chmod(dataDir, OWNER_FOLDER);
    return t('The folder is its owner’s alone now.');
  };
  const command = `chmod 700 ${shellQuote(dataDir)}`;
  return {
    ...{ state: 'warn', evidence },
    detail: t("Other users of this computer may look into Slipway's folder, which holds its settings, logs and keys."),
    repair: { kind: 'run', label: t('Close the folder'), command, route: '', act },
  };
}

export const permissionsCheck = (options: DiagnosticsOptions): Check => ({
  id: 'D19',
  title: options.t('Permissions of the data folder'),
  look: () => look(options),
});
