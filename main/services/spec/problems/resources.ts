import type { ContainerSpec } from '../../../contract/spec';
import { isCdi } from '../devices';
import { gpuRequest } from '../gpus';
import { each, error, repeated, warning, when } from './report';
import { say } from '../../../../texts/say';

/** What the engine asks for at least, bytes. */
const LEAST_MEMORY = 6 * 1024 * 1024;
const MOST_SWAPPINESS = 100;
const [LEAST_WEIGHT, MOST_WEIGHT] = [10, 1000];
const [LEAST_PERIOD, MOST_PERIOD] = [1000, 1_000_000];
const LEAST_QUOTA = 1000;
const LEAST_CPUS = 0.01;
const MOST_OOM_SCORE = 1000;

function memory({
  resources: { memory: limit, memorySwap, memoryReservation, memorySwappiness, kernelMemory, shmSize },
}: ContainerSpec) {
  const at = 'resources.';
  return [
    ...when(
      limit < 0 || (limit > 0 && limit < LEAST_MEMORY),
      error(`${at}memory`, say('The engine gives at least 6 MB (6m).')),
    ),
    ...when(
      memorySwap > 0 && limit === 0,
      error(`${at}memorySwap`, say('A limit of memory and swap needs a limit of memory too.')),
    ),
    ...when(
      memorySwap > 0 && limit > 0 && memorySwap < limit,
      error(`${at}memorySwap`, say('Memory and swap together cannot be less than the memory alone.')),
    ),
    ...when(memorySwap < -1, error(`${at}memorySwap`, say('A size, or -1 for no limit.'))),
    ...when(
      memoryReservation > 0 && memoryReservation < LEAST_MEMORY,
      error(`${at}memoryReservation`, say('The engine gives at least 6 MB (6m).')),
    ),
    ...when(
      memoryReservation > 0 && limit > 0 && memoryReservation > limit,
      error(`${at}memoryReservation`, say('The reservation cannot be more than the limit.')),
    ),
    ...when(
      memorySwappiness !== null && (memorySwappiness < 0 || memorySwappiness > MOST_SWAPPINESS),
      error(`${at}memorySwappiness`, say('Swappiness is from 0 to 100.')),
    ),
    ...when(
      kernelMemory !== 0,
      warning(`${at}kernelMemory`, say('Newer engines and kernels know no limit of kernel memory.')),
    ),
    ...when(shmSize < 0, error(`${at}shmSize`, say('The size of /dev/shm is more than 0.'))),
  ];
}

const CPU_SET = /^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/;

function processors({ resources }: ContainerSpec) {
  const { cpus, cpuPeriod, cpuQuota, cpuShares, cpusetCpus, cpusetMems } = resources;
  const at = 'resources.';
  return [
    ...when(
      cpus < 0 || (cpus > 0 && cpus < LEAST_CPUS),
      error(`${at}cpus`, say('The number of CPUs is at least 0.01.')),
    ),
    ...when(
      cpus > 0 && (cpuPeriod !== 0 || cpuQuota !== 0),
      error(`${at}cpus`, say('A number of CPUs cannot be had together with a CPU period or quota.')),
    ),
    ...when(
      cpuPeriod !== 0 && (cpuPeriod < LEAST_PERIOD || cpuPeriod > MOST_PERIOD),
      error(`${at}cpuPeriod`, say('The CPU period is from 1000 to 1000000 µs.')),
    ),
    ...when(cpuQuota > 0 && cpuQuota < LEAST_QUOTA, error(`${at}cpuQuota`, say('The CPU quota is at least 1000 µs.'))),
    ...when(
      cpuShares < 0 || !Number.isInteger(cpuShares),
      error(`${at}cpuShares`, say('CPU shares are a whole number.')),
    ),
    ...when(
      cpusetCpus !== '' && !CPU_SET.test(cpusetCpus),
      error(`${at}cpusetCpus`, say('CPUs are numbers and ranges, such as 0-2,4.')),
    ),
    ...when(
      cpusetMems !== '' && !CPU_SET.test(cpusetMems),
      error(`${at}cpusetMems`, say('Memory nodes are numbers and ranges, such as 0,1.')),
    ),
  ];
}

const ULIMITS = [
  ...['core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss', 'rtprio'],
  ...['rttime', 'sigpending', 'stack'],
];

function limits({
  resources: { ulimits, pidsLimit, oomScoreAdj, blkioWeight, blkioWeightDevice, gpus },
}: ContainerSpec) {
  const outside = (weight: number): boolean => weight < LEAST_WEIGHT || weight > MOST_WEIGHT;
  return [
    ...each(ulimits, ({ name, soft, hard }, index) => [
      ...when(
        !ULIMITS.includes(name),
        error(`resources.ulimits.${String(index)}.name`, say('Not one of {ulimits}.', { ulimits: ULIMITS.join(', ') })),
      ),
      ...when(
        hard !== -1 && (soft > hard || soft === -1),
        error(`resources.ulimits.${String(index)}.soft`, say('The soft limit cannot be more than the hard one.')),
      ),
    ]),
    ...repeated(ulimits.map(({ name }) => name)).map((index) =>
      error(`resources.ulimits.${String(index)}.name`, say('This limit is set twice.')),
    ),
    ...when(
      pidsLimit !== null && (pidsLimit < -1 || !Number.isInteger(pidsLimit)),
      error('resources.pidsLimit', say('The number of processes is a whole number, or -1 for no limit.')),
    ),
    ...when(
      Math.abs(oomScoreAdj) > MOST_OOM_SCORE,
      error('resources.oomScoreAdj', say('The preference is from -1000 to 1000.')),
    ),
    ...when(
      blkioWeight !== 0 && outside(blkioWeight),
      error('resources.blkioWeight', say('The weight is from 10 to 1000.')),
    ),
    ...each(blkioWeightDevice, ({ weight }, index) =>
      when(
        outside(weight),
        error(`resources.blkioWeightDevice.${String(index)}.weight`, say('The weight is from 10 to 1000.')),
      ),
    ),
    ...when(
      gpus !== '' && gpuRequest(gpus) === null,
      error('resources.gpus', say('GPUs are all, a number, or fields such as device=0.')),
    ),
  ];
}

const RATES = ['deviceReadBps', 'deviceWriteBps', 'deviceReadIops', 'deviceWriteIops'] as const;

const rates = ({ resources }: ContainerSpec) =>
  RATES.flatMap((key) =>
    each(resources[key], ({ path, rate }, index) => [
      ...when(
        !path.startsWith('/dev/'),
        error(`resources.${key}.${String(index)}.path`, say('A device’s path begins with /dev/.')),
      ),
      ...when(rate <= 0, error(`resources.${key}.${String(index)}.rate`, say('The rate is more than 0.'))),
    ]),
  );

const SYSCTL =
  /^(?:kernel\.(?:msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced|domainname)$|net\.|fs\.mqueue\.|user\.)/;

function security({ security: own, networkMode }: ContainerSpec) {
  return [
    ...when(
      own.privileged && own.capAdd.length > 0,
      warning('security.capAdd', say('A privileged container has all capabilities already.')),
    ),
    ...each(own.devices, ({ host, permissions }, index) => [
      ...when(
        !host.startsWith('/') && !isCdi(host),
        error(`security.devices.${String(index)}.host`, say('A device is a path such as /dev/snd.')),
      ),
      ...when(
        !/^[rwm]*$/.test(permissions),
        error(`security.devices.${String(index)}.permissions`, say('Permissions are of r, w and m.')),
      ),
    ]),
    ...each(own.sysctls, ({ name }, index) => [
      ...when(
        !SYSCTL.test(name),
        error(
          `security.sysctls.${String(index)}.name`,
          say(
            'The engine sets only kernel parameters that a container has for itself: net.*, fs.mqueue.*, kernel.shm*, kernel.msg*, kernel.sem.',
          ),
        ),
      ),
      ...when(
        name.startsWith('net.') && networkMode === 'host',
        error(
          `security.sysctls.${String(index)}.name`,
          say('In the host’s network this would be the host’s own setting.'),
        ),
      ),
    ]),
    ...when(
      own.cgroupns !== '' && !['private', 'host'].includes(own.cgroupns),
      error('security.cgroupns', say('The cgroup namespace is private or host.')),
    ),
    ...when(
      own.privileged && own.userns !== '' && own.userns !== 'host',
      error('security.userns', say('A privileged container needs the user namespace of the host.')),
    ),
  ];
}

export const RESOURCE_CHECKS = [memory, processors, limits, rates, security] as const;
