import type { Port } from '../../../../main/contract/containers';
import { binaryBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { type Json, at, entries, flag, list, number, text, time, words } from './read';

export interface Mount {
  readonly type: string;
  /** The volume's name or the host's path; '' for none, as of tmpfs. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly mode: string;
}

export interface NetworkEnd {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly gateway: string;
  readonly mac: string;
  readonly aliases: readonly string[];
}

export interface Probe {
  readonly start: number | null;
  readonly end: number | null;
  readonly exitCode: number;
  readonly output: string;
}

export interface StateFacts {
  readonly status: string;
  readonly exitCode: number;
  readonly error: string;
  readonly oomKilled: boolean;
  readonly pid: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly restarts: number;
}

export interface HealthFacts {
  readonly status: string;
  readonly failingStreak: number;
  /** The newest last. */
  readonly probes: readonly Probe[];
  readonly test: readonly string[];
}

export interface Named {
  readonly name: string;
  readonly value: string;
}

/** What of `/containers/{id}/json` most people look for. All text is the engine's. */
export interface Essentials {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly created: number | null;
  readonly state: StateFacts;
  readonly health: HealthFacts | null;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly workingDir: string;
  readonly user: string;
  readonly env: readonly Named[];
  readonly mounts: readonly Mount[];
  readonly networks: readonly NetworkEnd[];
  readonly ports: readonly Port[];
  readonly labels: readonly Named[];
  readonly restartPolicy: string;
  readonly limits: readonly Named[];
  readonly platform: string;
}

const NANOS = 1e9;
const MICROS = 1e6;

/** undefined for what is no JSON: then there is nothing to read from it. */
function parse(json: string): Json {
  try {
    return JSON.parse(json) as Json;
  } catch {
    return undefined;
  }
}

export function readEssentials(json: string): Essentials {
  const inspect = parse(json);
  return {
    id: text(inspect, 'Id'),
    name: text(inspect, 'Name').replace(/^\//, ''),
    image: text(inspect, 'Config', 'Image'),
    imageId: text(inspect, 'Image'),
    created: time(inspect, 'Created'),
    state: readState(inspect),
    health: readHealth(inspect),
    entrypoint: words(inspect, 'Config', 'Entrypoint'),
    command: words(inspect, 'Config', 'Cmd'),
    workingDir: text(inspect, 'Config', 'WorkingDir'),
    user: text(inspect, 'Config', 'User'),
    env: words(inspect, 'Config', 'Env').map(readVariable),
    mounts: list(inspect, 'Mounts').map(readMount),
    networks: entries(inspect, 'NetworkSettings', 'Networks').map(readNetwork),
    ports: readPorts(inspect),
    labels: entries(inspect, 'Config', 'Labels').map(([name, value]) => ({ name, value: text(value) })),
    restartPolicy: readRestartPolicy(at(inspect, 'HostConfig', 'RestartPolicy')),
    limits: readLimits(at(inspect, 'HostConfig')),
    platform: text(inspect, 'Platform'),
  };
}

const readState = (inspect: Json): StateFacts => ({
  status: text(inspect, 'State', 'Status'),
  exitCode: number(inspect, 'State', 'ExitCode'),
  error: text(inspect, 'State', 'Error'),
  oomKilled: flag(inspect, 'State', 'OOMKilled'),
  pid: number(inspect, 'State', 'Pid'),
  startedAt: time(inspect, 'State', 'StartedAt'),
  finishedAt: time(inspect, 'State', 'FinishedAt'),
  restarts: number(inspect, 'RestartCount'),
});

function readHealth(inspect: Json): HealthFacts | null {
  const health = at(inspect, 'State', 'Health');
  const status = text(health, 'Status');
  if (status === '' || status === 'none') return null;
  return {
    status,
    failingStreak: number(health, 'FailingStreak'),
    probes: list(health, 'Log').map((probe) => ({
      start: time(probe, 'Start'),
      end: time(probe, 'End'),
      exitCode: number(probe, 'ExitCode'),
      output: text(probe, 'Output'),
    })),
    test: words(inspect, 'Config', 'Healthcheck', 'Test'),
  };
}

function readVariable(variable: string): Named {
  const cut = variable.indexOf('=');
  return cut < 0 ? { name: variable, value: '' } : { name: variable.slice(0, cut), value: variable.slice(cut + 1) };
}

const readMount = (mount: Json): Mount => ({
  type: text(mount, 'Type'),
  source: text(mount, 'Name') || text(mount, 'Source'),
  target: text(mount, 'Destination'),
  readOnly: at(mount, 'RW') === false,
  mode: text(mount, 'Mode'),
});

const readNetwork = ([name, end]: readonly [string, Json]): NetworkEnd => ({
  name,
  addresses: [text(end, 'IPAddress'), text(end, 'GlobalIPv6Address')].filter((address) => address !== ''),
  gateway: text(end, 'Gateway'),
  mac: text(end, 'MacAddress'),
  aliases: words(end, 'Aliases'),
});

function readPorts(inspect: Json): readonly Port[] {
  const known = entries(inspect, 'NetworkSettings', 'Ports');
  // A stopped container has no ports; what it will publish is in its configuration.
  const ports = known.length > 0 ? known : entries(inspect, 'HostConfig', 'PortBindings');
  return ports.flatMap(([key, bindings]): Port[] => {
    const [inside = '', protocol = 'tcp'] = key.split('/');
    const containerPort = Number(inside);
    if (!Number.isInteger(containerPort)) return [];
    const bound = list(bindings);
    if (bound.length === 0) return [{ hostIp: null, hostPort: null, containerPort, protocol }];
    return bound.map((binding) => {
      const hostPort = Number(text(binding, 'HostPort'));
      return { hostIp: text(binding, 'HostIp'), hostPort: hostPort > 0 ? hostPort : null, containerPort, protocol };
    });
  });
}

function readRestartPolicy(policy: Json): string {
  const name = text(policy, 'Name');
  const retries = number(policy, 'MaximumRetryCount');
  return name === 'on-failure' && retries > 0
    ? t('{name}, at most {retries} times', { name, retries })
    : name || t('no');
}

/** Only limits that are set: the engine says 0, or -1, where there is none. */
function readLimits(host: Json): readonly Named[] {
  const found: Named[] = [];
  const add = (name: string, value: number, show: (value: number) => string): void => {
    if (value > 0) found.push({ name, value: show(value) });
  };
  const cpus =
    number(host, 'NanoCpus') / NANOS || number(host, 'CpuQuota') / (number(host, 'CpuPeriod') || MICROS / 10);
  add(t('CPUs'), cpus, (value) => String(Math.round(value * 1000) / 1000));
  add(t('CPU shares'), number(host, 'CpuShares'), String);
  if (text(host, 'CpusetCpus') !== '') found.push({ name: t('CPU set'), value: text(host, 'CpusetCpus') });
  add(t('Memory'), number(host, 'Memory'), binaryBytes);
  add(t('Memory reservation'), number(host, 'MemoryReservation'), binaryBytes);
  add(t('Memory and swap'), number(host, 'MemorySwap'), binaryBytes);
  add(t('Processes'), number(host, 'PidsLimit'), String);
  add(t('Shared memory'), number(host, 'ShmSize'), binaryBytes);
  for (const limit of list(host, 'Ulimits'))
    found.push({
      name: t('ulimit {limit}', { limit: text(limit, 'Name') }),
      value: `${number(limit, 'Soft')}:${number(limit, 'Hard')}`,
    });
  return found;
}
