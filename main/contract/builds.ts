import * as v from 'valibot';
import { buildFault } from './build-fault';
import { engineErrors } from './errors';
import { stream, unary } from './procedure';
import { rowChange } from './rows';

const buildErrors = { BUILD_FAULT: buildFault } as const;

/** On the machine where Slipway runs. */
const path = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(4096));
const word = v.pipe(v.string(), v.maxLength(4096));

export const builderFacts = v.object({
  /** `buildx`: BuildKit by the docker CLI's plugin; `cli`: BuildKit by a docker CLI that has it within; `engine`: its own builder. */
  kind: v.picklist(['buildx', 'cli', 'engine']),
  /** Of the CLI's plugin, the CLI, or the engine. */
  version: v.string(),
  /** Why it is not BuildKit, and what to do for it; '': it is. */
  remark: v.string(),
  secrets: v.boolean(),
  ssh: v.boolean(),
  /** Whether it builds for other platforms than the engine's. */
  platforms: v.boolean(),
});
export type BuilderFacts = v.InferOutput<typeof builderFacts>;

export const buildStage = v.object({
  /** As `AS` names it; '': it has no name. */
  name: v.string(),
  /** From 0. */
  index: v.number(),
  base: v.string(),
  /** From 1. */
  line: v.number(),
});
export type BuildStage = v.InferOutput<typeof buildStage>;

export const dockerfile = v.object({
  /** Absolute. */
  path: v.string(),
  text: v.string(),
  /** Of what was read; a save that names another one is refused. */
  sha256: v.string(),
  stages: v.array(buildStage),
  /** `value`: null where it has no default. */
  args: v.array(v.object({ name: v.string(), value: v.nullable(v.string()) })),
  /** Absolute path of the ignore file that counts for it (its own before the folder's); null: there is none. */
  ignoreFile: v.nullable(v.string()),
});
export type Dockerfile = v.InferOutput<typeof dockerfile>;

export const buildFolder = v.object({
  /** Absolute, as it was given. */
  folder: v.string(),
  /** Absolute paths of what looks like a Dockerfile, in the folder and one below; the most likely first. */
  dockerfiles: v.array(v.string()),
  /** The folder's last name, as an image may be called. */
  suggestedTag: v.string(),
});
export type BuildFolder = v.InferOutput<typeof buildFolder>;

/** What is sent to the builder. */
export const contextScan = v.object({
  /** Looked through to the end. */
  complete: v.boolean(),
  files: v.number(),
  /** Of the files, before they are packed. */
  bytes: v.number(),
  /** Files that the ignore file leaves out; a folder that is left out whole counts as one. */
  ignored: v.number(),
  /** Relative to the folder. */
  biggest: v.array(v.object({ path: v.string(), bytes: v.number() })),
  /** What cannot be read, or stays out for what it is (sockets), in words. */
  problems: v.array(v.object({ path: v.string(), message: v.string() })),
});
export type ContextScan = v.InferOutput<typeof contextScan>;

const context = { folder: path, dockerfile: path };
/** Whether the engine's own builder is wished for: to it a Dockerfile has no ignore file of its own. Left out: it is not. */
const classic = v.optional(v.boolean(), false);

export const buildWish = v.object({
  ...context,
  /** '': the last stage. */
  target: word,
  tags: v.pipe(v.array(word), v.maxLength(50)),
  /** `value`: null takes it from the environment of Slipway, as the CLI does. */
  args: v.pipe(v.array(v.object({ name: word, value: v.nullable(v.string()) })), v.maxLength(500)),
  labels: v.pipe(v.array(v.object({ name: word, value: v.string() })), v.maxLength(500)),
  /** '': the engine's own. */
  platform: word,
  noCache: v.boolean(),
  /** Looks for newer base images. */
  pull: v.boolean(),
  /** Only their places, never what is in them: a file, or a variable of Slipway's environment. */
  secrets: v.pipe(v.array(v.object({ id: word, from: v.picklist(['file', 'env']), source: word })), v.maxLength(50)),
  /** `default`, or `id=path of a socket or key`. */
  ssh: v.pipe(v.array(word), v.maxLength(50)),
  /** Use the engine's own builder where BuildKit is there, too. */
  classic: v.boolean(),
});
export type BuildWish = v.InferOutput<typeof buildWish>;

export const buildStep = v.object({
  /** In a build's order, from 0. */
  index: v.number(),
  /** As the builder calls it: `[build 2/5] RUN make`. Hostile. */
  name: v.string(),
  /** '': it has none, or only one. */
  stage: v.string(),
  /** Of the Dockerfile, from 1; null: it is none of its instructions, or it cannot be told. */
  line: v.nullable(v.number()),
  state: v.picklist(['waiting', 'running', 'cached', 'done', 'failed', 'cancelled']),
  startedAt: v.nullable(v.number()),
  /** ms; null: it did not run, or still does. */
  durationMs: v.nullable(v.number()),
  /** Why the cache was not used, where that can be told; '': it was, or nobody knows. */
  missed: v.string(),
  /** Hostile, possibly empty. */
  error: v.string(),
});
export type BuildStep = v.InferOutput<typeof buildStep>;

/** One build, running or over. All but `id` may be hostile. */
export const buildRow = v.object({
  id: v.string(),
  wish: buildWish,
  engine: v.string(),
  builder: builderFacts.entries.kind,
  state: v.picklist(['preparing', 'running', 'done', 'failed', 'cancelled', 'interrupted']),
  /** ms since the epoch by this machine's clock. */
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
  steps: v.number(),
  cached: v.number(),
  /** Steps that are over. */
  ended: v.number(),
  /** Of the context; null: not told. */
  contextBytes: v.nullable(v.number()),
  /** `sha256:…`; null: there is none, or not yet. */
  imageId: v.nullable(v.string()),
  /** Why it failed, in words; '': it did not. */
  failure: v.string(),
  /** Of the Dockerfile, from 1; null: not there, or not known. */
  failedLine: v.nullable(v.number()),
  /** Of the Dockerfile as it was built. */
  dockerfileSha256: v.string(),
});
export type BuildRow = v.InferOutput<typeof buildRow>;

export const buildReport = v.variant('type', [
  /** Forget all; what follows is the build from its beginning. */
  v.object({ type: v.literal('reset'), dockerfile: v.string() }),
  v.object({ type: v.literal('steps'), steps: v.array(buildStep) }),
  /** Lines of a step, as they came. `step`: null: of the build itself. `dropped`: lines before these that were too many to keep. */
  v.object({
    type: v.literal('log'),
    step: v.nullable(v.number()),
    lines: v.array(v.string()),
    dropped: v.number(),
  }),
  /** The build is over, and all of it was told. */
  v.object({ type: v.literal('end') }),
]);
export type BuildReport = v.InferOutput<typeof buildReport>;

const byId = v.object({ id: v.string() });

export const builds = {
  builder: unary(v.void(), builderFacts, engineErrors),
  folder: unary(v.object({ folder: path }), buildFolder, buildErrors),
  dockerfile: unary(v.object({ path, folder: path, classic }), dockerfile, buildErrors),
  /** Whole or not at all. `sha256`: of what it replaces; null: there must be none yet. */
  saveDockerfile: unary(
    v.object({ path, folder: path, text: v.pipe(v.string(), v.maxLength(1 << 20)), sha256: v.nullable(v.string()) }),
    dockerfile,
    buildErrors,
  ),
  /** A few times a second, until it is complete. */
  scan: stream(v.object({ ...context, classic }), contextScan, buildErrors),
  /** Resolves once it has begun; how it goes is told by `watch` and `report`. */
  start: unary(buildWish, byId, { ...engineErrors, ...buildErrors }),
  /** Those under way, and the history; a running one is told a few times a second. */
  watch: stream(v.void(), rowChange(buildRow), {}),
  report: stream(byId, buildReport, buildErrors),
  cancel: unary(byId, v.void(), {}),
  /** Out of the history, not the image; without `id` all that are over. */
  forget: unary(v.object({ id: v.nullable(v.string()) }), v.void(), {}),
  /** The docker CLI's line for it; secrets are named by their places only. */
  cli: unary(buildWish, v.object({ line: v.string() }), {}),
} as const;
