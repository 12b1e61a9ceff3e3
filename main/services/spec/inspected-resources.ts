import type { ContainerSpec } from '../../contract/spec';
import { list, number, record, text } from '../engine/loose';
import { gpusOf } from './gpus';

type Resources = ContainerSpec['resources'];
type Fields = Readonly<Record<string, unknown>>;

const NANO = 1e9;
/** What the engine gives `/dev/shm` when nothing is said. */
const USUAL_SHM = 64 * 1024 * 1024;
/** Swap that the engine adds to a limit when nothing is said: as much again. */
const USUAL_SWAP = 2;

const amount = (value: unknown): number => number(value) ?? 0;

const rates = (entries: unknown): { path: string; rate: number }[] =>
  list(entries).map((entry) => ({ path: text(record(entry).Path), rate: amount(record(entry).Rate) }));

function memoryOf(host: Fields) {
  const memory = amount(host.Memory);
  const swap = amount(host.MemorySwap);
  const swappiness = number(host.MemorySwappiness);
  const shm = amount(host.ShmSize);
  return {
    memory,
    memorySwap: memory > 0 && swap === memory * USUAL_SWAP ? 0 : swap,
    memoryReservation: amount(host.MemoryReservation),
    kernelMemory: amount(host.KernelMemory),
    memorySwappiness: swappiness === -1 ? null : swappiness,
    oomKillDisable: host.OomKillDisable === true,
    oomScoreAdj: amount(host.OomScoreAdj),
    shmSize: shm === USUAL_SHM ? 0 : shm,
  };
}

const processorsOf = (host: Fields) => ({
  cpus: amount(host.NanoCpus) / NANO,
  cpuShares: amount(host.CpuShares),
  cpuPeriod: amount(host.CpuPeriod),
  cpuQuota: amount(host.CpuQuota),
  cpuRealtimePeriod: amount(host.CpuRealtimePeriod),
  cpuRealtimeRuntime: amount(host.CpuRealtimeRuntime),
  cpusetCpus: text(host.CpusetCpus),
  cpusetMems: text(host.CpusetMems),
  cpuCount: amount(host.CpuCount),
  cpuPercent: amount(host.CpuPercent),
});

const blockIoOf = (host: Fields) => ({
  blkioWeight: amount(host.BlkioWeight),
  blkioWeightDevice: list(host.BlkioWeightDevice)
    .map(record)
    .map((entry) => ({ path: text(entry.Path), weight: amount(entry.Weight) })),
  deviceReadBps: rates(host.BlkioDeviceReadBps),
  deviceWriteBps: rates(host.BlkioDeviceWriteBps),
  deviceReadIops: rates(host.BlkioDeviceReadIOps),
  deviceWriteIops: rates(host.BlkioDeviceWriteIOps),
  ioMaximumBandwidth: amount(host.IOMaximumBandwidth),
  ioMaximumIops: amount(host.IOMaximumIOps),
});

/** From `HostConfig`. */
export function resourcesOf(host: Fields): Resources {
  const pids = number(host.PidsLimit);
  return {
    ...memoryOf(host),
    ...processorsOf(host),
    ...blockIoOf(host),
    pidsLimit: pids === 0 ? null : pids,
    ulimits: list(host.Ulimits)
      .map(record)
      .map((limit) => ({ name: text(limit.Name), soft: amount(limit.Soft), hard: amount(limit.Hard) })),
    gpus: gpusOf(host.DeviceRequests),
  };
}
