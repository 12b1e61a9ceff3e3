import * as v from 'valibot';

export const composeWord = v.pipe(v.string(), v.maxLength(1024));
const words = v.pipe(v.array(composeWord), v.maxLength(1000));

export const composeVerb = v.picklist([
  ...['up', 'down', 'start', 'stop', 'restart', 'pause', 'unpause', 'kill', 'pull', 'build', 'scale', 'run'],
  ...['watch', 'remove-orphans'],
] as const);
export type ComposeVerb = v.InferOutput<typeof composeVerb>;

export const runState = v.picklist(['running', 'done', 'failed', 'cancelled', 'interrupted']);
export type RunState = v.InferOutput<typeof runState>;

const seconds = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400)));
/** All where none is named. */
const chosen = { services: words };
const ended = { ...chosen, /** `--timeout`; null: as the containers wish. */ timeout: seconds };

export const composeWish = v.variant('verb', [
  v.object({
    verb: v.literal('up'),
    ...ended,
    /** `auto`: what has no image yet. */
    build: v.picklist(['auto', 'always', 'never']),
    /** `auto`: as the file says. */
    pull: v.picklist(['auto', 'always', 'never']),
    recreate: v.picklist(['changed', 'always', 'never']),
    noDeps: v.boolean(),
    removeOrphans: v.boolean(),
    /** New anonymous volumes instead of the old ones. */
    renewVolumes: v.boolean(),
    scale: v.pipe(
      v.array(v.object({ service: composeWord, replicas: v.pipe(v.number(), v.integer(), v.minValue(0)) })),
      v.maxLength(1000),
    ),
  }),
  v.object({
    verb: v.literal('down'),
    timeout: seconds,
    /** Named volumes of the files and anonymous ones: their data is gone. */
    volumes: v.boolean(),
    images: v.picklist(['keep', 'local', 'all']),
    removeOrphans: v.boolean(),
  }),
  v.object({ verb: v.picklist(['stop', 'restart']), ...ended }),
  v.object({ verb: v.picklist(['start', 'pause', 'unpause', 'kill', 'watch']), ...chosen }),
  v.object({ verb: v.literal('pull'), ...chosen }),
  v.object({ verb: v.literal('build'), ...chosen, noCache: v.boolean(), pull: v.boolean() }),
  v.object({
    verb: v.literal('scale'),
    service: composeWord,
    replicas: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
  }),
  v.object({
    verb: v.literal('run'),
    service: composeWord,
    /** As typed, one composeWord each; none: the service's own. */
    command: words,
    /** Removed when it ends. */
    remove: v.boolean(),
    noDeps: v.boolean(),
    servicePorts: v.boolean(),
  }),
  v.object({ verb: v.literal('remove-orphans') }),
]);
export type ComposeWish = v.InferOutput<typeof composeWish>;

/** One call of the compose CLI, under way or over. */
export const composeRun = v.object({
  id: v.string(),
  /** Of the project. */
  key: v.string(),
  project: v.string(),
  wish: composeWish,
  /** The whole line as it was started, for a shell. */
  command: v.string(),
  engine: v.string(),
  state: runState,
  /** ms since the epoch by this machine's clock. */
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
  exitCode: v.nullable(v.number()),
  /** Why it failed, in words, hostile; '': it did not. */
  failure: v.string(),
});
export type ComposeRun = v.InferOutput<typeof composeRun>;

/** What compose says of one thing: `Container web-1 Started`, `web Pulling`. */
export const runStep = v.object({
  /** `container web-1`, `network front`, `image web`: one line of progress each. */
  id: v.string(),
  kind: v.picklist(['container', 'network', 'volume', 'image', 'service']),
  name: v.string(),
  /** As compose says it: `Creating`, `Started`, `Pulled`. */
  text: v.string(),
  state: v.picklist(['working', 'done', 'failed']),
  /** ms; null: it is not over. */
  durationMs: v.nullable(v.number()),
});
export type RunStep = v.InferOutput<typeof runStep>;

export const runReport = v.variant('type', [
  /** Forget all; what follows is the run from its beginning. */
  v.object({ type: v.literal('reset') }),
  v.object({ type: v.literal('steps'), steps: v.array(runStep) }),
  /** `dropped`: lines before these that were too many to keep. They may hold colours (SGR). */
  v.object({ type: v.literal('log'), lines: v.array(v.string()), dropped: v.number() }),
  v.object({ type: v.literal('end') }),
]);
export type RunReport = v.InferOutput<typeof runReport>;
