import * as v from 'valibot';
import { engineErrors } from './errors';
import { stream, unary } from './procedure';

export const containerState = v.picklist([
  'created',
  'running',
  'paused',
  'restarting',
  'removing',
  'exited',
  'dead',
  'unknown',
]);
export type ContainerState = v.InferOutput<typeof containerState>;

export const health = v.picklist(['none', 'starting', 'healthy', 'unhealthy']);
export type Health = v.InferOutput<typeof health>;

export const containerAction = v.picklist(['start', 'stop', 'restart', 'pause', 'unpause', 'kill', 'remove']);
export type ContainerAction = v.InferOutput<typeof containerAction>;

export const port = v.object({
  /** Host address it is bound to; null when not published. */
  hostIp: v.nullable(v.string()),
  hostPort: v.nullable(v.number()),
  containerPort: v.number(),
  protocol: v.string(),
});
export type Port = v.InferOutput<typeof port>;

/** Longest label value, command and so on in a row, UTF-16 units; the whole is in `inspect`. */
export const ROW_TEXT_LIMIT = 1024;

/** One line of the list. All strings are the engine's and hostile; times are ms since the epoch by the engine's clock. */
export const containerRow = v.object({
  id: v.string(),
  /** First name, without the leading slash. */
  name: v.string(),
  image: v.string(),
  imageId: v.string(),
  command: v.string(),
  created: v.number(),
  state: containerState,
  health,
  /** Of an exited, dead or restarting container; null otherwise or where the engine does not say. */
  exitCode: v.nullable(v.number()),
  startedAt: v.nullable(v.number()),
  finishedAt: v.nullable(v.number()),
  /** False while startedAt/finishedAt are derived from the engine's rounded words ("Up 2 hours"). */
  timesExact: v.boolean(),
  ports: v.array(port),
  /** Compose project and service, from the labels. */
  project: v.nullable(v.string()),
  service: v.nullable(v.string()),
  labels: v.record(v.string(), v.string()),
  networks: v.array(v.string()),
  /** Names of the volumes mounted. */
  volumes: v.array(v.string()),
  /** A request of ours that the engine has not answered yet. */
  pending: v.nullable(v.union([containerAction, v.literal('rename')])),
});
export type ContainerRow = v.InferOutput<typeof containerRow>;

/**
 * The watch: `reset` (forget all rows), `upsert` in batches, `synced` (the list now equals the engine's), then `upsert` and
 * `remove` as things change. `stale`: the engine is out of reach, what is shown is its last known state. After a
 * reconnect rows are upserted and removed, then `synced` comes again.
 */
export const containerChange = v.variant('type', [
  v.object({ type: v.literal('reset') }),
  v.object({ type: v.literal('upsert'), rows: v.array(containerRow) }),
  v.object({ type: v.literal('remove'), ids: v.array(v.string()) }),
  v.object({ type: v.literal('synced') }),
  v.object({ type: v.literal('stale') }),
]);
export type ContainerChange = v.InferOutput<typeof containerChange>;

const ids = v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.minLength(1), v.maxLength(20_000));

/** A job on one or many containers. */
export const containerJob = v.object({
  action: containerAction,
  ids,
  /** `kill`: signal name; `SIGKILL` when left out. */
  signal: v.optional(v.pipe(v.string(), v.regex(/^(SIG)?[A-Z0-9+-]{1,12}$|^\d{1,2}$/))),
  /** `stop`, `restart`: seconds before the kill; the container's own setting when left out. */
  timeoutSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400))),
  /** `remove`: also when it runs (it is killed). */
  force: v.optional(v.boolean(), false),
  /** `remove`: its anonymous volumes too. */
  volumes: v.optional(v.boolean(), false),
  /** `remove`: into the bin; its volumes go with it when it leaves that. One that cannot be kept is not removed. */
  keep: v.optional(v.boolean(), false),
});
export type ContainerJob = v.InferInput<typeof containerJob>;

/** One container's part of a job. `skipped`: not begun when the job was cancelled. */
export const jobProgress = v.object({
  id: v.string(),
  name: v.string(),
  outcome: v.picklist(['running', 'done', 'failed', 'skipped']),
  /** On failure the engine's own words, or ours where the engine gave none; while it runs, what is done first. */
  message: v.string(),
});
export type JobProgress = v.InferOutput<typeof jobProgress>;

export const removalFacts = v.object({
  id: v.string(),
  name: v.string(),
  running: v.boolean(),
  /** Size of the writable layer, bytes; null where the engine did not say. */
  writableBytes: v.nullable(v.number()),
  /** Volumes without a name of their own, which go with the container. */
  anonymousVolumes: v.array(v.string()),
  /** Named volumes, which stay. */
  namedVolumes: v.array(v.string()),
});
export type RemovalFacts = v.InferOutput<typeof removalFacts>;

const byId = v.object({ id: v.pipe(v.string(), v.nonEmpty()) });

export const containers = {
  watch: stream(v.void(), containerChange, {}),
  /** The engine's `/containers/{id}/json` as JSON text, unchanged. */
  inspect: unary(byId, v.object({ json: v.string() }), engineErrors),
  /** Bounded concurrency; each container is reported as it begins and as it ends; cancelling begins no more of them. */
  run: stream(containerJob, jobProgress, engineErrors),
  rename: unary(
    v.object({ id: v.string(), name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(300)) }),
    v.void(),
    engineErrors,
  ),
  /** What a removal loses. At most 50 are looked at one by one; the rest have null sizes and no volume lists. */
  removalFacts: unary(v.object({ ids }), v.array(removalFacts), engineErrors),
  /** The docker CLI lines that do the same. */
  cli: unary(
    v.union([containerJob, v.object({ action: v.literal('rename'), id: v.string(), name: v.string() })]),
    v.string(),
    {},
  ),
} as const;
