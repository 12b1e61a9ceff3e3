import type { PlanReason } from '../../../contract/compose-files';
import { maskArguments, maskText, maskValue } from '../../../contract/secrets';
import { list, type Loose, record, text } from '../../engine/loose';
import { splitWords } from './split-words';
import type { ModelService } from '../types';
import { type LocalImage, textsOf } from './engine-state';
import { mountLines, networkLines, portLines, restartOf } from './said';

/** What a service says against what its container has. */
interface Compared {
  readonly service: ModelService;
  /** As the engine knows it. */
  readonly image: string;
  readonly inspect: Loose;
  /** Of the container's own image: what the service does not say comes from it. */
  readonly base: LocalImage | null;
  readonly projectNetworks: ReadonlyMap<string, string>;
  readonly volumeNames: ReadonlyMap<string, string>;
}

const words = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

const byName = (assignments: readonly string[]): Map<string, string> =>
  new Map(
    assignments.map((said) => {
      const at = said.indexOf('=');
      return at < 0 ? [said, ''] : [said.slice(0, at), said.slice(at + 1)];
    }),
  );

const plainMap = (value: unknown): Map<string, string> =>
  new Map(Object.entries(record(value)).map(([name, each]) => [name, words(each)]));

interface Maps {
  readonly has: ReadonlyMap<string, string>;
  readonly wants: ReadonlyMap<string, string>;
  /** What the image gives by itself. */
  readonly given: ReadonlyMap<string, string>;
}

function* mapReasons(key: string, { has, wants, given }: Maps): Generator<PlanReason> {
  for (const [name, value] of wants)
    if (has.get(name) !== value)
      yield { key: `${key}.${name}`, from: maskValue(name, has.get(name) ?? ''), to: maskValue(name, value) };
  for (const [name, value] of has)
    if (!wants.has(name) && given.get(name) !== value)
      yield { key: `${key}.${name}`, from: maskValue(name, value), to: maskValue(name, given.get(name) ?? '') };
}

const OURS = /^(?:com\.docker\.compose\.|org\.opencontainers\.image\.)/;
const withoutOurs = (labels: Map<string, string>): Map<string, string> =>
  new Map([...labels].filter(([name]) => !OURS.test(name)));

function* environmentReasons({ service, inspect, base }: Compared): Generator<PlanReason> {
  const wants = plainMap(service.raw.environment);
  // Without a value it is not set at all.
  for (const [name, value] of Object.entries(record(service.raw.environment))) if (value === null) wants.delete(name);
  const has = byName(textsOf(record(inspect.Config).Env));
  yield* mapReasons('environment', { has, wants, given: byName(textsOf(base?.config.Env)) });
}

const labelReasons = ({ service, inspect, base }: Compared): Generator<PlanReason> =>
  mapReasons('labels', {
    wants: withoutOurs(plainMap(service.raw.labels)),
    has: withoutOurs(plainMap(record(inspect.Config).Labels)),
    given: withoutOurs(plainMap(base?.config.Labels)),
  });

const commandOf = (said: unknown, given: unknown): readonly string[] => {
  if (said === undefined || said === null) return textsOf(given);
  return typeof said === 'string' ? splitWords(said) : list(said).map(words);
};

function* commandReasons({ service, inspect, base }: Compared): Generator<PlanReason> {
  const { raw } = service;
  const config = record(inspect.Config);
  const show = (said: readonly string[]): string => maskArguments(said).join(' ');
  const pairs = [
    ['entrypoint', commandOf(raw.entrypoint, base?.config.Entrypoint), textsOf(config.Entrypoint)],
    // An entrypoint of the service takes the command of the image away.
    ['command', commandOf(raw.command, raw.entrypoint === undefined ? base?.config.Cmd : []), textsOf(config.Cmd)],
  ] as const;
  for (const [key, wants, has] of pairs)
    if (JSON.stringify(wants) !== JSON.stringify(has)) yield { key, from: show(has), to: show(wants) };
}

function* listReasons(key: string, has: readonly string[], wants: readonly string[]): Generator<PlanReason> {
  const [from, to] = [[...has].sort().join(', '), [...wants].sort().join(', ')];
  if (from !== to) yield { key, from: maskText(from), to: maskText(to) };
}

function* plainReasons({ service: { raw }, inspect, base }: Compared): Generator<PlanReason> {
  const config = record(inspect.Config);
  const host = record(inspect.HostConfig);
  const pairs: readonly (readonly [string, string, string])[] = [
    ['user', text(config.User), words(raw.user) || text(base?.config.User)],
    ['working_dir', text(config.WorkingDir), words(raw.working_dir) || text(base?.config.WorkingDir)],
    ['hostname', raw.hostname === undefined ? '' : text(config.Hostname), words(raw.hostname)],
    ['restart', restartOf(host), words(raw.restart).replace(/^no$/, '')],
    ['privileged', String(host.Privileged === true), String(words(raw.privileged) === 'true')],
    ['tty', String(config.Tty === true), String(words(raw.tty) === 'true')],
    ['read_only', String(host.ReadonlyRootfs === true), String(words(raw.read_only) === 'true')],
  ];
  for (const [key, from, to] of pairs) if (from !== to) yield { key, from, to };
}

function* all(compared: Compared): Generator<PlanReason> {
  const { service, inspect, image } = compared;
  const had = text(record(inspect.Config).Image);
  if (had !== image) yield { key: 'image', from: had, to: image };
  yield* environmentReasons(compared);
  yield* labelReasons(compared);
  yield* commandReasons(compared);
  yield* listReasons('ports', portLines(inspect), service.ports.map(portText));
  yield* listReasons('volumes', mountLines(inspect), wantedMounts(compared));
  yield* listReasons('networks', networkLines(inspect), wantedNetworks(compared));
  yield* plainReasons(compared);
}

const portText = ({ hostIp, hostPort, containerPort, protocol }: ModelService['ports'][number]): string =>
  `${hostIp === '' || hostIp === '0.0.0.0' ? '' : `${hostIp}:`}${String(hostPort ?? '')}:${containerPort}/${protocol}`;

const wantedMounts = ({ service, volumeNames }: Compared): readonly string[] =>
  list(service.raw.volumes).flatMap((each) => {
    const { type, source, target, read_only: readOnly } = record(each);
    const said = text(source);
    // An anonymous one has a name of the engine's.
    if (text(type) === 'tmpfs' || said === '') return [];
    const name = text(type) === 'volume' ? (volumeNames.get(said) ?? said) : said;
    return [`${name}:${text(target)}${words(readOnly) === 'true' ? ':ro' : ''}`];
  });

const wantedNetworks = ({ service, projectNetworks }: Compared): readonly string[] => {
  const mode = text(service.raw.network_mode);
  return mode === '' ? service.networks.map((key) => projectNetworks.get(key) ?? key) : [];
};

const MOST = 50;

/** What is another thing than in the container, as far as inspect tells; secrets are masked. */
export function reasonsOf(compared: Compared): PlanReason[] {
  return [...all(compared)].slice(0, MOST);
}
