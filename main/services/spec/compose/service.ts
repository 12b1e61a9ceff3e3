import type { ContainerSpec } from '../../../contract/spec';
import { deviceWord } from '../devices';
import { durationText } from '../durations';
import { flagValues } from '../run-line/values';
import { type ComposeService, literal, literals, ownNetworks, serviceOf, sharedWith } from './facts';
import { tmpfsEntries, volumeEntries } from './mounts';
import { resourceFields } from './resources';
import type { Node } from './yaml';

type Fields = Readonly<Record<string, Node | undefined>>;
type Pairs = readonly { readonly name: string; readonly value: string | null }[];

/** Compose writes these by itself. */
const OF_COMPOSE = 'com.docker.compose.';

const text = (word: string): string | undefined => (word === '' ? undefined : literal(word));
const list = (words: readonly string[]): readonly string[] | undefined =>
  words.length === 0 ? undefined : literals(words);
const flag = (value: boolean): true | undefined => (value ? true : undefined);
const pairs = (entries: Pairs): readonly string[] | undefined =>
  list(entries.map(({ name, value }) => (value === null ? name : `${name}=${value}`)));
const map = (entries: Pairs): Fields =>
  Object.fromEntries(entries.map(({ name, value }) => [name, literal(value ?? '')]));

const duration = (seconds: number): string | undefined => (seconds === 0 ? undefined : durationText(seconds));

function healthcheck({ health }: ContainerSpec): Node | undefined {
  if (health.mode === 'none') return { disable: true };
  if (health.mode === 'image') return undefined;
  return {
    test: list(health.test),
    interval: duration(health.interval),
    timeout: duration(health.timeout),
    start_period: duration(health.startPeriod),
    start_interval: duration(health.startInterval),
    retries: health.retries === 0 ? undefined : health.retries,
  };
}

function process(spec: ContainerSpec): Fields {
  const { policy, maximumRetries } = spec.restart;
  const restart = maximumRetries > 0 ? `${policy}:${String(maximumRetries)}` : policy;
  return {
    image: literal(spec.image),
    container_name: text(spec.name),
    command: list(spec.command ?? []),
    entrypoint: spec.entrypoint?.length === 0 ? [''] : list(spec.entrypoint ?? []),
    user: text(spec.user),
    working_dir: text(spec.workingDir),
    hostname: text(spec.hostname),
    domainname: text(spec.domainname),
    tty: flag(spec.tty),
    stdin_open: flag(spec.interactive),
    restart: policy === 'no' ? undefined : restart,
    init: spec.init ?? undefined,
    platform: text(spec.platform),
    stop_signal: text(spec.stopSignal),
    stop_grace_period: spec.stopTimeout === null || spec.stopTimeout < 0 ? undefined : `${String(spec.stopTimeout)}s`,
    environment: pairs(spec.env),
    labels: pairs(spec.labels.filter(({ name }) => !name.startsWith(OF_COMPOSE))),
    annotations: pairs(spec.annotations),
    healthcheck: healthcheck(spec),
    logging: { driver: text(spec.logging.driver), options: map(spec.logging.options) },
  };
}

/** Another container's namespace: that of a service where it is one, so that Compose starts it first. */
function shared(mode: string, services: readonly ComposeService[]): string | undefined {
  const found = serviceOf(services, sharedWith(mode));
  return found === undefined ? text(mode) : `service:${found.service}`;
}

function security(spec: ContainerSpec, services: readonly ComposeService[]): Fields {
  const { security: own } = spec;
  return {
    privileged: flag(own.privileged),
    read_only: flag(own.readOnly),
    cap_add: list(own.capAdd),
    cap_drop: list(own.capDrop),
    security_opt: list(own.securityOpt),
    group_add: list(own.groupAdd),
    devices: list(
      own.devices.map(deviceWord).map((word) => (word.includes(':') || word.includes('=') ? word : `${word}:${word}`)),
    ),
    device_cgroup_rules: list(own.deviceCgroupRules),
    sysctls: pairs(own.sysctls),
    userns_mode: text(own.userns),
    cgroup: text(own.cgroupns),
    cgroup_parent: text(own.cgroupParent),
    ipc: shared(own.ipc, services),
    pid: shared(own.pid, services),
    uts: text(own.uts),
    runtime: text(own.runtime),
    isolation: text(own.isolation),
    storage_opt: map(spec.storageOptions),
  };
}

/** The first is the way out; Compose sorts by priority. */
function networks(spec: ContainerSpec, keys: ReadonlyMap<string, string>): Fields {
  const own = ownNetworks(spec);
  const entries = own.map((network, index): readonly [string, Node] => [
    keys.get(network.name) ?? network.name,
    {
      aliases: list(network.aliases),
      ipv4_address: text(network.ipv4),
      ipv6_address: text(network.ipv6),
      link_local_ips: list(network.linkLocalIps),
      driver_opts: map(network.driverOptions),
      gw_priority: network.gatewayPriority === 0 ? undefined : network.gatewayPriority,
      priority: own.length > 1 ? own.length - index : undefined,
    },
  ]);
  return Object.fromEntries(entries.map(([key, node]) => [key, node]));
}

function connection(
  spec: ContainerSpec,
  services: readonly ComposeService[],
  keys: ReadonlyMap<string, string>,
): Fields {
  const own = ownNetworks(spec);
  const mode = spec.networkMode === '' ? 'bridge' : spec.networkMode;
  const linked = spec.links.map((link) => {
    const [target = '', alias = target] = link.split(':');
    return { service: serviceOf(services, target)?.service, target, alias };
  });
  return {
    network_mode: own.length > 0 ? undefined : shared(mode, services),
    networks: networkNode(networks(spec, keys)),
    mac_address: text(spec.networkMode === '' ? (spec.networks[0]?.macAddress ?? '') : ''),
    ports: list(flagValues(spec, 'publish')),
    expose: list(spec.expose.map((word) => word.replace(/\/tcp$/, ''))),
    dns: list(spec.dns),
    dns_search: list(spec.dnsSearch),
    dns_opt: list(spec.dnsOptions),
    extra_hosts: list(spec.extraHosts),
    links: list(linked.flatMap(({ service, alias }) => (service === undefined ? [] : [`${service}:${alias}`]))),
    external_links: list(
      linked.flatMap(({ service, target, alias }) => (service === undefined ? [`${target}:${alias}`] : [])),
    ),
  };
}

/** A network in which nothing is asked for still has to be named: a list does that, where all are so. */
function networkNode(entries: Fields): Node | undefined {
  const keys = Object.keys(entries);
  if (keys.length === 0) return undefined;
  const says = (node: Node | undefined): boolean =>
    typeof node === 'object' && Object.values(node).some((value) => value !== undefined && !isEmptyNode(value));
  return keys.every((key) => !says(entries[key])) ? keys : { ...entries };
}
const isEmptyNode = (node: Node): boolean => typeof node === 'object' && Object.keys(node).length === 0;

function storage(spec: ContainerSpec, services: readonly ComposeService[]): Fields {
  const from = spec.volumesFrom.map((word) => {
    const [target = '', ...mode] = word.split(':');
    const found = serviceOf(services, target);
    return [found === undefined ? `container:${target}` : found.service, ...mode].join(':');
  });
  const volumes = volumeEntries(spec.mounts);
  const tmpfs = tmpfsEntries(spec.mounts);
  return {
    volumes: volumes.length === 0 ? undefined : volumes,
    tmpfs: tmpfs.length === 0 ? undefined : tmpfs,
    volumes_from: list(from),
  };
}

/** Services that have to be there before. */
function dependencies(spec: ContainerSpec, services: readonly ComposeService[]): readonly string[] | undefined {
  const targets = [
    ...[spec.networkMode, spec.security.pid, spec.security.ipc].map(sharedWith),
    ...[...spec.links, ...spec.volumesFrom].map((word) => word.split(':')[0] ?? ''),
  ];
  const found = targets.map((target) => serviceOf(services, target)?.service);
  return list([...new Set(found.filter((service) => service !== undefined))]);
}

/** One of `services:`. */
export const serviceNode = (
  spec: ContainerSpec,
  services: readonly ComposeService[],
  keys: ReadonlyMap<string, string>,
): Node => ({
  ...process(spec),
  ...connection(spec, services, keys),
  ...storage(spec, services),
  ...security(spec, services),
  ...resourceFields(spec),
  depends_on: dependencies(spec, services),
});

/** Flags of `docker run` that this container has and no Compose file can say. */
export function unsaid(spec: ContainerSpec): readonly string[] {
  const { resources, networkMode, networks: all } = spec;
  const joined = networkMode === '' && all.length > ownNetworks(spec).length && all.length > 1;
  return [
    ...(spec.autoRemove ? ['--rm'] : []),
    ...(spec.publishAll ? ['--publish-all'] : []),
    ...(spec.volumeDriver === '' ? [] : ['--volume-driver']),
    ...(spec.stopTimeout !== null && spec.stopTimeout < 0 ? ['--stop-timeout'] : []),
    ...(resources.cpusetMems === '' ? [] : ['--cpuset-mems']),
    ...(resources.kernelMemory === 0 ? [] : ['--kernel-memory']),
    ...(resources.ioMaximumBandwidth === 0 ? [] : ['--io-maxbandwidth']),
    ...(resources.ioMaximumIops === 0 ? [] : ['--io-maxiops']),
    ...(joined ? ['--network bridge together with others'] : []),
  ];
}
