import type { ComposePlace } from '../../../contract/compose';
import type { ComposeCheck, ComposeProblem } from '../../../contract/compose-files';
import { modelOf } from '../model/model';
import { readPlace } from '../model/read';
import type { ReaderOptions, Reading } from '../model/types';
import type { ComposeModel, ReadModel, Unsaved } from '../types';
import { checkCircles } from './circles';
import { checkKeys } from './keys';
import { checkPaths } from './paths';
import { checkContainerNames, checkOrigins, checkPublished } from './ports';
import { checkReferences, namesOf } from './references';
import { checkVariables, variablesOf } from './variables';

export interface CheckOptions extends ReaderOptions {
  /** Whether the engine in use sees the folders of this computer; where that is not known, a missing one is not told. */
  readonly seesFolders: () => boolean;
}

interface Checked {
  readonly reading: Reading;
  readonly model: Omit<ComposeModel, 'problems'>;
  readonly problems: readonly ComposeProblem[];
}

const RANKS = { error: 0, warning: 1, info: 2 } as const;

const inOrder = (problems: readonly ComposeProblem[]): readonly ComposeProblem[] =>
  [...problems].sort(
    (a, b) =>
      RANKS[a.severity] - RANKS[b.severity] ||
      (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
      a.line - b.line ||
      a.column - b.column,
  );

/** Reads a place and looks for all that is wrong with it. */
export async function readChecked(
  options: CheckOptions,
  place: ComposePlace,
  unsaved: Unsaved,
  signal?: AbortSignal,
): Promise<Checked> {
  const reading = await readPlace(options, place, unsaved, signal);
  const { problems, project } = reading;
  for (const { filled } of reading.loaded) checkKeys(filled, problems);
  checkReferences(project, problems);
  checkCircles(project, problems);
  checkPublished(project, problems);
  checkContainerNames(project, problems);
  checkOrigins(project, problems);
  checkVariables(reading, problems);
  // It reads the env files of the services, which may be missing too.
  const model = await modelOf(reading);
  await checkPaths(project, problems, options.seesFolders());
  return { reading, model, problems: inOrder(problems.list()) };
}

export const createReadModel =
  (options: CheckOptions): ReadModel =>
  async (place, unsaved, signal) => {
    const { model, problems } = await readChecked(options, place, unsaved, signal);
    return { ...model, problems: problems.filter(({ severity }) => severity === 'error') };
  };

export async function checkPlace(
  options: CheckOptions,
  place: ComposePlace,
  unsaved: Unsaved,
  signal: AbortSignal,
): Promise<ComposeCheck> {
  const { reading, model, problems } = await readChecked(options, place, unsaved, signal);
  const { services, networks, volumes, configs, secrets } = namesOf(reading.project);
  return {
    ...{ problems: [...problems], variables: variablesOf(reading), files: [...reading.files] },
    names: {
      ...{ services: [...services], networks: [...networks], volumes: [...volumes] },
      ...{ configs: [...configs], secrets: [...secrets], profiles: [...model.profiles] },
    },
  };
}
