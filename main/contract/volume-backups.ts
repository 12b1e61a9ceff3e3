import * as v from 'valibot';

const atTime = {
  /** Local time of this machine. */
  hour: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23)),
  minute: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(59)),
};

export const backupSchedule = v.variant('every', [
  /** Only when it is asked for. */
  v.object({ every: v.literal('never') }),
  v.object({
    every: v.literal('hours'),
    hours: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 365)),
  }),
  v.object({ every: v.literal('day'), ...atTime }),
  /** 0 is Sunday. */
  v.object({
    every: v.literal('week'),
    weekday: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
    ...atTime,
  }),
]);
export type BackupSchedule = v.InferOutput<typeof backupSchedule>;

export const backupPlan = v.object({
  schedule: backupSchedule,
  /** On the machine where Slipway runs; an absolute path. */
  folder: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096)),
  /** Older ones are deleted. */
  keep: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  gzip: v.boolean(),
  /** Running containers that use it are paused meanwhile. */
  pause: v.boolean(),
});
export type BackupPlan = v.InferOutput<typeof backupPlan>;

export const planState = v.object({
  volume: v.string(),
  plan: backupPlan,
  /** The last try; ms since the epoch by this machine's clock. */
  last: v.nullable(
    v.object({
      at: v.number(),
      ok: v.boolean(),
      /** Why not, in words; hostile. */
      message: v.string(),
    }),
  ),
  /** Its volume was deleted: nothing is tried until it is asked for. */
  paused: v.boolean(),
  /** When it is made or tried next; null: not by itself. */
  next: v.nullable(v.number()),
});
export type PlanState = v.InferOutput<typeof planState>;

export const backupFile = v.object({
  /** Its name in the folder. */
  file: v.string(),
  /** From its name; ms since the epoch. */
  at: v.number(),
  bytes: v.number(),
  /** What its `.sha256` says, hex; null: it has none, and so was not made whole by Slipway. */
  sha256: v.nullable(v.string()),
});
export type BackupFile = v.InferOutput<typeof backupFile>;
