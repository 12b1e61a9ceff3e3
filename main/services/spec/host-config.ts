import type { ContainerSpec, SpecMount } from '../../contract/spec';
import { effectiveCapabilities } from './capabilities';
import { recordOf } from './csv';
import { cdiRequests, deviceMappings } from './devices';
import { gpuRequest } from './gpus';
import { bindWord, mountOf, tmpfsOptions } from './mounts';
import { modeOf } from './network-mode';
import { portBindings } from './port-bindings';

type Body = Readonly<Record<string, unknown>>;

const NANO = 1e9;
/** What the CLI sends for "not said". */
const NO_SWAPPINESS = -1;
/** The CLI's own word, which the API does not know: nothing of `/proc` and `/sys` is hidden. */
export const OPEN_SYSTEM_PATHS = 'systempaths=unconfined';

const rates = (entries: readonly { path: string; rate: number }[]) =>
  entries.map(({ path, rate }) => ({ Path: path, Rate: rate }));

function blockIo({ resources }: ContainerSpec): Body {
  return {
    BlkioWeight: resources.blkioWeight,
    BlkioWeightDevice: resources.blkioWeightDevice.map(({ path, weight }) => ({ Path: path, Weight: weight })),
    BlkioDeviceReadBps: rates(resources.deviceReadBps),
    BlkioDeviceWriteBps: rates(resources.deviceWriteBps),
    BlkioDeviceReadIOps: rates(resources.deviceReadIops),
    BlkioDeviceWriteIOps: rates(resources.deviceWriteIops),
    IOMaximumIOps: resources.ioMaximumIops,
    IOMaximumBandwidth: resources.ioMaximumBandwidth,
  };
}

function processors({ resources }: ContainerSpec): Body {
  return {
    NanoCpus: Math.round(resources.cpus * NANO),
    CpuShares: resources.cpuShares,
    CpuPeriod: resources.cpuPeriod,
    CpuQuota: resources.cpuQuota,
    CpuRealtimePeriod: resources.cpuRealtimePeriod,
    CpuRealtimeRuntime: resources.cpuRealtimeRuntime,
    CpusetCpus: resources.cpusetCpus,
    CpusetMems: resources.cpusetMems,
    CpuCount: resources.cpuCount,
    CpuPercent: resources.cpuPercent,
  };
}

function memory({ resources }: ContainerSpec): Body {
  return {
    Memory: resources.memory,
    MemorySwap: resources.memorySwap,
    MemoryReservation: resources.memoryReservation,
    // The CLI says nothing of it any more; engines of API 1.42 and later do not know it.
    ...(resources.kernelMemory !== 0 && { KernelMemory: resources.kernelMemory }),
    MemorySwappiness: resources.memorySwappiness ?? NO_SWAPPINESS,
    OomKillDisable: resources.oomKillDisable,
    OomScoreAdj: resources.oomScoreAdj,
    ShmSize: resources.shmSize,
  };
}

const ulimits = ({ resources }: ContainerSpec) =>
  [...resources.ulimits]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, soft, hard }) => ({ Name: name, Hard: hard, Soft: soft }));

function deviceRequests({ resources, security }: ContainerSpec) {
  const gpus = resources.gpus === '' ? null : gpuRequest(resources.gpus);
  const requests = [...(gpus === null ? [] : [gpus]), ...cdiRequests(security.devices)];
  return requests.length === 0 ? null : requests;
}

function limits(spec: ContainerSpec): Body {
  return {
    ...memory(spec),
    ...processors(spec),
    ...blockIo(spec),
    PidsLimit: spec.resources.pidsLimit ?? 0,
    Ulimits: ulimits(spec),
    Devices: deviceMappings(spec.security.devices),
    DeviceCgroupRules: spec.security.deviceCgroupRules,
    DeviceRequests: deviceRequests(spec),
    CgroupParent: spec.security.cgroupParent,
  };
}

function isolation({ security }: ContainerSpec): Body {
  const open = security.securityOpt.includes(OPEN_SYSTEM_PATHS);
  const { add, drop } = effectiveCapabilities(security.capAdd, security.capDrop);
  return {
    Privileged: security.privileged,
    ReadonlyRootfs: security.readOnly,
    CapAdd: add,
    CapDrop: drop,
    SecurityOpt: security.securityOpt.filter((option) => option !== OPEN_SYSTEM_PATHS),
    MaskedPaths: open ? [] : null,
    ReadonlyPaths: open ? [] : null,
    GroupAdd: security.groupAdd,
    Sysctls: recordOf(security.sysctls),
    UsernsMode: security.userns,
    CgroupnsMode: security.cgroupns,
    IpcMode: security.ipc,
    PidMode: security.pid,
    UTSMode: security.uts,
    Isolation: security.isolation,
    ...(security.runtime !== '' && { Runtime: security.runtime }),
  };
}

const flagged = (mounts: readonly SpecMount[], flag: SpecMount['flag']): readonly SpecMount[] =>
  mounts.filter((mount) => mount.flag === flag);

function storage({ mounts, volumesFrom, volumeDriver, storageOptions }: ContainerSpec): Body {
  return {
    // Those without a source are the engine's to name: they stand in `Config.Volumes`.
    Binds: flagged(mounts, 'volume')
      .filter(({ source }) => source !== '')
      .map(bindWord),
    Mounts: flagged(mounts, 'mount').map(mountOf),
    Tmpfs: Object.fromEntries(flagged(mounts, 'tmpfs').map((mount) => [mount.target, tmpfsOptions(mount)])),
    VolumesFrom: volumesFrom,
    VolumeDriver: volumeDriver,
    StorageOpt: recordOf(storageOptions),
  };
}

function connection(spec: ContainerSpec): Body {
  return {
    NetworkMode: modeOf(spec),
    PortBindings: portBindings(spec.ports),
    PublishAllPorts: spec.publishAll,
    Dns: spec.dns,
    DnsSearch: spec.dnsSearch,
    DnsOptions: spec.dnsOptions,
    ExtraHosts: spec.extraHosts,
    Links: spec.links,
  };
}

/** `HostConfig` of the API, as the docker CLI 28 fills it for the same `docker run`. */
export const hostConfigOf = (spec: ContainerSpec): Body => ({
  ...storage(spec),
  ...connection(spec),
  ...isolation(spec),
  ...limits(spec),
  LogConfig: { Type: spec.logging.driver, Config: recordOf(spec.logging.options) },
  RestartPolicy: { Name: spec.restart.policy, MaximumRetryCount: spec.restart.maximumRetries },
  AutoRemove: spec.autoRemove,
  ...(spec.init !== null && { Init: spec.init }),
  ...(spec.annotations.length > 0 && { Annotations: recordOf(spec.annotations) }),
});
