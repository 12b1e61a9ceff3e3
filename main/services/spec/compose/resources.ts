import type { ContainerSpec } from '../../../contract/spec';
import { gpuRequest } from '../gpus';
import { sizeText } from '../sizes';
import type { Node } from './yaml';

type Fields = Readonly<Record<string, Node | undefined>>;

const amount = (value: number): number | undefined => (value === 0 ? undefined : value);
const size = (value: number): string | number | undefined =>
  value === 0 ? undefined : value < 0 ? value : sizeText(value).replace(/\d$/, '$&b');
const flag = (value: boolean): true | undefined => (value ? true : undefined);
const rates = (entries: readonly { path: string; rate: number }[]) => entries.map(({ path, rate }) => ({ path, rate }));

function devices(gpus: string): Node | undefined {
  const request = gpus === '' ? null : gpuRequest(gpus);
  if (request === null) return undefined;
  const { Driver, Count, DeviceIDs, Capabilities, Options } = request;
  const count = Count === -1 ? 'all' : Count;
  return {
    resources: {
      reservations: {
        devices: [
          {
            driver: Driver === '' ? undefined : Driver,
            count: DeviceIDs === null ? count : undefined,
            device_ids: DeviceIDs ?? undefined,
            capabilities: Capabilities?.flat() ?? [],
            options: Options ?? {},
          },
        ],
      },
    },
  };
}

/** Limits as Compose has them, without a swarm. */
export function resourceFields({ resources }: ContainerSpec): Fields {
  const { ulimits, memorySwappiness, pidsLimit } = resources;
  const limits = ulimits.map(({ name, soft, hard }): readonly [string, Node] => [name, { soft, hard }]);
  return {
    mem_limit: size(resources.memory),
    memswap_limit: size(resources.memorySwap),
    mem_reservation: size(resources.memoryReservation),
    mem_swappiness: memorySwappiness ?? undefined,
    oom_kill_disable: flag(resources.oomKillDisable),
    oom_score_adj: amount(resources.oomScoreAdj),
    cpus: amount(resources.cpus),
    cpu_shares: amount(resources.cpuShares),
    cpu_period: amount(resources.cpuPeriod),
    cpu_quota: amount(resources.cpuQuota),
    cpu_rt_period: amount(resources.cpuRealtimePeriod),
    cpu_rt_runtime: amount(resources.cpuRealtimeRuntime),
    cpu_count: amount(resources.cpuCount),
    cpu_percent: amount(resources.cpuPercent),
    cpuset: resources.cpusetCpus === '' ? undefined : resources.cpusetCpus,
    pids_limit: pidsLimit === null || pidsLimit === 0 ? undefined : pidsLimit,
    shm_size: size(resources.shmSize),
    ulimits: Object.fromEntries(limits),
    blkio_config: {
      weight: amount(resources.blkioWeight),
      weight_device: list(resources.blkioWeightDevice.map(({ path, weight }) => ({ path, weight }))),
      device_read_bps: list(rates(resources.deviceReadBps)),
      device_write_bps: list(rates(resources.deviceWriteBps)),
      device_read_iops: list(rates(resources.deviceReadIops)),
      device_write_iops: list(rates(resources.deviceWriteIops)),
    },
    deploy: devices(resources.gpus),
  };
}

const list = (entries: readonly Node[]): readonly Node[] | undefined => (entries.length === 0 ? undefined : entries);
