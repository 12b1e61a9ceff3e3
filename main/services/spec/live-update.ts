import type { ContainerSpec } from '../../contract/spec';
import { shellQuote } from '../engine/shell-quote';
import { hostConfigOf } from './host-config';
import { flagValues } from './run-line/values';
import { isSame } from './same';

type Resources = ContainerSpec['resources'];
type Body = Readonly<Record<string, unknown>>;

/** Swap that the engine adds to a limit when nothing is said: as much again. */
const USUAL_SWAP = 2;

/** A field that `docker update` knows: its key in the body, its flag. */
interface Live {
  readonly key: string;
  readonly flag: string;
}
const LIVE: Readonly<Partial<Record<keyof Resources, Live>>> = {
  memory: { key: 'Memory', flag: 'memory' },
  memorySwap: { key: 'MemorySwap', flag: 'memory-swap' },
  memoryReservation: { key: 'MemoryReservation', flag: 'memory-reservation' },
  kernelMemory: { key: 'KernelMemory', flag: 'kernel-memory' },
  cpus: { key: 'NanoCpus', flag: 'cpus' },
  cpuShares: { key: 'CpuShares', flag: 'cpu-shares' },
  cpuPeriod: { key: 'CpuPeriod', flag: 'cpu-period' },
  cpuQuota: { key: 'CpuQuota', flag: 'cpu-quota' },
  cpusetCpus: { key: 'CpusetCpus', flag: 'cpuset-cpus' },
  cpusetMems: { key: 'CpusetMems', flag: 'cpuset-mems' },
  cpuRealtimePeriod: { key: 'CpuRealtimePeriod', flag: 'cpu-rt-period' },
  cpuRealtimeRuntime: { key: 'CpuRealtimeRuntime', flag: 'cpu-rt-runtime' },
  pidsLimit: { key: 'PidsLimit', flag: 'pids-limit' },
  blkioWeight: { key: 'BlkioWeight', flag: 'blkio-weight' },
};

const isLiveKey = (key: string): key is keyof Resources => key in LIVE;
const liveKeys = Object.keys(LIVE).filter(isLiveKey);

/** The same field with what the engine will make of "not said". */
function effective(resources: Resources): Resources {
  const { memory, memorySwap, pidsLimit } = resources;
  return {
    ...resources,
    memorySwap: memorySwap === 0 && memory > 0 ? memory * USUAL_SWAP : memorySwap,
    // The engine takes -1, and keeps what was when it is told nothing.
    pidsLimit: pidsLimit === null || pidsLimit === 0 ? -1 : pidsLimit,
  };
}

const isUnsaid = (value: unknown): boolean => value === 0 || value === '' || value === null;

/** A limit by CPUs and one by periods exclude each other, and neither can be taken away. */
const clashes = (key: keyof Resources, before: Resources): boolean =>
  key === 'cpus'
    ? before.cpuQuota !== 0 || before.cpuPeriod !== 0
    : (key === 'cpuQuota' || key === 'cpuPeriod') && before.cpus !== 0;

/**
 * Whether the engine takes the change at `path` without a new container. It reads an empty value as "as it was", so that most
 * limits can be changed live and not taken away.
 */
export function isLive(path: string, before: ContainerSpec, after: ContainerSpec): boolean {
  if (path === 'restart') return !before.autoRemove && !after.autoRemove;
  const key = /^resources\.(\w+)$/.exec(path)?.[1] ?? '';
  if (!isLiveKey(key) || clashes(key, before.resources)) return false;
  return !isUnsaid(effective(after.resources)[key]);
}

/** What is said in an update: all that changes, and the swap with every new limit, which the engine would leave behind. */
function updated(before: ContainerSpec, after: ContainerSpec): ContainerSpec {
  const [was, is] = [effective(before.resources), effective(after.resources)];
  const same = liveKeys.filter((key) => isSame(was[key], is[key]));
  const unsaid = Object.fromEntries(
    same.map((key) => [key, key === 'pidsLimit' ? null : typeof is[key] === 'string' ? '' : 0]),
  );
  const restart = isSame(before.restart, after.restart) ? { policy: 'no' as const, maximumRetries: 0 } : after.restart;
  return { ...after, restart, resources: { ...is, ...unsaid } };
}

/** The body of `POST /containers/{id}/update` with only what is another; empty: nothing is. */
export function updateBody(before: ContainerSpec, after: ContainerSpec): Body {
  const spec = updated(before, after);
  const said = hostConfigOf(spec);
  const body = liveKeys
    .filter((key) => !isUnsaid(spec.resources[key]))
    .map((key): readonly [string, unknown] => [LIVE[key]?.key ?? '', said[LIVE[key]?.key ?? '']]);
  const restart = isSame(before.restart, after.restart) ? {} : { RestartPolicy: said.RestartPolicy };
  return { ...Object.fromEntries(body), ...restart };
}

/** The `docker update` line that does the same; `prefix` is quoted already. */
export function updateLine(prefix: string, target: string, before: ContainerSpec, after: ContainerSpec): string {
  const spec = updated(before, after);
  const flags = liveKeys
    .filter((key) => !isUnsaid(spec.resources[key]))
    .flatMap((key) => flagValues(spec, LIVE[key]?.flag ?? '').map((value) => `--${LIVE[key]?.flag ?? ''} ${value}`));
  const restart = flagValues(after, 'restart')[0] ?? 'no';
  const policy = isSame(before.restart, after.restart) ? [] : [`--restart ${restart}`];
  const operands = target.startsWith('-') ? ['--', target] : [target];
  return [prefix, 'update', ...flags, ...policy, ...operands.map(shellQuote)].join(' ');
}
