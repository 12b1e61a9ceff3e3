import type { ContainerSpec } from '../../../contract/spec';
import { deviceWord, readDevice } from '../devices';
import { canonicalGpus, gpuRequest, gpusWord } from '../gpus';
import { readSize, sizeText } from '../sizes';
import { amount, decimal, integer, many, pairs, text, toggle, words } from './kinds';
import type { Flag } from './types';
import { msg } from '../../../../texts/msg';
import { say, sayMsg } from '../../../../texts/say';

const resources = (spec: ContainerSpec) => spec.resources;
const security = (spec: ContainerSpec) => spec.security;

const bytes = { read: readSize, print: sizeText, wants: msg('is a size such as 512m or 1.5g') };
const NO_LIMIT = '-1';
const swap = {
  read: (word: string) => (word === NO_LIMIT ? -1 : readSize(word)),
  print: (value: number) => (value < 0 ? NO_LIMIT : sizeText(value)),
  wants: msg('is a size such as 512m, or -1 for no limit'),
};
const microseconds = {
  read: (word: string) => integer.read(word),
  print: String,
  wants: msg('is a whole number of microseconds'),
};

const LEAST_SWAPPINESS = -1;
const MOST_SWAPPINESS = 100;
const swappiness: Flag = {
  name: 'memory-swappiness',
  read: ({ spec }, value) => {
    const read = integer.read(value);
    if (read === null || read < LEAST_SWAPPINESS || read > MOST_SWAPPINESS) return say('is a number from 0 to 100');
    spec.resources.memorySwappiness = read === LEAST_SWAPPINESS ? null : read;
    return null;
  },
  print: ({ resources: { memorySwappiness } }) => (memorySwappiness === null ? [] : [String(memorySwappiness)]),
};

const pids: Flag = {
  name: 'pids-limit',
  read: ({ spec }, value) => {
    spec.resources.pidsLimit = integer.read(value);
    return spec.resources.pidsLimit === null ? sayMsg(integer.wants) : null;
  },
  print: ({ resources: { pidsLimit } }) => (pidsLimit === null ? [] : [String(pidsLimit)]),
};

interface Ulimit {
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}
const ULIMIT = /^([a-z]+)=(-?\d+)(?::(-?\d+))?$/;

const ulimit: Flag = {
  name: 'ulimit',
  read: ({ spec }, value) => {
    const [, name = '', soft = '', hard = soft] = ULIMIT.exec(value) ?? [];
    if (name === '') return say('is a limit such as nofile=1024:2048');
    const others = spec.resources.ulimits.filter((each) => each.name !== name);
    spec.resources.ulimits = [...others, { name, soft: Number(soft), hard: Number(hard) }];
    return null;
  },
  print: (spec) => spec.resources.ulimits.map(ulimitWord),
};
const ulimitWord = ({ name, soft, hard }: Ulimit): string =>
  soft === hard ? `${name}=${String(soft)}` : `${name}=${String(soft)}:${String(hard)}`;

/** `/dev/sda:1mb` */
function ofDevice(word: string, read: (value: string) => number | null): { path: string; amount: number } | null {
  const at = word.indexOf(':');
  const found = at <= 0 ? null : read(word.slice(at + 1));
  return found === null ? null : { path: word.slice(0, at), amount: found };
}

const weight = {
  read: (word: string) => {
    const read = ofDevice(word, (value) => integer.read(value));
    return read === null ? null : { path: read.path, weight: read.amount };
  },
  print: (each: { path: string; weight: number }) => `${each.path}:${String(each.weight)}`,
  wants: msg('is a device and a weight, such as /dev/sda:500'),
};

const rate = (read: (value: string) => number | null, print: (value: number) => string) => ({
  read: (word: string) => {
    const found = ofDevice(word, read);
    return found === null ? null : { path: found.path, rate: found.amount };
  },
  print: (each: { path: string; rate: number }) => `${each.path}:${print(each.rate)}`,
  wants: msg('is a device and a rate, such as /dev/sda:1mb'),
});
const bytesPerSecond = rate(readSize, sizeText);
const perSecond = rate((value) => integer.read(value), String);

const gpus: Flag = {
  name: 'gpus',
  read: ({ spec }, value) => {
    spec.resources.gpus = canonicalGpus(value);
    return gpuRequest(value) === null ? say('is all, a number, or fields such as device=0') : null;
  },
  print: (spec) => (spec.resources.gpus === '' ? [] : [gpusWord(spec.resources.gpus)]),
};

const device = {
  read: readDevice,
  print: deviceWord,
  wants: msg('is a device such as /dev/snd or /dev/sda:/dev/xvdc:rwm'),
};

const securityOpt: Flag = {
  name: 'security-opt',
  read: ({ spec, note }, value) => {
    const profile = /^seccomp[=:](?!unconfined$|builtin$|\s*\{)(.+)$/s.exec(value)?.[1];
    if (profile === undefined) spec.security.securityOpt.push(value);
    else
      note(
        'not-kept',
        say('--security-opt {value}: the file cannot be read here; give seccomp= the profile itself', { value }),
      );
    return value === '' ? say('needs a value') : null;
  },
  print: (spec) => spec.security.securityOpt,
};

export const RESOURCES: readonly Flag[] = [
  { ...amount('memory', resources, 'memory', bytes), short: 'm' },
  amount('memory-swap', resources, 'memorySwap', swap),
  amount('memory-reservation', resources, 'memoryReservation', bytes),
  amount('kernel-memory', resources, 'kernelMemory', bytes),
  swappiness,
  toggle('oom-kill-disable', resources, 'oomKillDisable'),
  amount('oom-score-adj', resources, 'oomScoreAdj', integer),
  amount('cpus', resources, 'cpus', decimal),
  { ...amount('cpu-shares', resources, 'cpuShares', integer), short: 'c' },
  amount('cpu-period', resources, 'cpuPeriod', microseconds),
  amount('cpu-quota', resources, 'cpuQuota', microseconds),
  amount('cpu-rt-period', resources, 'cpuRealtimePeriod', microseconds),
  amount('cpu-rt-runtime', resources, 'cpuRealtimeRuntime', microseconds),
  text('cpuset-cpus', resources, 'cpusetCpus'),
  text('cpuset-mems', resources, 'cpusetMems'),
  amount('cpu-count', resources, 'cpuCount', integer),
  amount('cpu-percent', resources, 'cpuPercent', integer),
  amount('io-maxbandwidth', resources, 'ioMaximumBandwidth', bytes),
  amount('io-maxiops', resources, 'ioMaximumIops', integer),
  pids,
  amount('shm-size', resources, 'shmSize', bytes),
  ulimit,
  amount('blkio-weight', resources, 'blkioWeight', integer),
  many('blkio-weight-device', resources, 'blkioWeightDevice', weight),
  many('device-read-bps', resources, 'deviceReadBps', bytesPerSecond),
  many('device-write-bps', resources, 'deviceWriteBps', bytesPerSecond),
  many('device-read-iops', resources, 'deviceReadIops', perSecond),
  many('device-write-iops', resources, 'deviceWriteIops', perSecond),
  gpus,
];

export const SECURITY: readonly Flag[] = [
  toggle('privileged', security, 'privileged'),
  toggle('read-only', security, 'readOnly'),
  words('cap-add', security, 'capAdd'),
  words('cap-drop', security, 'capDrop'),
  securityOpt,
  words('group-add', security, 'groupAdd'),
  many('device', security, 'devices', device),
  words('device-cgroup-rule', security, 'deviceCgroupRules'),
  pairs('sysctl', security, 'sysctls'),
  text('userns', security, 'userns'),
  text('cgroupns', security, 'cgroupns'),
  text('cgroup-parent', security, 'cgroupParent'),
  text('ipc', security, 'ipc'),
  text('pid', security, 'pid'),
  text('uts', security, 'uts'),
  text('runtime', security, 'runtime'),
  text('isolation', security, 'isolation'),
];
