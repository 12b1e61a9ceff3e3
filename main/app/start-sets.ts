import type { Containers } from '../services/containers/containers';
import type { RecordCommand } from '../services/engine/noted';
import type { Engine } from '../services/engine/types';
import { createStartSets, type StartSets } from '../services/start-sets/start-sets';
import type { Projects } from '../services/start-sets/types';
import type { AppOptions } from './options';
import type { Ground } from './shaping';

interface Others {
  readonly record: RecordCommand;
  /** The engine for those who may end containers. */
  readonly witnessed: Engine;
  readonly containers: Containers;
}

// Until compose projects are served: known by their key, which usually is the name.
const NOT_YET = 'Projects cannot be started yet.';
const PROJECTS: Projects = {
  nameOf: (key) => key,
  start: () => Promise.reject(new Error(NOT_YET)),
  stop: () => Promise.reject(new Error(NOT_YET)),
};

export const createStartSetsOf = (
  { dataDir }: AppOptions,
  { log }: Ground,
  { record, witnessed, containers }: Others,
): Promise<StartSets> =>
  createStartSets({
    ...{ engine: witnessed, record, log, dataDir, projects: PROJECTS },
    containers: (signal) => containers.watch(signal),
  });
