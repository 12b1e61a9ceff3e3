import * as v from 'valibot';
import { containerState } from './containers';
import { engineErrors } from './errors';
import { stream, unary } from './procedure';
import { advice, startFailure, stopCause } from './stop-cause';

const time = v.nullable(v.number());

/** One run of the health check. `output` is the program's, cut. */
export const probe = v.object({ start: time, end: time, exitCode: v.number(), output: v.string() });
export type Probe = v.InferOutput<typeof probe>;

/** A health check and its last runs, oldest first. */
export const healthFacts = v.object({
  /** '' while nothing runs that could be checked. */
  status: v.string(),
  failingStreak: v.number(),
  probes: v.array(probe),
  /** null: this engine does not say. */
  test: v.nullable(v.object({ kind: v.picklist(['exec', 'shell']), words: v.array(v.string()) })),
  intervalMs: v.number(),
  timeoutMs: v.number(),
  startPeriodMs: v.number(),
  retries: v.number(),
});
export type HealthFacts = v.InferOutput<typeof healthFacts>;

/** The last lines of what it printed, as they came, cut. */
export const tail = v.object({
  /** `tty`: a container with a terminal has one stream only. `unreadable`: see `reason`. */
  kind: v.picklist(['stderr', 'stdout', 'tty', 'empty', 'unreadable']),
  lines: v.array(v.string()),
  /** There was more than is kept. */
  cut: v.boolean(),
  /** The engine's own words. */
  reason: v.string(),
});
export type Tail = v.InferOutput<typeof tail>;

export const timelineEntry = v.object({
  at: v.number(),
  /** The event's action (`start`, `die`, `kill`, `oom`, `health_status: unhealthy` ...). */
  action: v.string(),
  exitCode: v.nullable(v.number()),
  signal: v.nullable(v.string()),
  /** `event`: the engine told it. `inspect`: no event of it was seen, the container's own record has it. */
  source: v.picklist(['event', 'inspect']),
  /** Slipway asked for it. */
  own: v.boolean(),
});
export type TimelineEntry = v.InferOutput<typeof timelineEntry>;

/** All that is known of why a container stopped. Strings are hostile and cut; times are ms by the engine's clock. */
export const stopFacts = v.object({
  id: v.string(),
  name: v.string(),
  image: v.string(),
  state: containerState,
  /** Of the last end; null where there was none. */
  exitCode: v.nullable(v.number()),
  oomKilled: v.boolean(),
  /** The engine's words when it could not start it. */
  error: v.string(),
  command: v.string(),
  createdAt: time,
  startedAt: time,
  finishedAt: time,
  restart: v.object({
    /** `no`, `always`, `unless-stopped`, `on-failure`. */
    policy: v.string(),
    /** Of `on-failure`; 0: no limit. */
    maximum: v.number(),
    count: v.number(),
    /** When the engine tries again, as its rule has it; null: it does not. */
    nextAt: time,
  }),
  memoryBytes: v.nullable(v.number()),
  /** `linux/arm64` and so on, where both are known and differ. */
  platforms: v.nullable(v.object({ image: v.string(), engine: v.string() })),
  health: v.nullable(healthFacts),
  tail: v.nullable(tail),
  cause: stopCause,
  /** Recognised in its last lines. */
  hint: v.nullable(startFailure),
  advice: v.array(advice),
  timeline: v.array(timelineEntry),
  /** Since when events have been followed without a break; null: they are not. */
  observedSince: time,
});
export type StopFacts = v.InferOutput<typeof stopFacts>;

/** `stale`: the engine is out of reach. `gone`: the container was removed. In both what was told last stands. */
export const stopChange = v.variant('type', [
  v.object({ type: v.literal('facts'), facts: stopFacts }),
  v.object({ type: v.literal('stale') }),
  v.object({ type: v.literal('gone') }),
]);
export type StopChange = v.InferOutput<typeof stopChange>;

const id = v.pipe(v.string(), v.nonEmpty());

export const stops = {
  /** The facts now, and again after each event of this container. */
  watch: stream(v.object({ id }), stopChange, engineErrors),
  /** `docker update --memory`, and the swap limit raised by as much, as the engine wants it no lower. */
  raiseMemory: unary(
    v.object({ id, bytes: v.pipe(v.number(), v.integer(), v.minValue(6 * 1024 * 1024), v.maxValue(2 ** 50)) }),
    v.void(),
    engineErrors,
  ),
} as const;
