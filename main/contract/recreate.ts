import * as v from 'valibot';
import { engineErrors, errors } from './errors';
import { stream, unary } from './procedure';
import { rowChange } from './rows';
import { containerSpec, specProblem } from './spec';
import { transferTicket } from './transfers';

/** One difference between what a container is and what it shall be. Values as the form shows them; hostile, cut to a screenful. */
export const specChange = v.object({
  /** As in `specProblem`. */
  path: v.string(),
  before: v.string(),
  after: v.string(),
  /** The engine takes it without a new container (`docker update`). */
  live: v.boolean(),
});
export type SpecChange = v.InferOutput<typeof specChange>;

/** What is known of a container that is about to be edited. */
export const edited = v.object({
  id: v.string(),
  name: v.string(),
  spec: containerSpec,
  /** Stands for the container as it was read: an edit on another one is refused, as somebody changed it meanwhile. */
  revision: v.string(),
  running: v.boolean(),
  /** Compose project, whose next `up` would undo the edit; null: none. */
  project: v.nullable(v.string()),
});
export type Edited = v.InferOutput<typeof edited>;

export const recreatePlan = v.object({
  changes: v.array(specChange),
  /** `none`: nothing differs; `update`: live; `recreate`: a new container takes its place. */
  way: v.picklist(['none', 'update', 'recreate']),
  /** What is lost: the writable layer's bytes (null: not known), that of `--rm`, and so on, in words. */
  losses: v.array(v.string()),
  problems: v.array(specProblem),
  /** The docker CLI lines that do the same. */
  cli: v.string(),
});
export type RecreatePlan = v.InferOutput<typeof recreatePlan>;

export const recreateStep = v.picklist([
  'pulling',
  'stopping',
  'renaming',
  'creating',
  'connecting',
  'starting',
  'watching',
  'rolling-back',
]);

/** One recreation. It ends `done` (the old container is kept, stopped, until it is let go), `rolled-back`, or `failed`. */
export const recreateProgress = v.variant('type', [
  v.object({ type: v.literal('step'), step: recreateStep, detail: v.string() }),
  /** It did not become healthy, or exited within the grace time; `rollback` brings the old one back. */
  v.object({ type: v.literal('unwell'), operation: v.string(), reason: v.string(), newId: v.string() }),
  v.object({ type: v.literal('done'), operation: v.string(), newId: v.string(), warnings: v.array(v.string()) }),
  v.object({ type: v.literal('updated'), warnings: v.array(v.string()) }),
  v.object({ type: v.literal('rolled-back'), reason: v.string(), id: v.string() }),
  /** The container is as it was; the engine's words, and the fields they are about. */
  v.object({ type: v.literal('failed'), message: v.string(), problems: v.array(specProblem) }),
]);
export type RecreateProgress = v.InferOutput<typeof recreateProgress>;

/** What ends an operation that had ended as unwell, or was cut off. */
export const settled = v.variant('type', [
  v.object({ type: v.literal('rolled-back'), id: v.string() }),
  v.object({ type: v.literal('kept'), id: v.string() }),
]);
export type Settled = v.InferOutput<typeof settled>;

/** The container that another one took the place of. Times are ms since the epoch by this machine's clock. */
export const keptRow = v.object({
  id: v.string(),
  /** Its present name. */
  name: v.string(),
  /** Whose place it had: the name it gets back. */
  of: v.string(),
  /** null: not known, as another Slipway kept it. */
  at: v.nullable(v.number()),
  image: v.string(),
  /** Of its writable layer, bytes; null: the engine did not say. */
  sizeBytes: v.nullable(v.number()),
});
export type KeptRow = v.InferOutput<typeof keptRow>;

/**
 * An operation that was cut off, or ended unwell. `settling`: Slipway is finishing or undoing it by itself; `asks`: it waits
 * for `settle`; `undone` and `finished`: what Slipway did by itself, told until `seen`.
 */
export const underWay = v.object({
  operation: v.string(),
  name: v.string(),
  state: v.picklist(['settling', 'asks', 'undone', 'finished']),
  /** Why, in our words or the engine's; hostile. */
  detail: v.string(),
});
export type UnderWay = v.InferOutput<typeof underWay>;

/** `newest`: the image of this tag is the one it runs from already. The rest as in `recreateProgress`. */
export const updateProgress = v.variant('type', [
  ...recreateProgress.options,
  v.object({ type: v.literal('newest'), image: v.string() }),
]);
export type UpdateProgress = v.InferOutput<typeof updateProgress>;

export const commitWish = v.object({
  id: v.string(),
  /** `name:tag`; '': the image gets none. */
  reference: v.pipe(v.string(), v.maxLength(4096)),
  author: v.pipe(v.string(), v.maxLength(4096)),
  message: v.pipe(v.string(), v.maxLength(65_536)),
  /** Dockerfile lines: `CMD ["sh"]`. */
  changes: v.pipe(v.array(v.pipe(v.string(), v.maxLength(65_536))), v.maxLength(200)),
  /** The container stands still meanwhile. */
  pause: v.boolean(),
});
export type CommitWish = v.InferOutput<typeof commitWish>;

/** A clone from the current state. It ends `done`, or `failed`, and then nothing of it is left but what `message` names. */
export const cloneProgress = v.variant('type', [
  v.object({
    type: v.literal('step'),
    step: v.picklist(['committing', 'copying', 'creating', 'starting', 'undoing']),
    /** The volume that is copied; ''. */
    detail: v.string(),
    /** Copied of it so far. */
    bytes: v.number(),
  }),
  v.object({
    type: v.literal('done'),
    id: v.string(),
    name: v.string(),
    image: v.string(),
    warnings: v.array(v.string()),
  }),
  v.object({ type: v.literal('failed'), message: v.string() }),
]);
export type CloneProgress = v.InferOutput<typeof cloneProgress>;

export const composeText = v.object({
  yaml: v.string(),
  /** What a compose file cannot say, or says of things outside it. */
  warnings: v.array(v.string()),
});
export type ComposeText = v.InferOutput<typeof composeText>;

const byId = v.object({ id: v.string() });
const grace = v.pipe(v.number(), v.minValue(0), v.maxValue(3600));
const conflictErrors = { ...engineErrors, RECREATE_CONFLICT: errors.RECREATE_CONFLICT } as const;

export const recreate = {
  /** The form's content for this container. */
  read: unary(byId, edited, engineErrors),
  plan: unary(v.object({ id: v.string(), spec: containerSpec }), recreatePlan, engineErrors),
  /**
   * Live where that is enough, else by a new container. `automatic`: an unwell one is rolled back by itself. Goes on when the
   * page is gone.
   */
  run: stream(
    v.object({
      id: v.string(),
      revision: v.string(),
      spec: containerSpec,
      automatic: v.boolean(),
      /** How long it must run, or has for becoming healthy, seconds. */
      graceSeconds: grace,
      pull: v.optional(v.boolean(), false),
    }),
    recreateProgress,
    conflictErrors,
  ),
  /** Ends an operation that is unwell or asks: `keep` leaves the new container as it is. */
  settle: unary(v.object({ operation: v.string(), choice: v.picklist(['rollback', 'keep']) }), settled, conflictErrors),
  underWay: stream(v.void(), v.array(underWay), {}),
  /** What Slipway finished or undid by itself need not be told any more. */
  seen: unary(v.object({ operation: v.string() }), v.void(), {}),
  kept: stream(v.void(), rowChange(keptRow), {}),
  /** The kept one and the one that took its place change places; resolves when the kept one is in place. */
  bringBack: unary(byId, v.void(), conflictErrors),
  /** Deletes a kept one; its volumes stay. */
  letGo: unary(byId, v.void(), conflictErrors),
  /** Pulls the tag; where that gives another image, a new container takes the place of this one. */
  updateImage: stream(
    v.object({ id: v.string(), automatic: v.boolean(), graceSeconds: grace }),
    updateProgress,
    conflictErrors,
  ),
  commit: unary(commitWish, v.object({ image: v.string() }), engineErrors),
  /** '': a free name is made from the container's. */
  cloneState: stream(v.object({ id: v.string(), name: v.optional(v.string(), '') }), cloneProgress, engineErrors),
  exportFiles: unary(byId, transferTicket, engineErrors),
  compose: unary(
    v.object({ ids: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(500)) }),
    composeText,
    engineErrors,
  ),
} as const;
