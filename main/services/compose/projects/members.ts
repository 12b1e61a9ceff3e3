import path from 'node:path';
import type { ComposeHealth, ComposePort } from '../../../contract/compose';
import { cut, list, type Loose, number, record, text } from '../../engine/loose';

/** A container that compose made, as the list tells of it. Strings are hostile and cut. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly project: string;
  readonly service: string;
  readonly number: number;
  readonly oneOff: boolean;
  readonly state: string;
  readonly status: string;
  readonly health: ComposeHealth;
  readonly exitCode: number | null;
  readonly image: string;
  /** ms since the epoch. */
  readonly created: number;
  readonly ports: readonly ComposePort[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  /** Where its files are, on the machine of whoever made it: an absolute path, else ''. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly envFiles: readonly string[];
}

const LABEL = 'com.docker.compose.';
export const PROJECT_LABEL = `${LABEL}project`;
export const VOLUME_LABEL = `${LABEL}volume`;
export const NETWORK_LABEL = `${LABEL}network`;
const TEXT_LIMIT = 1024;
const PATHS_LIMIT = 65_536;
const MOST = 1000;

const plain = (value: unknown): string => cut(text(value), TEXT_LIMIT);
const labelOf = (labels: Loose, name: string): string =>
  Object.hasOwn(labels, LABEL + name) ? plain(labels[LABEL + name]) : '';

/** Another machine's path is none; and who follows one like `//server/share` logs in there. */
export const isOwnPath = (file: string): boolean => path.isAbsolute(file) && !/^(?:\\\\|\/\/)/.test(file);

function pathsOf(labels: Loose, name: string, folder: string): readonly string[] {
  const said = text(labels[LABEL + name]);
  if (folder === '' || said === '' || said.length > PATHS_LIMIT) return [];
  const paths = said.split(',').map((file) => path.resolve(folder, file));
  return paths.every(isOwnPath) ? paths.slice(0, MOST) : [];
}

const HEALTH: readonly (readonly [RegExp, ComposeHealth])[] = [
  [/\(healthy\)/, 'healthy'],
  [/\(unhealthy\)/, 'unhealthy'],
  [/\(health: starting\)/, 'starting'],
];

export const isUp = ({ state }: Pick<Member, 'state'>): boolean => state === 'running' || state === 'paused';

function portsOf(value: unknown, service: string): readonly ComposePort[] {
  const seen = new Map<string, ComposePort>();
  for (const said of list(value).slice(0, MOST).map(record)) {
    const hostPort = number(said.PublicPort) ?? 0;
    const containerPort = number(said.PrivatePort) ?? 0;
    if (hostPort === 0 || containerPort === 0) continue;
    const ip = plain(said.IP);
    const hostIp = ip === '0.0.0.0' || ip === '::' ? '' : ip;
    const port = { service, hostIp, hostPort, containerPort, protocol: plain(said.Type) || 'tcp' };
    seen.set(JSON.stringify(port), port);
  }
  return [...seen.values()].sort((a, b) => a.hostPort - b.hostPort || a.containerPort - b.containerPort);
}

function exitCodeOf(state: string, status: string): number | null {
  const code = state === 'exited' || state === 'dead' ? /^Exited \((\d+)\)/.exec(status)?.[1] : undefined;
  return code === undefined ? null : Number(code);
}

function ownName(names: unknown, id: string): string {
  const all = list(names).map((name) => text(name).replace(/^\//, ''));
  return cut(all.find((name) => name !== '' && !name.includes('/')) ?? id.slice(0, 12), TEXT_LIMIT);
}

function readMember(said: Loose): Member {
  const labels = record(said.Labels);
  const [id, state, status] = [plain(said.Id), plain(said.State), plain(said.Status)];
  const service = labelOf(labels, 'service');
  const dir = labelOf(labels, 'project.working_dir');
  const folder = isOwnPath(dir) ? dir : '';
  const up = isUp({ state });
  return {
    ...{ id, state, status, service, folder, name: ownName(said.Names, id), project: labelOf(labels, 'project') },
    number: Number.parseInt(labelOf(labels, 'container-number'), 10) || 0,
    oneOff: labelOf(labels, 'oneoff').toLowerCase() === 'true',
    health: up ? (HEALTH.find(([pattern]) => pattern.test(status))?.[1] ?? 'none') : 'none',
    exitCode: exitCodeOf(state, status),
    image: plain(said.Image),
    created: (number(said.Created) ?? 0) * 1000,
    ports: portsOf(said.Ports, service),
    networks: Object.keys(record(record(said.NetworkSettings).Networks))
      .slice(0, MOST)
      .map(plain),
    volumes: list(said.Mounts)
      .map(record)
      .filter((mount) => mount.Type === 'volume')
      .map((mount) => plain(mount.Name)),
    files: pathsOf(labels, 'project.config_files', folder),
    envFiles: pathsOf(labels, 'project.environment_file', folder),
  };
}

/** Reads `/containers/json`: those of any project. */
export const readMembers = (answer: unknown): readonly Member[] =>
  list(answer)
    .map((each) => readMember(record(each)))
    .filter(({ id, project }) => id !== '' && project !== '');

/** A network or a volume of the engine's. */
export interface EnginePart {
  readonly name: string;
  readonly driver: string;
  /** '': of none. */
  readonly project: string;
  /** Its key in the files that it was made from. */
  readonly key: string;
  readonly anonymous: boolean;
}

const readPart = (said: Loose, keyLabel: string): EnginePart => {
  const labels = record(said.Labels);
  const name = plain(said.Name);
  return {
    ...{ name, driver: plain(said.Driver), project: labelOf(labels, 'project') },
    key: labelOf(labels, keyLabel.slice(LABEL.length)),
    anonymous: /^[0-9a-f]{64}$/.test(name) || labels['com.docker.volume.anonymous'] !== undefined,
  };
};

export const readNetworks = (answer: unknown): readonly EnginePart[] =>
  list(answer).map((each) => readPart(record(each), NETWORK_LABEL));

export const readVolumes = (answer: unknown): readonly EnginePart[] =>
  list(record(answer).Volumes).map((each) => readPart(record(each), VOLUME_LABEL));
