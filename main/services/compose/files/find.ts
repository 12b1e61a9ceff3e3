import fs from 'node:fs/promises';
import path from 'node:path';
import type { ComposePlace } from '../../../contract/compose';
import type { FoundCompose } from '../../../contract/compose-files';
import { readPlace } from '../model/read';
import type { ReaderOptions } from '../model/types';
import { defaultFiles, isComposeName, isDefaultName, withOverride } from '../reading/file-names';
import { entriesOf, nodeAt } from '../reading/tree';
import { ComposeFault } from '../types';
import { gitPlace } from './git';
import { mustBeAbsolute, wordsOf } from './open';

/** Folders that are looked into, and what is told of all. */
const MOST_FOLDERS = 300;
const MOST_FOUND = 50;
const DEPTH = 2;
/** Full of what others wrote. */
const FOREIGN = new Set(['node_modules', 'vendor', '.git', '.venv', 'venv', 'target', 'dist', 'build', '__pycache__']);

type Candidate = FoundCompose['candidates'][number];

const placeOf = (folder: string, files: readonly string[]): ComposePlace => ({
  ...{ name: '', folder, files: [...files], envFiles: [], profiles: [] },
});

/** One folder's: what compose takes by itself, then each other one alone. */
async function placesIn(folder: string, names: readonly string[]): Promise<ComposePlace[]> {
  const own = await defaultFiles(folder);
  // Older compose looks for the names in another order: of several one has to be named.
  const isPlain = names.filter(isDefaultName).length === 1;
  const others = names.map((name) => path.join(folder, name)).filter((file) => !own.includes(file));
  return [
    ...(own.length === 0 ? [] : [placeOf(folder, isPlain ? [] : own)]),
    ...(await Promise.all(others.map(async (file) => placeOf(folder, await withOverride(file))))),
  ];
}

async function placesBelow(folder: string): Promise<ComposePlace[]> {
  const found: ComposePlace[] = [];
  let level = [folder];
  let looked = 0;
  for (let depth = 0; depth <= DEPTH; depth += 1) {
    const next: string[] = [];
    for (const at of level) {
      if (looked >= MOST_FOLDERS || found.length >= MOST_FOUND) return found;
      looked += 1;
      const entries = await fs.readdir(at, { withFileTypes: true }).catch(() => []);
      const names = entries
        .filter((entry) => !entry.isDirectory() && isComposeName(entry.name))
        .map(({ name }) => name);
      found.push(...(await placesIn(at, names.sort())));
      const folders = entries.filter((entry) => entry.isDirectory() && !FOREIGN.has(entry.name));
      next.push(...folders.map(({ name }) => path.join(at, name)).sort());
    }
    level = next;
  }
  return found;
}

async function candidate(options: ReaderOptions, place: ComposePlace): Promise<Candidate> {
  try {
    const { name, project, problems } = await readPlace(options, place, new Map());
    const services = entriesOf(nodeAt(project, 'services')).map(([service]) => service);
    const first = problems.list().find(({ severity }) => severity === 'error');
    const problem = first === undefined ? '' : `${path.basename(first.path)} line ${first.line}: ${first.message}`;
    return { place, name, services, problem };
  } catch (error) {
    return { place, name: '', services: [], problem: error instanceof ComposeFault ? error.detail : wordsOf(error) };
  }
}

/** What a folder or a file has for compose. Throws ComposeFault `bad-path`, `not-found`. */
export async function findCompose(options: ReaderOptions, given: string): Promise<FoundCompose> {
  mustBeAbsolute(given);
  const stat = await fs.stat(given).catch((error: unknown) => {
    throw new ComposeFault('not-found', given, wordsOf(error));
  });
  const folder = stat.isDirectory() ? given : path.dirname(given);
  const places = stat.isDirectory() ? await placesBelow(given) : await placesOfFile(given);
  const candidates: Candidate[] = [];
  for (const place of places.slice(0, MOST_FOUND)) candidates.push(await candidate(options, place));
  const { root, branch } = await gitPlace(folder);
  return { folder, candidates, gitRoot: root, branch };
}

async function placesOfFile(file: string): Promise<ComposePlace[]> {
  const folder = path.dirname(file);
  const names = (await fs.readdir(folder).catch(() => [])).filter(isDefaultName);
  const isPlain = names.length === 1 && names[0] === path.basename(file);
  return [placeOf(folder, isPlain ? [] : await withOverride(file))];
}
