import fs, { type Dirent, type Stats } from 'node:fs';
import path from 'node:path';
import type { Ignore, Verdicts } from './ignore';
import { say } from '../../../../texts/say';

/** What is sent. */
export interface Entry {
  /** Relative, with `/`. */
  readonly path: string;
  /** Of itself, not of what it leads to. */
  readonly stat: Stats;
}

export interface Problem {
  readonly path: string;
  readonly message: string;
  /** It is never sent, and docker says nothing. */
  readonly harmless: boolean;
}

/** A part of one folder. */
export interface Batch {
  readonly entries: readonly Entry[];
  /** What was left out; a folder counts as one. */
  readonly ignored: number;
  readonly problems: readonly Problem[];
}

interface Folder {
  /** '': the root. */
  readonly path: string;
  readonly verdicts: Verdicts;
}

/** Names that are looked at together; no more of them are asked of the system at once. */
const TOGETHER = 256;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// A function, because the compiler takes a condition it has seen for settled, awaits or not.
const isOver = (signal: AbortSignal): boolean => signal.aborted;

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** With a callback: promises would take twice the time. Never rejects. */
const lstatAll = (root: string, paths: readonly string[]): Promise<readonly (Stats | Error)[]> =>
  new Promise((resolve) => {
    const all: (Stats | Error)[] = [];
    let left = paths.length;
    if (left === 0) resolve(all);
    paths.forEach((each, at) => {
      fs.lstat(path.join(root, each), (error, stat) => {
        all[at] = error ?? stat;
        left -= 1;
        if (left === 0) resolve(all);
      });
    });
  });

interface Kept {
  readonly wanted: readonly string[];
  readonly below: readonly Folder[];
  readonly ignored: number;
}

/** What of a folder is sent, and what is looked into. */
function sift(ignore: Ignore, folder: Folder, names: readonly Dirent[]): Kept {
  const wanted: string[] = [];
  const below: Folder[] = [];
  let ignored = 0;
  for (const entry of names) {
    const relative = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
    const isFolder = entry.isDirectory();
    const verdicts = isFolder ? ignore.verdicts() : undefined;
    const out = ignore.isIgnored(relative, folder.verdicts, verdicts);
    if (!out) wanted.push(relative);
    else if (!isFolder || !ignore.isLookedInto(relative)) ignored += 1;
    if (verdicts !== undefined && (!out || ignore.isLookedInto(relative))) below.push({ path: relative, verdicts });
  }
  return { wanted, below, ignored };
}

async function looked(root: string, { wanted, ignored }: Kept): Promise<Batch> {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const stats = await lstatAll(root, wanted);
  for (const [at, stat] of stats.entries()) {
    const each = wanted[at] ?? '';
    if (stat instanceof Error) problems.push({ path: each, message: stat.message, harmless: false });
    else if (stat.isSocket()) problems.push({ path: each, message: say('A socket is not sent.'), harmless: true });
    else entries.push({ path: each, stat });
  }
  return { entries, ignored, problems };
}

/**
 * All that is sent of a folder, a folder before what is in it, in the order of names. Nothing that is left out is asked for
 * more than its name. Ends with `signal`. What cannot be read is a problem; throws only BuildFault, of a broken pattern.
 */
export async function* walk(root: string, ignore: Ignore, signal: AbortSignal): AsyncGenerator<Batch, void, undefined> {
  const folders: Folder[] = [{ path: '', verdicts: ignore.root }];
  for (let folder = folders.pop(); folder !== undefined && !isOver(signal); folder = folders.pop()) {
    const at = path.join(root, folder.path);
    const names = await fs.promises.readdir(at, { withFileTypes: true }).catch((error: unknown) => wordsOf(error));
    if (typeof names === 'string') {
      yield { entries: [], ignored: 0, problems: [{ path: folder.path || '.', message: names, harmless: false }] };
      continue;
    }
    names.sort(byName);
    const below: Folder[] = [];
    for (let from = 0; from < names.length && !isOver(signal); from += TOGETHER) {
      const kept = sift(ignore, folder, names.slice(from, from + TOGETHER));
      below.push(...kept.below);
      yield await looked(root, kept);
    }
    folders.push(...below.reverse());
  }
}
