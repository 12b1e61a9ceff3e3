import * as v from 'valibot';
import { engineErrors } from './errors';
import { stream, unary } from './procedure';

export const diskKind = v.picklist(['image', 'container', 'volume', 'cache', 'log']);
export type DiskKind = v.InferOutput<typeof diskKind>;

const user = v.object({ id: v.string(), name: v.string() });

/** Most containers that are named for one thing; the rest are counted. */
export const USERS_LIMIT = 20;

/** A thing that takes room, or is in the way. Strings are hostile; times are ms since the epoch by the engine's clock. */
export const diskTarget = v.object({
  kind: v.picklist(['image', 'container', 'volume', 'cache', 'network']),
  /** Id; of a volume its name. */
  id: v.string(),
  name: v.string(),
  /** Of an image: every name it has. */
  refs: v.array(v.string()),
  /** What it was when it was listed: one that is another by now is not removed. */
  stamp: v.string(),
  /** What removing it alone gives back; null: not known, or nothing. */
  bytes: v.nullable(v.number()),
  /** A few words: its state, its image, what it holds. */
  detail: v.string(),
});
export type DiskTarget = v.InferOutput<typeof diskTarget>;

/** A line of the table. */
export const diskItem = v.object({
  key: v.string(),
  kind: diskKind,
  name: v.string(),
  /** Its own: of an image the layers that no other image has; null: not known. */
  bytes: v.nullable(v.number()),
  /** Of an image: layers that others have too; of a cache record: what images hold as well. */
  sharedBytes: v.number(),
  createdAt: v.nullable(v.number()),
  inUse: v.boolean(),
  usedBy: v.array(user),
  moreUsers: v.number(),
  /** A few words: `dangling`, `anonymous`, the state. */
  detail: v.string(),
  /** The container it belongs to, of a container and a log. */
  containerId: v.nullable(v.string()),
  /** null: it does not go by itself (a log, what is in use). */
  target: v.nullable(diskTarget),
});
export type DiskItem = v.InferOutput<typeof diskItem>;

export const diskTotal = v.object({
  kind: diskKind,
  count: v.number(),
  /** null: cannot be read here. */
  bytes: v.nullable(v.number()),
  /** What nothing in use needs. */
  reclaimableBytes: v.number(),
});
export type DiskTotal = v.InferOutput<typeof diskTotal>;

export const pruneKind = v.picklist([
  'containers',
  'dangling-images',
  'images',
  'networks',
  'anonymous-volumes',
  'volumes',
  'build-cache',
]);
export type PruneKind = v.InferOutput<typeof pruneKind>;

/** What a prune would remove, and what that frees. Where images share layers the two figures differ. */
export const prunePlan = v.object({
  kind: pruneKind,
  targets: v.array(diskTarget),
  bytes: v.number(),
  atMostBytes: v.number(),
  /** What is left alone though nothing that runs uses it, and why. */
  kept: v.array(v.object({ name: v.string(), why: v.string() })),
});
export type PrunePlan = v.InferOutput<typeof prunePlan>;

export const diskReport = v.object({
  /** Key of the engine that was measured. */
  engineKey: v.string(),
  /** When it began, ms since the epoch by this machine's clock, and how long it took. */
  measuredAt: v.number(),
  durationMs: v.number(),
  /** All of it, each byte once. */
  totalBytes: v.number(),
  /** Layers that several images have. */
  sharedLayerBytes: v.number(),
  totals: v.array(diskTotal),
  items: v.array(diskItem),
  /** Why the sizes of logs are not told, or not of all; empty: they are. */
  logsProblem: v.string(),
  plans: v.array(prunePlan),
  /** The disk file of Slipway's machine, where its engine is the one in use: as it seems, and as it takes. */
  machineDisk: v.nullable(v.object({ logicalBytes: v.number(), realBytes: v.number() })),
});
export type DiskReport = v.InferOutput<typeof diskReport>;

export const diskAction = v.picklist(['remove', 'start', 'stop', 'restart', 'pause', 'unpause', 'kill']);
export type DiskAction = v.InferOutput<typeof diskAction>;

export const diskProgress = v.variant('type', [
  v.object({
    type: v.literal('item'),
    id: v.string(),
    name: v.string(),
    /** `skipped`: not begun when it was cancelled. */
    outcome: v.picklist(['running', 'done', 'failed', 'skipped']),
    message: v.string(),
  }),
  v.object({ type: v.literal('measuring'), when: v.picklist(['before', 'after']) }),
  /** The last item where it was to be measured: what the engine's figures fell by (less than 0: they rose). */
  v.object({ type: v.literal('result'), freedBytes: v.nullable(v.number()) }),
]);
export type DiskProgress = v.InferOutput<typeof diskProgress>;

export const queryKind = v.picklist(['container', 'image', 'volume', 'network']);
export type QueryKind = v.InferOutput<typeof queryKind>;

export const QUERY_LIMIT = 2000;
const queryText = v.pipe(v.string(), v.maxLength(QUERY_LIMIT));

/** Where a query cannot be read. */
export const queryProblem = v.object({
  type: v.literal('problem'),
  /** UTF-16 units from the beginning. */
  at: v.number(),
  length: v.number(),
  message: v.string(),
});
export type QueryProblem = v.InferOutput<typeof queryProblem>;

export const queryAnswer = v.variant('type', [
  queryProblem,
  v.object({ type: v.literal('found'), targets: v.array(diskTarget), of: v.number() }),
]);
export type QueryAnswer = v.InferOutput<typeof queryAnswer>;

/** What may stand at the cursor: replaces the text between `from` and `to`. */
export const queryHints = v.object({
  from: v.number(),
  to: v.number(),
  options: v.array(v.object({ text: v.string(), meaning: v.string() })),
});
export type QueryHints = v.InferOutput<typeof queryHints>;

export const savedQuery = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  query: queryText,
  kind: queryKind,
});
export type SavedQuery = v.InferOutput<typeof savedQuery>;

export const diskSettings = v.object({
  queries: v.fallback(v.pipe(v.array(savedQuery), v.maxLength(100)), []),
});

export const disk = {
  /** What was measured last of the engine in use; null: nothing yet. */
  last: unary(v.void(), v.nullable(diskReport), {}),
  /** Slow on big engines: asked on demand only. Cancelling ends it. */
  measure: unary(v.void(), diskReport, engineErrors),
  /**
   * One by one, each told as it begins and as it ends; cancelling begins no more of them. Never by force: what is in use, or is
   * another than it was when it was listed, stays. `measure`: counts before and after.
   */
  act: stream(
    v.object({
      action: diskAction,
      targets: v.pipe(v.array(diskTarget), v.minLength(1), v.maxLength(20_000)),
      measure: v.optional(v.boolean(), false),
      /** `remove`: containers and volumes go into the bin; one that cannot be kept is not removed. */
      keep: v.optional(v.boolean(), false),
    }),
    diskProgress,
    engineErrors,
  ),
  /** What a query finds, or where it cannot be read. */
  query: unary(v.object({ kind: queryKind, query: queryText }), queryAnswer, engineErrors),
  hints: unary(
    v.object({ kind: queryKind, query: queryText, cursor: v.pipe(v.number(), v.minValue(0)) }),
    queryHints,
    {},
  ),
} as const;
