import {
  type EngineClient,
  EngineError,
  type EngineEvent,
  type EngineRequest,
  type FeedListener,
} from '../../engine/types';

/** A container of the model. */
export interface Modelled {
  readonly id: string;
  name: string;
  state: 'created' | 'running' | 'paused' | 'exited';
  health: 'none' | 'starting' | 'healthy' | 'unhealthy';
  exitCode: number;
  /** ms since the epoch. */
  startedAt: number;
  finishedAt: number;
  image: string;
}

/** How the next list request goes. */
export interface Course {
  /** ms until the engine looks, and from then until its answer is in. */
  readonly lookMs: number;
  readonly answerMs: number;
  readonly outcome: 'answer' | 'fail' | 'garbage';
}

/** An engine in memory whose answers and events take the time the test says, by the (faked) clock. */
export interface ModelEngine {
  readonly containers: Map<string, Modelled>;
  /** Requests made, as `METHOD /path` or `GET /containers/json <n>` with the number of ids asked for (`all`). */
  readonly requests: string[];
  /** Begins a connection: calls `connected`. */
  connect(): void;
  cut(): void;
  /**
   * Tells the event after `delayMs` unless the connection is cut by then. What changed is in lists `lagMs` from now, as
   * an engine serves them from a copy; what is deleted is gone from them at once.
   */
  tell(action: string, id: string, delayMs: number, attributes?: Readonly<Record<string, string>>): void;
  raw(event: EngineEvent): void;
}

const HOUR = 3_600_000;

export const rounded = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds < 60) return seconds === 1 ? '1 second' : `${String(seconds)} seconds`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return minutes === 1 ? 'About a minute' : `${String(minutes)} minutes`;
  const hours = Math.floor(ms / HOUR + 0.5);
  return hours === 1 ? 'About an hour' : `${String(hours)} hours`;
};

function statusOf(container: Modelled): string {
  const { state, health } = container;
  if (state === 'created') return 'Created';
  if (state === 'exited')
    return `Exited (${String(container.exitCode)}) ${rounded(Date.now() - container.finishedAt)} ago`;
  const suffix = health === 'none' ? '' : ` (${health === 'starting' ? 'health: starting' : health})`;
  return `Up ${rounded(Date.now() - container.startedAt)}${state === 'paused' ? ' (Paused)' : suffix}`;
}

export const entryOf = (container: Modelled): object => ({
  Id: container.id,
  Names: [`/${container.name}`],
  Image: container.image,
  ImageID: `sha256:${container.image}`,
  Command: 'sleep 1000',
  Created: 1_700_000_000,
  State: container.state,
  Status: statusOf(container),
  Ports: [],
  Labels: {},
  NetworkSettings: { Networks: { bridge: {} } },
  Mounts: [],
});

const inspectOf = (container: Modelled): object => ({
  Id: container.id,
  State: {
    Running: container.state === 'running' || container.state === 'paused',
    StartedAt: container.startedAt === 0 ? '0001-01-01T00:00:00Z' : new Date(container.startedAt).toISOString(),
    FinishedAt: container.finishedAt === 0 ? '0001-01-01T00:00:00Z' : new Date(container.finishedAt).toISOString(),
    ExitCode: container.exitCode,
  },
});

const idsOf = (request: EngineRequest): readonly string[] | null => {
  const filters = request.query?.filters;
  if (typeof filters !== 'object' || !('id' in filters) || !Array.isArray(filters.id)) return null;
  return filters.id.map(String);
};

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Shelf {
  readonly containers: ReadonlyMap<string, Modelled>;
  /** What lists are served from. */
  readonly copy: ReadonlyMap<string, Modelled>;
  readonly requests: string[];
}

function clientOf({ containers, copy, requests }: Shelf, next: () => Course): EngineClient {
  const answerList = async (request: EngineRequest): Promise<unknown> => {
    const ids = idsOf(request);
    requests.push(`GET /containers/json ${ids === null ? 'all' : String(ids.length)}`);
    const { lookMs, answerMs, outcome } = next();
    await later(lookMs);
    const there = [...copy.values()].filter(({ id }) => containers.has(id) && (ids?.includes(id) ?? true)).map(entryOf);
    await later(answerMs);
    if (outcome === 'fail') throw new EngineError('refused', 'the model fails', 500);
    return outcome === 'garbage' ? { message: 'not a list' } : there;
  };
  const other = async (request: EngineRequest): Promise<unknown> => {
    requests.push(`${request.method} ${request.path}`);
    await later(1);
    const container = containers.get(request.path.split('/')[2] ?? '');
    if (container === undefined) throw new EngineError('refused', 'No such container', 404);
    return inspectOf(container);
  };
  const json = (request: EngineRequest): Promise<unknown> =>
    request.path === '/containers/json' ? answerList(request) : other(request);
  const no = () => Promise.reject(new EngineError('refused', 'not modelled', 501));
  return { json, text: async (request) => JSON.stringify(await json(request)), stream: no, hijack: no };
}

/** `next` says how each list request goes. An answer under way comes even after its connection was cut. */
export function createModelEngine(listener: FeedListener, next: () => Course, lagMs = 0): ModelEngine {
  const containers = new Map<string, Modelled>();
  const copy = new Map<string, Modelled>();
  const requests: string[] = [];
  let epoch: AbortController | null = null;

  const client = clientOf({ containers, copy, requests }, next);
  const deliver = (event: EngineEvent, delayMs: number): void => {
    const at = epoch;
    const now = (): void => {
      if (at !== null && !at.signal.aborted) listener.event(event);
    };
    if (delayMs === 0) now();
    else setTimeout(now, delayMs);
  };

  return {
    containers,
    requests,
    connect() {
      epoch?.abort();
      epoch = new AbortController();
      listener.connected(client, epoch.signal);
    },
    cut() {
      epoch?.abort();
      epoch = null;
      listener.disconnected();
    },
    tell(action, id, delayMs, attributes = {}) {
      const appear = (): void => {
        const container = containers.get(id);
        if (container !== undefined) copy.set(id, { ...container });
      };
      // Creating is answered only when it is in the copy.
      if (lagMs === 0 || action === 'create') appear();
      else setTimeout(appear, lagMs);
      deliver({ type: 'container', action, id, attributes, timeMs: Date.now() }, delayMs);
    },
    raw: (event) => deliver(event, 0),
  };
}
