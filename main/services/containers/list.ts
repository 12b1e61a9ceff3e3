import {
  type ContainerRow,
  type ContainerState,
  type Health,
  type Port,
  ROW_TEXT_LIMIT,
} from '../../contract/containers';
import { HELPER_LABEL, type HelperKind } from '../helpers/labels';
import { cut, list, type Loose, number, record, text } from '../engine/loose';
import { readStatusWords, type StatusWords } from './status-words';

/** A row as one list answer tells it, with how exact its times are. */
export interface ListedRow {
  readonly row: ContainerRow;
  readonly resolutionMs: number;
}

/** Characters of all labels of one row together; further labels are in `inspect` only. */
const LABELS_LIMIT = 16_384;
const NAMES_LIMIT = 200;
/** An image or volume name, an id. */
const NAME_LIMIT = 512;

const name = (value: unknown): string => cut(text(value), NAME_LIMIT);

const STATES: Readonly<Record<string, ContainerState>> = {
  created: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  removing: 'removing',
  exited: 'exited',
  dead: 'dead',
  // Podman's own.
  configured: 'created',
  initialized: 'created',
  stopped: 'exited',
  stopping: 'running',
};

/** Engines older than API 1.23 say no state, only words. */
function stateOf(said: string, status: string, words: StatusWords): ContainerState {
  const known = Object.hasOwn(STATES, said) ? STATES[said] : undefined;
  if (known !== undefined) return words.paused && known === 'running' ? 'paused' : known;
  if (status.startsWith('Up')) return words.paused ? 'paused' : 'running';
  if (status.startsWith('Exited')) return 'exited';
  if (status.startsWith('Created')) return 'created';
  if (status.startsWith('Restarting')) return 'restarting';
  if (status.startsWith('Removal')) return 'removing';
  return status.startsWith('Dead') ? 'dead' : 'unknown';
}

/** Names given by links (`/other/alias`) are not its own. */
function ownName(names: unknown): string {
  const all = list(names)
    .slice(0, NAMES_LIMIT)
    .map((each) => text(each).replace(/^\//, ''));
  return cut(all.find((each) => each !== '' && !each.includes('/')) ?? all[0] ?? '', ROW_TEXT_LIMIT);
}

function ports(value: unknown): Port[] {
  const seen = new Map<string, Port>();
  for (const entry of list(value)) {
    const said = record(entry);
    const containerPort = number(said.PrivatePort);
    if (containerPort === null) continue;
    const hostPort = number(said.PublicPort) ?? 0;
    const port: Port = {
      hostIp: hostPort === 0 ? null : cut(text(said.IP), NAME_LIMIT),
      hostPort: hostPort === 0 ? null : hostPort,
      containerPort,
      protocol: cut(text(said.Type), NAME_LIMIT) || 'tcp',
    };
    seen.set(`${port.containerPort}/${port.protocol}/${port.hostPort ?? ''}/${port.hostIp ?? ''}`, port);
  }
  const order = (a: Port, b: Port): number =>
    a.containerPort - b.containerPort ||
    (a.hostPort ?? 0) - (b.hostPort ?? 0) ||
    compare(a.protocol, b.protocol) ||
    compare(a.hostIp ?? '', b.hostIp ?? '');
  return [...seen.values()].sort(order);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function labels(said: Loose): Record<string, string> {
  const kept: [string, string][] = [];
  let room = LABELS_LIMIT;
  for (const [key, value] of Object.entries(said)) {
    if (typeof value !== 'string') continue;
    const label: [string, string] = [cut(key, ROW_TEXT_LIMIT), cut(value, ROW_TEXT_LIMIT)];
    room -= label[0].length + label[1].length;
    if (room < 0) break;
    kept.push(label);
  }
  return Object.fromEntries(kept);
}

const label = (said: Loose, key: string): string | null => {
  const value = Object.hasOwn(said, key) ? text(said[key]) : '';
  return value === '' ? null : cut(value, ROW_TEXT_LIMIT);
};

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();

const networks = (entry: Loose): string[] =>
  unique(
    Object.keys(record(record(entry.NetworkSettings).Networks))
      .slice(0, NAMES_LIMIT)
      .map((key) => cut(key, ROW_TEXT_LIMIT)),
  );

const volumes = (mounts: unknown): string[] =>
  unique(
    list(mounts)
      .slice(0, NAMES_LIMIT)
      .map(record)
      .filter((mount) => mount.Type === 'volume' || mount.Type === undefined)
      .map((mount) => name(mount.Name))
      .filter((each) => each !== ''),
  );

/** API 1.52 and newer say the health by itself as well. */
function healthOf(entry: Loose, words: StatusWords): Health {
  const said = record(entry.Health).Status;
  return said === 'starting' || said === 'healthy' || said === 'unhealthy' ? said : words.health;
}

const ENDED: ReadonlySet<ContainerState> = new Set(['exited', 'dead', 'restarting']);
const ALIVE: ReadonlySet<ContainerState> = new Set(['running', 'paused']);

export const isAlive = (state: ContainerState): boolean => ALIVE.has(state);
export const hasEnded = (state: ContainerState): boolean => ENDED.has(state);

/** What Slipway makes to look into an image, a volume or a network: nothing of the user's, and gone by itself within seconds. */
const LOOKERS: readonly string[] = ['files', 'probe'] satisfies readonly HelperKind[];
const isLooker = (labels: Loose): boolean => LOOKERS.includes(text(labels[HELPER_LABEL]));

/** Null for an entry without an id, or one that is not the user's. `now`: ms since the epoch by the engine's clock. */
export function readListEntry(value: unknown, now: number): ListedRow | null {
  const entry = record(value);
  const id = name(entry.Id);
  if (id === '') return null;
  const status = text(entry.Status);
  const words = readStatusWords(status);
  const state = stateOf(text(entry.State), status, words);
  const said = record(entry.Labels);
  if (isLooker(said)) return null;
  const at = words.ageMs === null ? null : now - words.ageMs;
  const row: ContainerRow = {
    id,
    name: ownName(entry.Names) || id.slice(0, 12),
    image: name(entry.Image),
    imageId: name(entry.ImageID),
    command: cut(text(entry.Command), ROW_TEXT_LIMIT),
    created: (number(entry.Created) ?? 0) * 1000,
    state,
    health: isAlive(state) ? healthOf(entry, words) : 'none',
    exitCode: hasEnded(state) ? words.exitCode : null,
    startedAt: isAlive(state) ? at : null,
    finishedAt: hasEnded(state) ? at : null,
    timesExact: !isAlive(state) && !hasEnded(state),
    ports: ports(entry.Ports),
    project: label(said, 'com.docker.compose.project'),
    service: label(said, 'com.docker.compose.service'),
    labels: labels(said),
    networks: networks(entry),
    volumes: volumes(entry.Mounts),
    pending: null,
  };
  return { row, resolutionMs: words.resolutionMs };
}

/** The rows of a `/containers/json` answer; null when it is not a list at all. */
export function readList(json: unknown, now: number): readonly ListedRow[] | null {
  if (!Array.isArray(json)) return null;
  return json.map((entry) => readListEntry(entry, now)).filter((row) => row !== null);
}
