import fs from 'node:fs/promises';
import path from 'node:path';

const SUFFIX = '.history';
const ASIDE = '.damaged';
/** Damaged files that are kept for whoever wants to look. */
const KEPT_ASIDE = 3;

export interface HistoryFile {
  readonly path: string;
  readonly hour: number;
  readonly bytes: number;
}

/** Of one run of Slipway: nobody else ever writes to a file of this name. */
export const fileName = (hour: number, run: string): string => `${String(hour)}-${run}${SUFFIX}`;

/** All files of the history below `root`, of every engine, oldest hour first. Rejects never: what cannot be read is not there. */
export async function historyFiles(root: string): Promise<readonly HistoryFile[]> {
  const found: HistoryFile[] = [];
  for (const name of await fs.readdir(root, { recursive: true }).catch(() => [])) {
    const hour = /^(\d{1,9})-/.exec(path.basename(name))?.[1];
    if (!name.endsWith(SUFFIX) || hour === undefined) continue;
    const stat = await fs.stat(path.join(root, name)).catch(() => null);
    if (stat?.isFile() === true) found.push({ path: path.join(root, name), hour: Number(hour), bytes: stat.size });
  }
  return found.sort((a, b) => a.hour - b.hour);
}

/** Removes what is older than `oldestHour`, and then the oldest until `maxBytes` are left; those left. */
export async function prune(root: string, oldestHour: number, maxBytes: number): Promise<readonly HistoryFile[]> {
  const files = await historyFiles(root);
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const left: HistoryFile[] = [];
  for (const file of files) {
    if (file.hour >= oldestHour && bytes <= maxBytes) {
      left.push(file);
      continue;
    }
    bytes -= file.bytes;
    await fs.rm(file.path, { force: true }).catch(() => undefined);
  }
  return left;
}

/** A damaged file gets another name; of those only the last few are kept. Rejects with the system's error. */
export async function setAside(file: string): Promise<string> {
  const kept = `${file}${ASIDE}`;
  await fs.rename(file, kept);
  const folder = path.dirname(file);
  const aside = (await fs.readdir(folder)).filter((name) => name.endsWith(ASIDE)).sort();
  for (const name of aside.slice(0, -KEPT_ASIDE)) await fs.rm(path.join(folder, name), { force: true });
  return kept;
}
