import * as v from 'valibot';
import { engineErrors, errors } from './errors';
import { stream, unary } from './procedure';
import { containerSpec, specProblem } from './spec';

/** What an image brings along, for the form's placeholders. All strings are the image's and hostile. */
export const imageFacts = v.object({
  command: v.array(v.string()),
  entrypoint: v.array(v.string()),
  user: v.string(),
  workingDir: v.string(),
  stopSignal: v.string(),
  env: v.array(v.object({ name: v.string(), value: v.string() })),
  /** `80/tcp` */
  ports: v.array(v.string()),
  /** Paths that get an anonymous volume where nothing is mounted. */
  volumes: v.array(v.string()),
  /** Its health check's test; empty: it has none. */
  health: v.array(v.string()),
});
export type ImageFacts = v.InferOutput<typeof imageFacts>;

/** What a form begins with. `facts` is null where the engine does not have the image. */
export const formStart = v.object({ spec: containerSpec, facts: v.nullable(imageFacts) });
export type FormStart = v.InferOutput<typeof formStart>;

/** Something of a `docker run` line that did not simply become a field; hostile. */
export const runNote = v.object({ text: v.string(), kind: v.picklist(['not-understood', 'not-kept', 'assumed']) });
export type RunNote = v.InferOutput<typeof runNote>;

/** What the engine has that can be named in the form. */
export const createChoices = v.object({
  images: v.array(v.string()),
  networks: v.array(v.object({ name: v.string(), driver: v.string(), subnets: v.array(v.string()) })),
  volumes: v.array(v.string()),
  /** Names of all containers. */
  containers: v.array(v.string()),
  runtimes: v.array(v.string()),
  logDrivers: v.array(v.string()),
  /** Whether it can hand out GPUs, as far as it says. */
  gpus: v.boolean(),
  cpus: v.number(),
  memoryBytes: v.number(),
});
export type CreateChoices = v.InferOutput<typeof createChoices>;

/** Bytes of all layers known so far; `total` grows as the engine learns of them. `status`: its own words, hostile. */
const pulling = v.object({
  ...{ type: v.literal('pulling'), status: v.string(), bytes: v.number(), total: v.number() },
});

/** `message`: the engine's words; hostile. */
export const pullProgress = v.variant('type', [
  pulling,
  v.object({ type: v.literal('pulled') }),
  v.object({ type: v.literal('failed'), message: v.string() }),
]);
export type PullProgress = v.InferOutput<typeof pullProgress>;

export const runProgress = v.variant('type', [
  pulling,
  v.object({ type: v.literal('creating') }),
  v.object({ type: v.literal('starting'), id: v.string() }),
  v.object({ type: v.literal('done'), id: v.string(), started: v.boolean(), warnings: v.array(v.string()) }),
  v.object({
    type: v.literal('failed'),
    /** The engine's words; hostile. */
    message: v.string(),
    problems: v.array(specProblem),
    /**
     * Of the container that was made and did not start: `removed` again, `kept` as it was wished, `left` because the engine did
     * not remove it; `none`: there was none.
     */
    remains: v.picklist(['none', 'removed', 'kept', 'left']),
    id: v.nullable(v.string()),
  }),
]);
export type RunProgress = v.InferOutput<typeof runProgress>;

export const folderList = v.object({
  /** The folder that is listed; '' where there is none to list: the engine is on another machine. */
  path: v.string(),
  parent: v.nullable(v.string()),
  /** `visible`: whether a container would see it; null: not known. */
  folders: v.array(v.object({ name: v.string(), path: v.string(), visible: v.nullable(v.boolean()) })),
  /** More than were listed. */
  cut: v.boolean(),
  /** Why it cannot be listed, or what to know of it; '': nothing. */
  problem: v.string(),
});
export type FolderList = v.InferOutput<typeof folderList>;

export const templateRow = v.object({ id: v.string(), name: v.string(), image: v.string(), savedAt: v.number() });
export type TemplateRow = v.InferOutput<typeof templateRow>;

const templateName = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200));
const bySpec = v.object({ spec: containerSpec });
const byId = v.object({ id: v.string() });

export const create = {
  /** A blank form, with what the image proposes: exposed ports on free host ports, declared volumes. */
  start: unary(v.object({ image: v.nullable(v.string()) }), formStart, engineErrors),
  /** The configuration of a container for another one like it, under a free name and with free host ports. */
  copyOf: unary(byId, formStart, engineErrors),
  readLine: unary(
    v.object({ line: v.pipe(v.string(), v.maxLength(1 << 20)) }),
    v.object({ spec: containerSpec, notes: v.array(runNote) }),
    { BAD_RUN_LINE: errors.BAD_RUN_LINE },
  ),
  /** The same as a `docker run` line and as a compose file with one service. */
  equivalents: unary(bySpec, v.object({ run: v.string(), compose: v.string() }), {}),
  choices: unary(v.void(), createChoices, engineErrors),
  /** `replacing`: the container whose name and ports will be free by then. */
  check: unary(
    v.object({ spec: containerSpec, replacing: v.nullable(v.string()) }),
    v.object({ problems: v.array(specProblem), imageMissing: v.boolean() }),
    engineErrors,
  ),
  /**
   * Makes a container. While it pulls, leaving ends it and nothing is made; what comes after goes on when the page is gone.
   * `keep`: one that does not start is not removed again.
   */
  run: stream(
    v.object({
      spec: containerSpec,
      pull: v.picklist(['missing', 'always', 'never']),
      start: v.boolean(),
      keep: v.boolean(),
    }),
    runProgress,
    engineErrors,
  ),
  /** An image by itself; leaving ends it. `platform` '': the engine's own. */
  pull: stream(
    v.object({ image: v.pipe(v.string(), v.trim(), v.nonEmpty()), platform: v.string() }),
    pullProgress,
    engineErrors,
  ),
  /** Folders of this computer, as far as the engine may see them. `path` null: the user's home. */
  folders: unary(v.object({ path: v.nullable(v.string()) }), folderList, {}),
  /** All of them, again on every change. */
  templates: stream(v.void(), v.array(templateRow), {}),
  template: unary(byId, v.nullable(containerSpec), {}),
  /** Under a name that is taken it replaces that one. */
  saveTemplate: unary(v.object({ name: templateName, spec: containerSpec }), byId, { NOT_SAVED: errors.NOT_SAVED }),
  renameTemplate: unary(v.object({ id: v.string(), name: templateName }), v.void(), { NOT_SAVED: errors.NOT_SAVED }),
  removeTemplate: unary(byId, v.void(), { NOT_SAVED: errors.NOT_SAVED }),
} as const;
