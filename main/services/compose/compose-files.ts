import type { ComposePlace } from '../../contract/compose';
import type {
  ComposeCheck,
  ComposeFile,
  ComposePlan,
  ComposeProblem,
  ComposeTemplate,
  FoundCompose,
} from '../../contract/compose-files';
import type { Engine } from '../engine/types';
import { type CheckOptions, checkPlace, createReadModel } from './check/check';
import { readConfig } from './config/config';
import { createTempFiles } from './config/temp-files';
import { createFiles, type NewFiles } from './files/create';
import { findCompose } from './files/find';
import { formatText } from './files/format';
import { openFile, saveFile } from './files/open';
import { watchHashes } from './files/watch';
import { planUp } from './plan/plan';
import { rememberYes } from './plan/pullable';
import type { RiskParts } from './plan/risks';
import { sayMsg } from '../../../texts/say';
import { TEMPLATES } from './templates/templates';
import type { ComposeCaller, ReadModel, Unsaved } from './types';

export interface ComposeFilesOptions extends CheckOptions, RiskParts {
  readonly engine: Pick<Engine, 'client'>;
  readonly caller: Pick<ComposeCaller, 'ask' | 'cli'>;
  /** Holds unsaved texts while the CLI reads them. */
  readonly dataDir: string;
}

interface Asked {
  readonly place: ComposePlace;
  readonly unsaved: readonly { readonly path: string; readonly text: string }[];
}

/** Compose files: read, checked, written, planned. Reject with ComposeFault; `plan` with EngineError too. */
export interface ComposeFiles {
  readonly readModel: ReadModel;
  open(path: string): Promise<ComposeFile>;
  save(file: { readonly path: string; readonly text: string; readonly sha256: string | null }): Promise<ComposeFile>;
  watch(paths: readonly string[], signal: AbortSignal): ReturnType<typeof watchHashes>;
  check(asked: Asked, signal: AbortSignal): Promise<ComposeCheck>;
  config(
    asked: Asked & { readonly reveal: boolean },
    signal: AbortSignal,
  ): Promise<{ text: string; problems: ComposeProblem[] }>;
  format(text: string): string;
  plan(asked: Asked & { readonly removeOrphans: boolean }, signal: AbortSignal): Promise<ComposePlan>;
  find(path: string): Promise<FoundCompose>;
  templates(): readonly ComposeTemplate[];
  create(wish: NewFiles): Promise<{ folder: string; files: string[] }>;
}

const asMap = (unsaved: Asked['unsaved']): Unsaved => new Map(unsaved.map(({ path, text }) => [path, text]));

export function createComposeFiles(options: ComposeFilesOptions): ComposeFiles {
  const temps = createTempFiles(options.dataDir);
  // Before anybody writes new ones there.
  const swept = temps.sweep();
  const parts = {
    ...{ ...options, reader: options, check: options, client: options.engine.client, temps },
    whyNotPulled: rememberYes(options.whyNotPulled),
  };
  return {
    readModel: createReadModel(options),
    open: (path) => openFile(path),
    save: (file) => saveFile(file),
    watch: (paths, signal) => watchHashes(paths, signal),
    check: ({ place, unsaved }, signal) => checkPlace(options, place, asMap(unsaved), signal),
    async config({ place, unsaved, reveal }, signal) {
      await swept;
      return readConfig(parts, { place, unsaved: asMap(unsaved), reveal }, signal);
    },
    format: (text) => formatText(text),
    async plan({ place, unsaved, removeOrphans }, signal) {
      await swept;
      return planUp(parts, { place, unsaved: asMap(unsaved), removeOrphans }, signal);
    },
    find: (path) => findCompose(options, path),
    templates: () =>
      TEMPLATES.map((template) => ({
        ...template,
        title: sayMsg(template.title),
        description: sayMsg(template.description),
      })),
    create: (wish) => createFiles(wish),
  };
}
