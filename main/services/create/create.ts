import type { CreateChoices, FolderList, FormStart, PullProgress, RunNote, RunProgress } from '../../contract/create';
import type { ContainerSpec } from '../../contract/spec';
import { composeOf } from '../spec/compose/compose';
import { runLine } from '../spec/run-line/print';
import { readRunLine } from '../spec/run-line/read';
import { copyForm, startForm } from './begin';
import { type Checked, checkSpec } from './check';
import { listFolders } from './folders';
import { imageNames, takeInventory } from './inventory';
import { pullNow, type PullWish } from './pull-now';
import { type RunWish, runContainer } from './run';
import { createTemplates, type Templates } from './templates';
import type { CreateOptions } from './types';

/** Making containers by a form. What asks the engine rejects with EngineError. */
export interface Create {
  start(image: string | null, signal: AbortSignal): Promise<FormStart>;
  copyOf(id: string, signal: AbortSignal): Promise<FormStart>;
  /** Throws RunLineError. */
  readLine(line: string): { readonly spec: ContainerSpec; readonly notes: RunNote[] };
  equivalents(spec: ContainerSpec): { readonly run: string; readonly compose: string };
  choices(signal: AbortSignal): Promise<CreateChoices>;
  check(spec: ContainerSpec, replacing: string | null, signal: AbortSignal): Promise<Checked>;
  run(wish: RunWish, signal: AbortSignal): AsyncIterable<RunProgress>;
  pull(wish: PullWish, signal: AbortSignal): AsyncIterable<PullProgress>;
  folders(path: string | null): Promise<FolderList>;
  readonly templates: Templates;
}

export function createCreate(options: CreateOptions): Create {
  const { engine } = options;
  return {
    start: (image, signal) => startForm(options, image, signal),
    copyOf: (id, signal) => copyForm(options, id, signal),
    readLine(line) {
      const { spec, notes } = readRunLine(line);
      return { spec, notes: notes.map((note) => ({ ...note })) };
    },
    equivalents: (spec) => ({
      run: runLine(spec, { prefix: engine.cliPrefix(), command: 'run' }),
      compose: composeText(spec),
    }),
    choices: (signal) => choices(options, signal),
    check: (spec, replacing, signal) => checkSpec(options, { spec, replacing }, signal),
    run: (wish, signal) => runContainer(options, wish, signal),
    pull: (wish, signal) => pullNow(options, wish, signal),
    folders: (path) => listFolders(options, path),
    templates: createTemplates(options),
  };
}

/** What Compose allows as the name of a service. */
const serviceName = ({ name, image }: ContainerSpec): string => {
  const said = name === '' ? (/([^/:@]+)(?:[:@][^/]*)?$/.exec(image)?.[1] ?? '') : name;
  return said.replace(/[^\w.-]+/g, '-') || 'app';
};

/** Its named volumes are made by Compose; networks have to be there. */
function composeText(spec: ContainerSpec): string {
  const volumes = spec.mounts.flatMap(({ type, source }) => (type === 'volume' && source !== '' ? [source] : []));
  return composeOf([{ service: serviceName(spec), spec }], { made: { networks: [], volumes } });
}

async function choices({ engine }: CreateOptions, signal: AbortSignal): Promise<CreateChoices> {
  const [images, inventory] = await Promise.all([
    imageNames(engine.client, signal),
    takeInventory(engine.client, signal),
  ]);
  const { info, networks, volumes, containers } = inventory;
  return {
    images,
    networks: networks.map(({ name, driver, subnets }) => ({ name, driver, subnets: [...subnets] })),
    volumes: [...volumes],
    containers: containers.flatMap(({ names }) => names),
    runtimes: [...info.runtimes],
    logDrivers: [...info.logDrivers],
    ...{ gpus: info.gpus, cpus: info.cpus, memoryBytes: info.memoryBytes },
  };
}
