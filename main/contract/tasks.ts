import * as v from 'valibot';
import { stream, unary } from './procedure';
import { rowChange } from './rows';

export const taskKind = v.picklist([
  ...['pull', 'push', 'image', 'build', 'compose', 'start-set', 'container', 'bulk', 'volume', 'file'],
  ...['prune', 'machine', 'import', 'update'],
] as const);
export type TaskKind = v.InferOutput<typeof taskKind>;

/** One thing that takes a while, under way or over. It goes on when the page is gone. */
export const task = v.object({
  id: v.string(),
  kind: taskKind,
  /** In the user's language; names in it are hostile. */
  title: v.string(),
  /** What the engine is called that does it; '': none has to do with it. Hostile. */
  engine: v.string(),
  state: v.picklist(['running', 'done', 'failed', 'cancelled']),
  /** 0 to 1; null: not known. */
  fraction: v.nullable(v.number()),
  /** What is done at the moment; when it is over: what came of it. Hostile, possibly empty. */
  words: v.string(),
  /** ms since the epoch by this machine's clock. */
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
  /** It runs, and can be cancelled. */
  cancellable: v.boolean(),
  /** The address of the view that has more of it; null: there is none. */
  route: v.nullable(v.string()),
  /** Lines of its log so far. */
  lines: v.number(),
});
export type Task = v.InferOutput<typeof task>;

export const taskLog = v.object({
  /** As they came; hostile, and cut. */
  lines: v.array(v.string()),
  /** Lines before these that were too many to keep. */
  dropped: v.number(),
});
export type TaskLog = v.InferOutput<typeof taskLog>;

const byId = v.object({ id: v.string() });

export const tasks = {
  /** Those that run, and the last that ended; a running one is told a few times a second. */
  watch: stream(v.void(), rowChange(task), {}),
  /** From its first line; ends when nobody reads any more. */
  log: stream(byId, taskLog, {}),
  /** Without effect on one that is over, or cannot be cancelled. */
  cancel: unary(byId, v.void(), {}),
  /** Out of the list; without `id` all that are over. */
  dismiss: unary(v.object({ id: v.nullable(v.string()) }), v.void(), {}),
} as const;
