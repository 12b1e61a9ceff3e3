import { bytes, check, lines, number, pairs, rates, seconds, text } from './field-makers';
import type { SectionModel, TableField } from './fields';

/** Whoever types a test or a time means a check of their own. */
const OWN = { path: 'health.mode', from: 'image', to: 'custom' } as const;

export const HEALTH: SectionModel = {
  id: 'health',
  title: 'Health check',
  parts: [
    {
      ...{ path: 'health.mode', label: 'Health check', flag: '--health-cmd, --no-healthcheck', kind: 'choice' },
      options: [
        ['image', 'As the image has it'],
        ['custom', 'My own'],
        ['none', 'None'],
      ],
    },
    {
      path: 'health.test',
      label: 'Test',
      flag: '--health-cmd',
      kind: 'health',
      placeholder: 'wget -q -O - localhost',
      implies: OWN,
      wide: true,
    },
    seconds('health.interval', 'Interval', '--health-interval', { implies: OWN }),
    seconds('health.timeout', 'Timeout', '--health-timeout', { implies: OWN }),
    seconds('health.startPeriod', 'Start period', '--health-start-period', { implies: OWN }),
    seconds('health.startInterval', 'Interval while starting', '--health-start-interval', { implies: OWN }),
    number('health.retries', 'Retries', '--health-retries', {
      ...{ implies: OWN, placeholder: 'as the image or engine has it' },
    }),
  ],
};

const ULIMITS: TableField = {
  ...{ kind: 'table', path: 'resources.ulimits', label: 'Ulimits', flag: '--ulimit', one: 'limit' },
  columns: [
    { key: 'name', label: 'Name', kind: 'text', width: 2, placeholder: 'nofile' },
    { key: 'soft', label: 'Soft', kind: 'number', width: 2 },
    { key: 'hard', label: 'Hard', kind: 'number', width: 2 },
  ],
  blank: { name: '', soft: 0, hard: 0 },
};

export const RESOURCES: SectionModel = {
  id: 'resources',
  title: 'Resources',
  parts: [
    bytes('resources.memory', 'Memory', '--memory', { hint: 'Such as 512m or 2g.' }),
    bytes('resources.memorySwap', 'Memory and swap', '--memory-swap', {
      ...{ hint: 'Together; -1: no limit.', placeholder: 'twice the memory' },
    }),
    number('resources.cpus', 'CPUs', '--cpus', { placeholder: 'all', hint: 'Such as 1.5.' }),
    number('resources.pidsLimit', 'Processes', '--pids-limit', { nothing: null, placeholder: 'no limit' }),
    bytes('resources.shmSize', 'Shared memory', '--shm-size', { placeholder: '64m' }),
    text('resources.gpus', 'GPUs', '--gpus', { placeholder: 'none', hint: 'all, a number, or device=0,1.' }),
  ],
  more: [
    bytes('resources.memoryReservation', 'Memory reservation', '--memory-reservation'),
    bytes('resources.kernelMemory', 'Kernel memory', '--kernel-memory'),
    number('resources.memorySwappiness', 'Swappiness', '--memory-swappiness', {
      nothing: null,
      placeholder: '0 to 100',
    }),
    number('resources.oomScoreAdj', 'OOM score adjustment', '--oom-score-adj', { placeholder: '0' }),
    check('resources.oomKillDisable', 'Never kill it for want of memory', '--oom-kill-disable'),
    number('resources.cpuShares', 'CPU shares', '--cpu-shares', { placeholder: '1024' }),
    number('resources.cpuPeriod', 'CPU period (µs)', '--cpu-period', { placeholder: '100000' }),
    number('resources.cpuQuota', 'CPU quota (µs)', '--cpu-quota', { placeholder: 'no limit' }),
    number('resources.cpuRealtimePeriod', 'Real-time period (µs)', '--cpu-rt-period'),
    number('resources.cpuRealtimeRuntime', 'Real-time runtime (µs)', '--cpu-rt-runtime'),
    text('resources.cpusetCpus', 'On CPUs', '--cpuset-cpus', { placeholder: '0-3' }),
    text('resources.cpusetMems', 'On memory nodes', '--cpuset-mems', { placeholder: '0' }),
    number('resources.blkioWeight', 'Block I/O weight', '--blkio-weight', { placeholder: '10 to 1000' }),
    ULIMITS,
    {
      ...rates('resources.blkioWeightDevice', 'Block I/O weight of a device', '--blkio-weight-device', 'Weight'),
      columns: [
        { key: 'path', label: 'Device', kind: 'text', width: 3, placeholder: '/dev/sda' },
        { key: 'weight', label: 'Weight', kind: 'number', width: 2 },
      ],
      blank: { path: '', weight: 0 },
    },
    rates('resources.deviceReadBps', 'Read at most', '--device-read-bps', 'Bytes a second'),
    rates('resources.deviceWriteBps', 'Write at most', '--device-write-bps', 'Bytes a second'),
    rates('resources.deviceReadIops', 'Reads at most', '--device-read-iops', 'Reads a second'),
    rates('resources.deviceWriteIops', 'Writes at most', '--device-write-iops', 'Writes a second'),
  ],
};

const DEVICES: TableField = {
  ...{ kind: 'table', path: 'security.devices', label: 'Devices', flag: '--device', one: 'device' },
  columns: [
    { key: 'host', label: 'On the host', kind: 'text', width: 3, placeholder: '/dev/ttyUSB0' },
    { key: 'container', label: 'In the container', kind: 'text', width: 3, placeholder: 'the same' },
    { key: 'permissions', label: 'Permissions', kind: 'text', width: 1, placeholder: 'rwm' },
  ],
  blank: { host: '', container: '', permissions: '' },
};

export const SECURITY: SectionModel = {
  id: 'security',
  title: 'Security',
  parts: [
    check('security.privileged', 'Privileged', '--privileged'),
    check('security.readOnly', 'Read-only root file system', '--read-only'),
    lines('security.capAdd', 'Capabilities added', '--cap-add', { placeholder: 'NET_ADMIN' }),
    lines('security.capDrop', 'Capabilities dropped', '--cap-drop', { placeholder: 'ALL' }),
  ],
  more: [
    lines('security.securityOpt', 'Security options', '--security-opt', { placeholder: 'no-new-privileges' }),
    lines('security.groupAdd', 'More groups', '--group-add', { placeholder: 'audio' }),
    DEVICES,
    lines('security.deviceCgroupRules', 'Device cgroup rules', '--device-cgroup-rule', { placeholder: 'c 42:* rmw' }),
    pairs('security.sysctls', 'Sysctls', '--sysctl', 'sysctl'),
    text('security.pid', 'PID namespace', '--pid', { placeholder: 'its own' }),
    text('security.ipc', 'IPC namespace', '--ipc', { placeholder: "the engine's default" }),
    text('security.uts', 'UTS namespace', '--uts', { placeholder: 'its own' }),
    text('security.userns', 'User namespace', '--userns', { placeholder: "the engine's default" }),
    text('security.cgroupns', 'Cgroup namespace', '--cgroupns', { placeholder: "the engine's default" }),
    text('security.cgroupParent', 'Parent cgroup', '--cgroup-parent'),
    text('security.runtime', 'Runtime', '--runtime', { placeholder: "the engine's default", proposals: 'runtimes' }),
    text('security.isolation', 'Isolation', '--isolation', { placeholder: "the engine's default" }),
  ],
};
