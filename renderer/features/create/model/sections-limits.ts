import { t } from '../../../lib/i18n';
import { bytes, check, lines, number, pairs, rates, seconds, text } from './field-makers';
import type { SectionModel, TableField } from './fields';

/** Whoever types a test or a time means a check of their own. */
const OWN = { path: 'health.mode', from: 'image', to: 'custom' } as const;

export const HEALTH: SectionModel = {
  id: 'health',
  title: t('Health check'),
  parts: [
    {
      ...{ path: 'health.mode', label: t('Health check'), flag: '--health-cmd, --no-healthcheck', kind: 'choice' },
      options: [
        ['image', t('As the image has it')],
        ['custom', t('My own')],
        ['none', t('None')],
      ],
    },
    {
      path: 'health.test',
      label: t('Test'),
      flag: '--health-cmd',
      kind: 'health',
      placeholder: t('wget -q -O - localhost'),
      implies: OWN,
      wide: true,
    },
    seconds('health.interval', t('Interval'), '--health-interval', { implies: OWN }),
    seconds('health.timeout', t('Timeout'), '--health-timeout', { implies: OWN }),
    seconds('health.startPeriod', t('Start period'), '--health-start-period', { implies: OWN }),
    seconds('health.startInterval', t('Interval while starting'), '--health-start-interval', { implies: OWN }),
    number('health.retries', t('Retries'), '--health-retries', {
      ...{ implies: OWN, placeholder: t('as the image or engine has it') },
    }),
  ],
};

const ULIMITS: TableField = {
  ...{ kind: 'table', path: 'resources.ulimits', label: t('Ulimits'), flag: '--ulimit', one: t('limit') },
  columns: [
    { key: 'name', label: t('Name'), kind: 'text', width: 2, placeholder: 'nofile' },
    { key: 'soft', label: t('Soft'), kind: 'number', width: 2 },
    { key: 'hard', label: t('Hard'), kind: 'number', width: 2 },
  ],
  blank: { name: '', soft: 0, hard: 0 },
};

export const RESOURCES: SectionModel = {
  id: 'resources',
  title: t('Resources'),
  parts: [
    bytes('resources.memory', t('Memory'), '--memory', { hint: t('Such as 512m or 2g.') }),
    bytes('resources.memorySwap', t('Memory and swap'), '--memory-swap', {
      ...{ hint: t('Together; -1: no limit.'), placeholder: t('twice the memory') },
    }),
    number('resources.cpus', t('CPUs'), '--cpus', { placeholder: t('all'), hint: t('Such as 1.5.') }),
    number('resources.pidsLimit', t('Processes'), '--pids-limit', { nothing: null, placeholder: t('no limit') }),
    bytes('resources.shmSize', t('Shared memory'), '--shm-size', { placeholder: '64m' }),
    text('resources.gpus', t('GPUs'), '--gpus', { placeholder: t('none'), hint: t('all, a number, or device=0,1.') }),
  ],
  more: [
    bytes('resources.memoryReservation', t('Memory reservation'), '--memory-reservation'),
    bytes('resources.kernelMemory', t('Kernel memory'), '--kernel-memory'),
    number('resources.memorySwappiness', t('Swappiness'), '--memory-swappiness', {
      nothing: null,
      placeholder: t('0 to 100'),
    }),
    number('resources.oomScoreAdj', t('OOM score adjustment'), '--oom-score-adj', { placeholder: '0' }),
    check('resources.oomKillDisable', t('Never kill it for want of memory'), '--oom-kill-disable'),
    number('resources.cpuShares', t('CPU shares'), '--cpu-shares', { placeholder: '1024' }),
    number('resources.cpuPeriod', t('CPU period (µs)'), '--cpu-period', { placeholder: '100000' }),
    number('resources.cpuQuota', t('CPU quota (µs)'), '--cpu-quota', { placeholder: t('no limit') }),
    number('resources.cpuRealtimePeriod', t('Real-time period (µs)'), '--cpu-rt-period'),
    number('resources.cpuRealtimeRuntime', t('Real-time runtime (µs)'), '--cpu-rt-runtime'),
    text('resources.cpusetCpus', t('On CPUs'), '--cpuset-cpus', { placeholder: '0-3' }),
    text('resources.cpusetMems', t('On memory nodes'), '--cpuset-mems', { placeholder: '0' }),
    number('resources.blkioWeight', t('Block I/O weight'), '--blkio-weight', { placeholder: t('10 to 1000') }),
    ULIMITS,
    {
      ...rates('resources.blkioWeightDevice', t('Block I/O weight of a device'), '--blkio-weight-device', t('Weight')),
      columns: [
        { key: 'path', label: t('Device'), kind: 'text', width: 3, placeholder: '/dev/sda' },
        { key: 'weight', label: t('Weight'), kind: 'number', width: 2 },
      ],
      blank: { path: '', weight: 0 },
    },
    rates('resources.deviceReadBps', t('Read at most'), '--device-read-bps', t('Bytes a second')),
    rates('resources.deviceWriteBps', t('Write at most'), '--device-write-bps', t('Bytes a second')),
    rates('resources.deviceReadIops', t('Reads at most'), '--device-read-iops', t('Reads a second')),
    rates('resources.deviceWriteIops', t('Writes at most'), '--device-write-iops', t('Writes a second')),
  ],
};

const DEVICES: TableField = {
  ...{ kind: 'table', path: 'security.devices', label: t('Devices'), flag: '--device', one: t('device') },
  columns: [
    { key: 'host', label: t('On the host'), kind: 'text', width: 3, placeholder: '/dev/ttyUSB0' },
    { key: 'container', label: t('In the container'), kind: 'text', width: 3, placeholder: t('the same') },
    { key: 'permissions', label: t('Permissions'), kind: 'text', width: 1, placeholder: 'rwm' },
  ],
  blank: { host: '', container: '', permissions: '' },
};

export const SECURITY: SectionModel = {
  id: 'security',
  title: t('Security'),
  parts: [
    check('security.privileged', t('Privileged'), '--privileged'),
    check('security.readOnly', t('Read-only root file system'), '--read-only'),
    lines('security.capAdd', t('Capabilities added'), '--cap-add', { placeholder: 'NET_ADMIN' }),
    lines('security.capDrop', t('Capabilities dropped'), '--cap-drop', { placeholder: 'ALL' }),
  ],
  more: [
    lines('security.securityOpt', t('Security options'), '--security-opt', { placeholder: 'no-new-privileges' }),
    lines('security.groupAdd', t('More groups'), '--group-add', { placeholder: 'audio' }),
    DEVICES,
    lines('security.deviceCgroupRules', t('Device cgroup rules'), '--device-cgroup-rule', {
      placeholder: t('c 42:* rmw'),
    }),
    pairs('security.sysctls', t('Sysctls'), '--sysctl', t('sysctl')),
    text('security.pid', t('PID namespace'), '--pid', { placeholder: t('its own') }),
    text('security.ipc', t('IPC namespace'), '--ipc', { placeholder: t("the engine's default") }),
    text('security.uts', t('UTS namespace'), '--uts', { placeholder: t('its own') }),
    text('security.userns', t('User namespace'), '--userns', { placeholder: t("the engine's default") }),
    text('security.cgroupns', t('Cgroup namespace'), '--cgroupns', { placeholder: t("the engine's default") }),
    text('security.cgroupParent', t('Parent cgroup'), '--cgroup-parent'),
    text('security.runtime', t('Runtime'), '--runtime', {
      placeholder: t("the engine's default"),
      proposals: 'runtimes',
    }),
    text('security.isolation', t('Isolation'), '--isolation', { placeholder: t("the engine's default") }),
  ],
};
