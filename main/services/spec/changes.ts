import type { SpecChange } from '../../contract/recreate';
import type { ContainerSpec, SpecMount } from '../../contract/spec';
import { cut } from '../engine/loose';
import { shellQuote } from '../engine/shell-quote';
import { isLive } from './live-update';
import { bindWord, mountWord, tmpfsOptions } from './mounts';
import { longWord } from './run-line/flags-network';
import { flagValues } from './run-line/values';
import { isSame } from './same';

/** A screenful. */
const LIMIT = 2000;

/** Fields that one flag of `docker run` fills; the flag's words are how they are shown. */
const BY_FLAG: Readonly<Record<string, string>> = {
  ...{ name: 'name', user: 'user', workingDir: 'workdir', hostname: 'hostname', domainname: 'domainname' },
  ...{ restart: 'restart', init: 'init', platform: 'platform', stopSignal: 'stop-signal', stopTimeout: 'stop-timeout' },
  ...{ expose: 'expose', volumesFrom: 'volumes-from', volumeDriver: 'volume-driver', dns: 'dns' },
  ...{ dnsSearch: 'dns-search', dnsOptions: 'dns-option', extraHosts: 'add-host', links: 'link' },
  'health.interval': 'health-interval',
  'health.timeout': 'health-timeout',
  'health.startPeriod': 'health-start-period',
  'health.startInterval': 'health-start-interval',
  'health.retries': 'health-retries',
  'logging.driver': 'log-driver',
  'resources.memory': 'memory',
  'resources.memorySwap': 'memory-swap',
  'resources.memoryReservation': 'memory-reservation',
  'resources.kernelMemory': 'kernel-memory',
  'resources.memorySwappiness': 'memory-swappiness',
  'resources.oomScoreAdj': 'oom-score-adj',
  'resources.cpus': 'cpus',
  'resources.cpuShares': 'cpu-shares',
  'resources.cpuPeriod': 'cpu-period',
  'resources.cpuQuota': 'cpu-quota',
  'resources.cpuRealtimePeriod': 'cpu-rt-period',
  'resources.cpuRealtimeRuntime': 'cpu-rt-runtime',
  'resources.cpusetCpus': 'cpuset-cpus',
  'resources.cpusetMems': 'cpuset-mems',
  'resources.pidsLimit': 'pids-limit',
  'resources.shmSize': 'shm-size',
  'resources.ulimits': 'ulimit',
  'resources.blkioWeight': 'blkio-weight',
  'resources.blkioWeightDevice': 'blkio-weight-device',
  'resources.deviceReadBps': 'device-read-bps',
  'resources.deviceWriteBps': 'device-write-bps',
  'resources.deviceReadIops': 'device-read-iops',
  'resources.deviceWriteIops': 'device-write-iops',
  'resources.gpus': 'gpus',
  'resources.cpuCount': 'cpu-count',
  'resources.cpuPercent': 'cpu-percent',
  'resources.ioMaximumBandwidth': 'io-maxbandwidth',
  'resources.ioMaximumIops': 'io-maxiops',
  'security.capAdd': 'cap-add',
  'security.capDrop': 'cap-drop',
  'security.securityOpt': 'security-opt',
  'security.groupAdd': 'group-add',
  'security.devices': 'device',
  'security.deviceCgroupRules': 'device-cgroup-rule',
  'security.userns': 'userns',
  'security.cgroupns': 'cgroupns',
  'security.cgroupParent': 'cgroup-parent',
  'security.ipc': 'ipc',
  'security.pid': 'pid',
  'security.uts': 'uts',
  'security.runtime': 'runtime',
  'security.isolation': 'isolation',
};

const quoted = (words: readonly string[] | null): string => (words ?? []).map(shellQuote).join(' ');

/** Fields with words of their own. */
const OTHERS: Readonly<Record<string, (spec: ContainerSpec) => string>> = {
  image: ({ image }) => image,
  command: ({ command }) => quoted(command),
  entrypoint: ({ entrypoint }) => (entrypoint?.length === 0 ? "''" : quoted(entrypoint)),
  tty: ({ tty }) => String(tty),
  interactive: ({ interactive }) => String(interactive),
  autoRemove: ({ autoRemove }) => String(autoRemove),
  publishAll: ({ publishAll }) => String(publishAll),
  networkMode: ({ networkMode }) => networkMode,
  'health.mode': ({ health }) => health.mode,
  'health.test': ({ health }) => (health.mode === 'custom' ? quoted(health.test) : ''),
  'resources.oomKillDisable': ({ resources }) => String(resources.oomKillDisable),
  'security.privileged': ({ security }) => String(security.privileged),
  'security.readOnly': ({ security }) => String(security.readOnly),
};

interface Item {
  readonly key: string;
  readonly text: string;
}

const pairItem = ({ name, value }: { readonly name: string; readonly value: string | null }): Item => ({
  key: name,
  text: value === null ? name : `${name}=${value}`,
});

const mountText = (mount: SpecMount): string => {
  if (mount.flag === 'mount') return mountWord(mount);
  return mount.flag === 'volume' ? bindWord(mount) : `tmpfs ${mount.target}:${tmpfsOptions(mount)}`;
};

/** Lists whose entries have a name, so that one entry is one change. */
const LISTS: Readonly<Record<string, (spec: ContainerSpec) => readonly Item[]>> = {
  ports: (spec) =>
    spec.ports.map(({ containerPort, protocol }, index) => ({
      key: `${containerPort}/${protocol}`,
      text: flagValues(spec, 'publish')[index] ?? '',
    })),
  mounts: ({ mounts }) => mounts.map((mount) => ({ key: mount.target, text: mountText(mount) })),
  env: ({ env }) => env.map(pairItem),
  labels: ({ labels }) => labels.map(pairItem),
  annotations: ({ annotations }) => annotations.map(pairItem),
  networks: ({ networks }) => networks.map((network) => ({ key: network.name, text: longWord(network, true) })),
  'security.sysctls': ({ security }) => security.sysctls.map(pairItem),
  storageOptions: ({ storageOptions }) => storageOptions.map(pairItem),
  'logging.options': ({ logging }) => logging.options.map(pairItem),
};

/** Names may come twice: the second is another one. */
function numbered(items: readonly Item[]): ReadonlyMap<string, { readonly text: string; readonly index: number }> {
  const found = new Map<string, { readonly text: string; readonly index: number }>();
  items.forEach(({ key, text }, index) => {
    let times = 0;
    while (found.has(`${String(times)} ${key}`)) times += 1;
    found.set(`${String(times)} ${key}`, { text, index });
  });
  return found;
}

type Difference = Omit<SpecChange, 'live'>;

function listChanges(path: string, before: readonly Item[], after: readonly Item[]): readonly Difference[] {
  const [was, is] = [numbered(before), numbered(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [from, to] = [was.get(key), is.get(key)];
    if (from?.text === to?.text) return [];
    const at = to === undefined ? path : `${path}.${String(to.index)}`;
    return [{ path: at, before: cut(from?.text ?? '', LIMIT), after: cut(to?.text ?? '', LIMIT) }];
  });
}

const single =
  (path: string, text: (spec: ContainerSpec) => string) => (before: ContainerSpec, after: ContainerSpec) => {
    const [was, is] = [text(before), text(after)];
    return was === is ? [] : [{ path, before: cut(was, LIMIT), after: cut(is, LIMIT) }];
  };

const COMPARED = [
  ...Object.entries(OTHERS).map(([path, text]) => single(path, text)),
  ...Object.entries(BY_FLAG).map(([path, flag]) => single(path, (spec) => flagValues(spec, flag).join(', '))),
  ...Object.entries(LISTS).map(
    ([path, items]) =>
      (before: ContainerSpec, after: ContainerSpec): readonly Difference[] =>
        listChanges(path, items(before), items(after)),
  ),
];

/** What differs; empty: nothing that makes another container. Texts are hostile. */
export function specChanges(before: ContainerSpec, after: ContainerSpec): readonly SpecChange[] {
  if (isSame(before, after)) return [];
  return COMPARED.flatMap((compare) => compare(before, after)).map((change) => ({
    ...change,
    live: isLive(change.path, before, after),
  }));
}
