import path from 'node:path';
import type { ComposePlace } from '../../../contract/compose';
import { stat } from 'node:fs/promises';
import { composeEnv } from '../cli/env';
import { type Environment, readEnvironment } from '../reading/environment';
import { defaultFiles } from '../reading/file-names';
import { createProblems } from '../reading/problems';
import { createReadSource } from '../reading/source';
import { type MapNode, mapNode, nodeAt, sourceOf, textOf } from '../reading/tree';
import { ComposeFault, type Unsaved } from '../types';
import { loadComposeFile } from './load-file';
import { mergeIncludes } from './include';
import { mergeMaps, withoutResets } from './merge';
import { projectName } from './project-name';
import type { FileSet, Reader, ReaderOptions, Reading } from './types';
import { say } from '../../../../texts/say';

/** The files of a set as one map; files that cannot be read are left out, and told. */
async function readSet(reader: Reader, set: FileSet): Promise<MapNode> {
  let merged: MapNode | null = null;
  for (const file of set.files) {
    reader.signal?.throwIfAborted();
    const loaded = await loadComposeFile(reader, file, set);
    if (loaded === null) continue;
    merged = merged === null ? loaded : mergeMaps(merged, loaded);
  }
  const empty = sourceOf(set.files[0] ?? '', '');
  const project = merged ?? mapNode(new Map(), { source: empty, start: 0, end: 0 });
  return mergeIncludes(reader, project, set, readSet);
}

async function mustBeFolder(folder: string): Promise<void> {
  if (!path.isAbsolute(folder)) throw new ComposeFault('bad-path', folder, folder);
  try {
    if (!(await stat(folder)).isDirectory()) throw new Error(say('It is no folder.'));
  } catch (error) {
    throw new ComposeFault('not-found', folder, error instanceof Error ? error.message : String(error));
  }
}

const listed = (said: string | undefined, separator: string): readonly string[] =>
  (said ?? '').split(separator).filter((word) => word !== '');

async function filesOf(
  place: ComposePlace,
  { lookup }: Environment,
  platform: NodeJS.Platform,
): Promise<readonly string[]> {
  if (place.files.length > 0) return place.files;
  const separator = lookup('COMPOSE_PATH_SEPARATOR') ?? (platform === 'win32' ? ';' : ':');
  const named = listed(lookup('COMPOSE_FILE'), separator).map((file) => path.resolve(place.folder, file));
  const files = named.length > 0 ? named : await defaultFiles(place.folder);
  if (files.length === 0)
    throw new ComposeFault(
      'no-compose-file',
      place.folder,
      say('There is neither a compose.yaml nor a docker-compose.yml.'),
    );
  return files;
}

/** Throws ComposeFault `bad-path`, `not-found`, `no-compose-file`. */
export async function readPlace(
  options: ReaderOptions,
  place: ComposePlace,
  unsaved: Unsaved,
  signal?: AbortSignal,
): Promise<Reading> {
  await mustBeFolder(place.folder);
  const problems = createProblems();
  const read = createReadSource(unsaved, problems);
  const own = place.envFiles.length === 0;
  // As the CLI is given it: what the place says is not said by the environment too.
  const env = composeEnv(options.env, place.folder);
  const environment = await readEnvironment(
    {
      ...{ env, platform: options.platform, outer: null, required: !own },
      files: own ? [path.join(place.folder, '.env')] : place.envFiles,
    },
    ...([read, problems] as const),
  );
  const files = await filesOf(place, environment, options.platform);
  const reader: Reader = { ...options, env, read, problems, uses: [], loaded: [], signal };
  const project = withoutResets(await readSet(reader, { files, folder: place.folder, environment, trail: [] }));
  if (project.kind !== 'map') throw new Error('a map without its resets is a map');
  const included = reader.loaded.filter(({ isIncluded }) => isIncluded).map(({ source }) => source.path);
  const name = projectName({
    ...{ chosen: place.name, environment: environment.lookup('COMPOSE_PROJECT_NAME') ?? '' },
    ...{ file: textOf(nodeAt(project, 'name')) ?? '', folder: place.folder },
  });
  return {
    ...{ name, folder: place.folder, files: [...new Set([...files, ...included])], loaded: reader.loaded, project },
    ...{ environment, uses: reader.uses, problems, read },
    profiles: place.profiles.length > 0 ? place.profiles : listed(environment.lookup('COMPOSE_PROFILES'), ','),
  };
}
