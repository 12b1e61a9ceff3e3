import { cut, list, number, record, text } from '../engine/loose';
import { type EngineClient, EngineError } from '../engine/types';

/** A port of the host that a container has, or would have if it ran. Strings are hostile and cut. */
export interface Wish {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly holds: boolean;
  readonly protocol: string;
  readonly hostPort: number;
  readonly containerPort: number;
  /** `''`: every address. */
  readonly hostIps: readonly string[];
  /** Why its last start failed, the engine's words; mostly empty. */
  readonly error: string;
}

/** A container, whether or not it publishes anything. */
export interface Known {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly running: boolean;
}

export interface Containers {
  readonly all: ReadonlyMap<string, Known>;
  readonly wishes: readonly Wish[];
}

/** What a container that is not running would publish, and why it did not start. */
export interface Bound {
  readonly bindings: readonly Pick<Wish, 'protocol' | 'hostPort' | 'containerPort' | 'hostIps'>[];
  readonly error: string;
}

/** By container; emptied for one by whatever happens to it. */
export type BoundCache = Map<string, Bound>;

const NAME_LIMIT = 300;
const ERROR_LIMIT = 2000;
const IN_FLIGHT = 4;
/** More that do not run are not looked at one by one. */
const MOST_STOPPED = 1000;
const HOLDING: ReadonlySet<string> = new Set(['running', 'paused', 'restarting']);

const isPort = (value: number | null): value is number => value !== null && value > 0 && value < 65_536;

/** All containers and the ports they have or want. Rejects with EngineError. */
export async function readContainers(
  client: EngineClient,
  cache: BoundCache,
  signal: AbortSignal,
): Promise<Containers> {
  const answer = list(await client.json({ method: 'GET', path: '/containers/json', query: { all: 1 }, signal }));
  const said = answer.map(record).filter(({ Id }) => text(Id) !== '');
  const all = new Map(said.map((each) => [text(each.Id), knownOf(each)] as const));
  const wishes = said.flatMap((each) => publishedBy(each, knownOf(each)));
  const idle = [...all.values()].filter(({ running }) => !running).slice(0, MOST_STOPPED);
  for (const id of cache.keys()) if (!all.has(id)) cache.delete(id);
  const waiting = idle.filter(({ id }) => !cache.has(id));
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const bound = await readBound(client, next.id, signal);
      if (bound !== null) cache.set(next.id, bound);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return { all, wishes: [...wishes, ...idle.flatMap((each) => wantedBy(each, cache.get(each.id)))] };
}

function knownOf(said: ReturnType<typeof record>): Known {
  const names = list(said.Names).map((name) => text(name).replace(/^\//, ''));
  const state = cut(text(said.State), NAME_LIMIT);
  return {
    id: text(said.Id),
    // Names given by links (`/other/alias`) are not its own.
    name: cut(names.find((name) => !name.includes('/')) ?? text(said.Id).slice(0, 12), NAME_LIMIT),
    state,
    running: HOLDING.has(state),
  };
}

function publishedBy(said: ReturnType<typeof record>, { id, name, state, running }: Known): readonly Wish[] {
  if (!running) return [];
  const found = new Map<string, Wish>();
  for (const port of list(said.Ports).map(record)) {
    const hostPort = number(port.PublicPort);
    const containerPort = number(port.PrivatePort);
    if (!isPort(hostPort) || !isPort(containerPort)) continue;
    const protocol = cut(text(port.Type), NAME_LIMIT);
    const key = `${protocol} ${hostPort} ${containerPort}`;
    const hostIps = [...new Set([...(found.get(key)?.hostIps ?? []), cut(text(port.IP), NAME_LIMIT)])];
    found.set(key, { id, name, state, holds: true, protocol, hostPort, containerPort, hostIps, error: '' });
  }
  return [...found.values()];
}

const wantedBy = ({ id, name, state }: Known, bound: Bound | undefined): readonly Wish[] =>
  (bound?.bindings ?? []).map((each) => ({ ...each, id, name, state, holds: false, error: bound?.error ?? '' }));

/** null: it is gone. */
async function readBound(client: EngineClient, id: string, signal: AbortSignal): Promise<Bound | null> {
  try {
    return boundOf(await client.json({ method: 'GET', path: `/containers/${encodeURIComponent(id)}/json`, signal }));
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'refused') return null;
    throw error;
  }
}

/** From inspect's answer. A port that the engine would choose, alone or from a range, is no wish. */
export function boundOf(answer: unknown): Bound {
  const said = record(answer);
  const found = new Map<string, Bound['bindings'][number]>();
  for (const [inside, bindings] of Object.entries(record(record(said.HostConfig).PortBindings))) {
    const [port = '', protocol = 'tcp'] = inside.split('/');
    for (const binding of list(bindings).map(record)) {
      const hostPort = Number(text(binding.HostPort) || Number.NaN);
      if (!Number.isInteger(hostPort) || !isPort(hostPort) || !isPort(Number(port))) continue;
      const key = `${inside} ${hostPort}`;
      const hostIps = [...new Set([...(found.get(key)?.hostIps ?? []), cut(text(binding.HostIp), NAME_LIMIT)])];
      found.set(key, { protocol: cut(protocol, NAME_LIMIT), hostPort, containerPort: Number(port), hostIps });
    }
  }
  return { bindings: [...found.values()], error: cut(text(record(said.State).Error), ERROR_LIMIT) };
}
