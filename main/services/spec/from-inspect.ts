import type { ContainerSpec } from '../../contract/spec';
import { list, number, record, text } from '../engine/loose';
import { pair } from './csv';
import { type EngineDefaults, USUAL_DEFAULTS } from './engine-defaults';
import { healthOf, type ImageFacts, imageFacts, pairsOf } from './image-defaults';
import { mountsOf } from './inspected-mounts';
import { networksOf } from './inspected-networks';
import { inDockersTerms } from './podman-inspect';
import { resourcesOf } from './inspected-resources';
import { securityOf } from './inspected-security';
import { portsOf } from './port-bindings';

const words = (value: unknown): string[] => list(value).map(text);
const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, index) => word === b[index]);
const unless = (said: string, usual: string): string => (said === usual ? '' : said);

/** Of a command line as it stands, what was asked for: an entrypoint of one's own also switches the image's command off. */
function commandLine(config: Readonly<Record<string, unknown>>, image: ImageFacts) {
  const entrypoint = words(config.Entrypoint);
  const command = words(config.Cmd);
  const own = command.length === 0 ? null : command;
  if (!same(entrypoint, image.entrypoint)) return { entrypoint, command: own };
  if (same(command, image.command)) return { entrypoint: null, command: null };
  return own === null ? { entrypoint, command: null } : { entrypoint: null, command: own };
}

function envOf(config: Readonly<Record<string, unknown>>, image: ImageFacts): ContainerSpec['env'] {
  const inherited = new Set(image.env.map(({ name, value }) => `${name}=${value}`));
  return words(config.Env)
    .filter((entry) => !inherited.has(entry))
    .map(pair);
}

function labelsOf(config: Readonly<Record<string, unknown>>, image: ImageFacts): ContainerSpec['labels'] {
  const inherited = new Map(image.labels.map(({ name, value }) => [name, value]));
  return pairsOf(config.Labels).filter(({ name, value }) => inherited.get(name) !== value);
}

/** A container's check has the image's for all that it does not say itself. */
function healthFrom(check: unknown, image: ImageFacts): ContainerSpec['health'] {
  const usual = {
    mode: 'image',
    test: [],
    interval: 0,
    timeout: 0,
    startPeriod: 0,
    startInterval: 0,
    retries: 0,
  } as const;
  const own = healthOf(check);
  if (own === null || own.mode === 'none') return { ...usual, test: [], mode: own?.mode ?? 'image' };
  const from = image.health;
  const left = (key: 'interval' | 'timeout' | 'startPeriod' | 'startInterval' | 'retries'): number =>
    own[key] === from?.[key] ? 0 : own[key];
  const rest = {
    test: from !== null && same(own.test, from.test) ? [] : own.test,
    interval: left('interval'),
    timeout: left('timeout'),
    startPeriod: left('startPeriod'),
    startInterval: left('startInterval'),
    retries: left('retries'),
  };
  const nothing = rest.test.length === 0 && Object.values(rest).every((value) => value === 0 || value === rest.test);
  return { ...rest, mode: nothing ? 'image' : 'custom' };
}

/** The engine names a container's host after its id; one that shares another's takes that one's name. */
function hostnameOf(inspect: unknown, config: Readonly<Record<string, unknown>>): string {
  const shared = text(record(record(inspect).HostConfig).NetworkMode).startsWith('container:');
  const said = text(config.Hostname);
  return shared || (said !== '' && text(record(inspect).Id).startsWith(said)) ? '' : said;
}

function exposeOf(config: Readonly<Record<string, unknown>>, bindings: unknown, image: ImageFacts): string[] {
  const known = new Set([...image.exposed, ...Object.keys(record(bindings))]);
  return Object.keys(record(config.ExposedPorts)).filter((port) => !known.has(port));
}

const POLICIES = ['no', 'always', 'unless-stopped', 'on-failure'] as const;

function restartOf(policy: unknown): ContainerSpec['restart'] {
  const name = text(record(policy).Name);
  const found = POLICIES.find((each) => each === name) ?? 'no';
  return { policy: found, maximumRetries: number(record(policy).MaximumRetryCount) ?? 0 };
}

function loggingOf(log: unknown, defaults: EngineDefaults): ContainerSpec['logging'] {
  const options = pairsOf(record(log).Config);
  const driver = text(record(log).Type);
  return { driver: options.length === 0 ? unless(driver, defaults.logDriver) : driver, options };
}

const boolean = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

/** What the image says a container is, as far as the container differs. */
function process(config: Readonly<Record<string, unknown>>, image: ImageFacts) {
  return {
    ...commandLine(config, image),
    user: unless(text(config.User), image.user),
    workingDir: unless(text(config.WorkingDir), image.workingDir),
    domainname: text(config.Domainname),
    tty: config.Tty === true,
    interactive: config.OpenStdin === true,
    stopSignal: unless(text(config.StopSignal), image.stopSignal),
    stopTimeout: number(config.StopTimeout),
    env: envOf(config, image),
    labels: labelsOf(config, image),
    health: healthFrom(config.Healthcheck, image),
  };
}

/**
 * What was asked for when the container was made, from `GET /containers/{id}/json` and `GET /images/{id}/json` of its image
 * (null: gone; then all of it counts as asked for). Anonymous volumes stand by their real names.
 */
export function specOfInspect(told: unknown, image: unknown, defaults: EngineDefaults = USUAL_DEFAULTS): ContainerSpec {
  const inspect = inDockersTerms(told);
  const config = record(record(inspect).Config);
  const host = record(record(inspect).HostConfig);
  const facts = imageFacts(image);
  return {
    image: text(config.Image),
    name: text(record(inspect).Name).replace(/^\//, ''),
    ...process(config, facts),
    hostname: hostnameOf(inspect, config),
    autoRemove: host.AutoRemove === true,
    restart: restartOf(host.RestartPolicy),
    init: boolean(host.Init),
    platform: '',
    ports: portsOf(host.PortBindings),
    publishAll: host.PublishAllPorts === true,
    expose: exposeOf(config, host.PortBindings, facts),
    mounts: mountsOf(inspect),
    volumesFrom: words(host.VolumesFrom),
    volumeDriver: text(host.VolumeDriver),
    annotations: pairsOf(host.Annotations),
    ...networksOf(inspect),
    dns: words(host.Dns),
    dnsSearch: words(host.DnsSearch),
    dnsOptions: words(host.DnsOptions),
    extraHosts: words(host.ExtraHosts),
    resources: resourcesOf(host),
    security: securityOf(host, defaults),
    storageOptions: pairsOf(host.StorageOpt),
    logging: loggingOf(host.LogConfig, defaults),
  };
}
