import path from 'node:path';
import { readEnvironment } from '../reading/environment';
import {
  type Entry,
  entriesOf,
  itemsOf,
  type MapNode,
  type Node,
  nodeAt,
  plainOf,
  textOf,
  textsOf,
  withEntries,
} from '../reading/tree';
import { quoted } from '../reading/words';
import { absolute } from './paths';
import type { FileSet, Reader } from './types';
import { say } from '../../../../texts/say';

const DEEPEST = 10;
const SECTIONS = ['services', 'networks', 'volumes', 'configs', 'secrets', 'models'];

async function setOf(reader: Reader, wish: Node, outer: FileSet): Promise<FileSet | null> {
  const base = { folder: outer.folder, homeDir: reader.homeDir };
  const said = wish.kind === 'map' ? textsOf(nodeAt(wish, 'path')) : textsOf(wish);
  const files = said.map((file) => absolute(file, base));
  const [first] = files;
  if (first === undefined) return null;
  if (outer.trail.includes(first) || outer.files.includes(first) || outer.trail.length >= DEEPEST) {
    reader.problems.error(
      wish.at,
      'circular',
      say('{quoted} is included by what it includes.', { quoted: quoted(said[0] ?? '') }),
    );
    return null;
  }
  if ((await reader.read(first)) === null) {
    const advice = say('Create it, or take this include away.');
    reader.problems.error(
      wish.at,
      'missing-file',
      say('There is no file {quoted}.', { quoted: quoted(said[0] ?? '') }),
      advice,
    );
    return null;
  }
  const chosen = wish.kind === 'map' ? textOf(nodeAt(wish, 'project_directory')) : null;
  const folder = chosen === null ? path.dirname(first) : absolute(chosen, base);
  const env = wish.kind === 'map' ? textsOf(nodeAt(wish, 'env_file')) : [];
  const environment = await readEnvironment(
    {
      ...{ env: reader.env, platform: reader.platform, outer: outer.environment, required: env.length > 0 },
      files: env.length > 0 ? env.map((file) => absolute(file, base)) : [path.join(folder, '.env')],
    },
    reader.read,
    reader.problems,
  );
  return { files, folder, environment, trail: [...outer.trail, ...outer.files] };
}

const same = (a: Node, b: Node): boolean => JSON.stringify(plainOf(a)) === JSON.stringify(plainOf(b));

/** What is included stands beside what is there; the same name twice is an error, unless both say the same. */
function join(reader: Reader, project: MapNode, included: MapNode): MapNode {
  const changed: Record<string, Node> = {};
  for (const section of SECTIONS) {
    const theirs = nodeAt(included, section);
    if (theirs?.kind !== 'map') continue;
    const ours = nodeAt(project, section);
    const entries = new Map<string, Entry>(ours?.kind === 'map' ? ours.entries : []);
    for (const [name, entry] of entriesOf(theirs)) {
      const before = entries.get(name);
      if (before === undefined) entries.set(name, entry);
      else if (section === 'services' && !same(before.value, entry.value))
        reader.problems.error(
          before.key,
          'conflict',
          say('{name} is also in a file that is included.', { name: quoted(name) }),
        );
    }
    changed[section] = { ...theirs, entries };
  }
  return withEntries(project, changed);
}

type ReadSet = (reader: Reader, set: FileSet) => Promise<MapNode>;

/** `readSet`: how the files of an include are read, whose own includes come here again. */
export async function mergeIncludes(
  reader: Reader,
  project: MapNode,
  set: FileSet,
  readSet: ReadSet,
): Promise<MapNode> {
  const include = nodeAt(project, 'include');
  if (include === null) return project;
  let merged = withEntries(project, { include: undefined });
  for (const wish of itemsOf(include)) {
    const inner = await setOf(reader, wish, set);
    if (inner !== null) merged = join(reader, merged, await readSet(reader, inner));
  }
  return merged;
}
