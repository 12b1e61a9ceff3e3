import * as v from 'valibot';

/**
 * What one answer of `/containers/{id}/stats` says, counters as they are. A null is what the engine does not count.
 * Nanoseconds, bytes, and counts since the container's start.
 */
export interface Reading {
  /** ms since the epoch, engine clock. */
  readonly at: number;
  readonly cpuNs: number;
  /** Of all processors of the machine together. */
  readonly systemNs: number | null;
  readonly cpus: number;
  readonly memory: number | null;
  readonly cache: number | null;
  /** The machine's memory where the container has no limit of its own. */
  readonly memoryLimit: number | null;
  readonly netRx: number | null;
  readonly netTx: number | null;
  readonly blockRead: number | null;
  readonly blockWrite: number | null;
  readonly pids: number | null;
  /** Of the scheduler, since the start; both 0 without a CPU limit. */
  readonly periods: number;
  readonly throttledPeriods: number;
}

const count = v.fallback(v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))), null);
const zero = v.fallback(v.pipe(v.number(), v.finite(), v.minValue(0)), 0);

const answer = v.object({
  read: v.string(),
  cpu_stats: v.object({
    cpu_usage: v.object({ total_usage: zero, percpu_usage: v.fallback(v.array(v.unknown()), []) }),
    system_cpu_usage: count,
    online_cpus: zero,
    throttling_data: v.fallback(v.object({ periods: zero, throttled_periods: zero }), {
      periods: 0,
      throttled_periods: 0,
    }),
  }),
  memory_stats: v.fallback(
    v.object({
      usage: count,
      limit: count,
      stats: v.fallback(v.object({ total_inactive_file: count, inactive_file: count }), {
        total_inactive_file: null,
        inactive_file: null,
      }),
    }),
    { usage: null, limit: null, stats: { total_inactive_file: null, inactive_file: null } },
  ),
  networks: v.fallback(v.nullable(v.record(v.string(), v.object({ rx_bytes: zero, tx_bytes: zero }))), null),
  blkio_stats: v.fallback(
    v.object({
      io_service_bytes_recursive: v.fallback(v.nullable(v.array(v.object({ op: v.string(), value: zero }))), null),
    }),
    { io_service_bytes_recursive: null },
  ),
  pids_stats: v.fallback(v.object({ current: count }), { current: null }),
});
type Answer = v.InferOutput<typeof answer>;

/** Of an answer about a container that does not run: Go's zero time. */
const NEVER = Date.parse('0001-01-01T00:00:00Z');

/**
 * Null for an answer that measures nothing: of a container that does not run, or of an unknown shape. The formulas are
 * those of the docker CLI (docker/cli, cli/command/container/stats_helpers.go) for Linux engines, cgroup v1 and v2.
 */
export function readStats(value: unknown): Reading | null {
  const parsed = v.safeParse(answer, value);
  if (!parsed.success) return null;
  const { read, cpu_stats: cpu, pids_stats: pids, memory_stats } = parsed.output;
  const at = Date.parse(read);
  if (Number.isNaN(at) || at <= NEVER) return null;
  return {
    at,
    cpuNs: cpu.cpu_usage.total_usage,
    systemNs: cpu.system_cpu_usage,
    // Engines before API 1.27 list the processors instead.
    cpus: cpu.online_cpus || cpu.cpu_usage.percpu_usage.length,
    ...memoryOf(memory_stats),
    ...networkOf(parsed.output.networks),
    ...blockOf(parsed.output.blkio_stats.io_service_bytes_recursive),
    pids: pids.current,
    periods: cpu.throttling_data.periods,
    throttledPeriods: cpu.throttling_data.throttled_periods,
  };
}

/** The kernel counts pages of files as used; those that are inactive it would give up first. */
function memoryOf({ usage, limit, stats }: Answer['memory_stats']): Pick<Reading, 'memory' | 'cache' | 'memoryLimit'> {
  if (usage === null) return { memory: null, cache: null, memoryLimit: limit };
  const counted = [stats.total_inactive_file, stats.inactive_file];
  const cache = counted.find((bytes) => bytes !== null && bytes < usage) ?? 0;
  return { memory: usage - cache, cache, memoryLimit: limit === 0 ? null : limit };
}

function networkOf(networks: Answer['networks']): Pick<Reading, 'netRx' | 'netTx'> {
  const all = Object.values(networks ?? {});
  if (all.length === 0) return { netRx: null, netTx: null };
  return {
    netRx: all.reduce((sum, { rx_bytes }) => sum + rx_bytes, 0),
    netTx: all.reduce((sum, { tx_bytes }) => sum + tx_bytes, 0),
  };
}

type Entries = Answer['blkio_stats']['io_service_bytes_recursive'];

/** No list: of a container that has not touched a disk (cgroup v2), or of an engine that does not count. Both are unknown. */
function blockOf(entries: Entries): Pick<Reading, 'blockRead' | 'blockWrite'> {
  if (entries === null) return { blockRead: null, blockWrite: null };
  const sum = (letter: string): number =>
    entries.reduce((total, { op, value }) => (op.toLowerCase().startsWith(letter) ? total + value : total), 0);
  return { blockRead: sum('r'), blockWrite: sum('w') };
}
