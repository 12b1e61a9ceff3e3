import * as v from 'valibot';
import { stream, unary } from './procedure';

const nullable = v.nullable(v.number());

/**
 * What is measured of a container over time. Shares of processors are percents of one (200: two of them busy), bytes are
 * bytes, rates are bytes a second; `throttled` is the share (0 to 1) of the scheduler's periods in which it was held back
 * by its CPU limit.
 */
export const metrics = [
  'cpu',
  'memory',
  'cache',
  'netRx',
  'netTx',
  'blockRead',
  'blockWrite',
  'pids',
  'throttled',
] as const;
export type Metric = (typeof metrics)[number];

const values = {
  /** As `docker stats` counts it; null: no earlier reading to compare with. */
  cpu: nullable,
  /** What it uses without `cache`, as `docker stats` counts it. */
  memory: nullable,
  /** Files' pages that the kernel may take back at any time. */
  cache: nullable,
  /** Null: the engine counts no network for it, as with the host's own. */
  netRx: nullable,
  netTx: nullable,
  blockRead: nullable,
  blockWrite: nullable,
  pids: nullable,
  throttled: nullable,
};

/** One moment of one container; `at`: ms since the epoch by the engine's clock. A null value is not known, never zero. */
export const sample = v.object({ at: v.number(), ...values });
export type Sample = v.InferOutput<typeof sample>;

/** What a container's last reading says beside its sample. */
export const standing = v.object({
  /** Bytes; null: no limit of its own. */
  memoryLimit: nullable,
  /** Bytes since its start; null as in a sample. */
  netRx: nullable,
  netTx: nullable,
  blockRead: nullable,
  blockWrite: nullable,
});
export type Standing = v.InferOutput<typeof standing>;

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(128));

/** Containers that somebody looks at. */
export const looking = v.object({
  wanted: v.pipe(
    v.array(
      v.object({
        id,
        /** The newest sample the page has of it, 0: none. Only later ones are sent. */
        after: v.number(),
      }),
    ),
    v.maxLength(400),
  ),
  /** `list`: every 2 s; `detail`: every second. */
  pace: v.picklist(['list', 'detail']),
});
export type Looking = v.InferOutput<typeof looking>;

/** New samples of some of them, oldest first. */
export const liveBatch = v.array(
  v.object({ id: v.string(), samples: v.array(sample), standing: v.nullable(standing) }),
);
export type LiveBatch = v.InferOutput<typeof liveBatch>;

export const historyRanges = ['15m', '1h', '6h', '24h'] as const;
export type HistoryRange = (typeof historyRanges)[number];

/** Something that happened to a container, by the engine's clock. */
export const mark = v.object({
  at: v.number(),
  /**
   * `recreated`: another container of the same compose service goes on from here. `restart-unseen`: it was restarted
   * between two readings, when is not known.
   */
  kind: v.picklist(['start', 'exit', 'oom', 'pause', 'unpause', 'recreated', 'restart-unseen']),
  /** Of `exit`, where the engine says it. */
  exitCode: nullable,
});
export type Mark = v.InferOutput<typeof mark>;

/** Over all 10 s steps in the range; null: there are none. */
export const summary = v.object({ last: v.number(), min: v.number(), max: v.number(), avg: v.number() });
export type Summary = v.InferOutput<typeof summary>;

/** The same for each metric. */
const ofEach = <S extends v.GenericSchema>(schema: S) =>
  v.object({
    ...{ cpu: schema, memory: schema, cache: schema, netRx: schema, netTx: schema },
    ...{ blockRead: schema, blockWrite: schema, pids: schema, throttled: schema },
  });

const series = v.object({ avg: v.array(nullable), max: v.array(nullable) });

/** One container's past. Step `i` is from `from + i * stepMs` on; null: nothing was measured in it. */
export const history = v.object({
  from: v.number(),
  stepMs: v.number(),
  series: ofEach(series),
  summary: ofEach(v.nullable(summary)),
  marks: v.array(mark),
  /** Whether it goes on being recorded. */
  recording: v.boolean(),
});
export type History = v.InferOutput<typeof history>;

/** One running container now, from the last slow round or a later reading. */
export const consumer = v.object({ id: v.string(), name: v.string(), project: v.nullable(v.string()), ...values });
export type Consumer = v.InferOutput<typeof consumer>;

export const overview = v.object({
  /** Null until the engine has said. */
  machine: v.nullable(v.object({ cpus: v.number(), memoryBytes: v.number() })),
  /** Running and paused ones; those not measured yet are missing from `consumers`. */
  running: v.number(),
  consumers: v.array(consumer),
  /** Slipway's main process: percent of one processor since the item before, null at first; resident bytes. */
  own: v.object({ cpu: nullable, memory: v.number() }),
});
export type Overview = v.InferOutput<typeof overview>;

/** Percents of one processor over the last rounds; null: not measured yet, or cannot be from here. */
const percents = v.object({ own: nullable, engine: nullable });

/** What recording costs while nobody looks; at most, as whatever else runs meanwhile is counted in. */
export const cost = v.object({
  recording: v.boolean(),
  /** Containers in the last round, and its time, ms. */
  containers: v.number(),
  roundMs: v.number(),
  /** Between that round and the next as it was planned, ms: 10,000 while a page is in sight, else 60,000. */
  plannedMs: v.number(),
  /** As it came to be: more when the engine is slow. */
  periodMs: v.number(),
  /** While some page is in sight, and while none is. */
  shown: percents,
  hidden: percents,
  /** Why the engine's part is never known; empty when it is or will be. */
  engineUnknown: v.string(),
  /** Bytes of the history in memory and on disk. */
  memoryBytes: v.number(),
  diskBytes: v.number(),
  /** Why it cannot be kept on disk; empty when it is. */
  diskTrouble: v.string(),
});
export type Cost = v.InferOutput<typeof cost>;

export const statsSettings = v.object({
  /** Record every running container every 10 s, every 60 s while no page is in sight, for 24 h. */
  history: v.fallback(v.boolean(), true),
});

export const stats = {
  /** Measures these as long as it is pulled and a page can be seen. First come the recent samples there are. */
  live: stream(looking, liveBatch, {}),
  /** The whole again with every step. Works for containers that are gone too; unknown ones have no steps. */
  history: stream(v.object({ id, range: v.picklist(historyRanges) }), history, {}),
  /** The whole again with every round; measures all running containers every 10 s, also where nothing is recorded. */
  overview: stream(v.void(), overview, {}),
  /** The whole again on every change; measures nothing. */
  cost: stream(v.void(), cost, {}),
  /** Forgets all that was recorded, of every engine, on disk too. */
  clear: unary(v.void(), v.void(), {}),
} as const;
