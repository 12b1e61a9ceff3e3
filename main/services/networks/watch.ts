import type { RowChange } from '../../contract/rows';
import type { NetworkRow, Sandbox } from '../../contract/networks';
import { watchRows } from '../engine/live-rows';
import type { Engine, EngineClient, EngineEvent, FeedListener } from '../engine/types';
import { type Member, readMembers, readNetworks, readSandboxes } from './rows';

interface Whole {
  readonly networks: readonly NetworkRow[];
  readonly members: readonly Member[];
}

/** Rejects with EngineError. */
export async function readWhole(client: EngineClient, signal?: AbortSignal): Promise<Whole> {
  const abort = signal === undefined ? {} : { signal };
  const [networks, containers] = await Promise.all([
    client.json({ method: 'GET', path: '/networks', ...abort }),
    client.json({ method: 'GET', path: '/containers/json', query: { all: 1 }, ...abort }),
  ]);
  const members = readMembers(containers);
  return { members, networks: readNetworks(networks, members) };
}

/** Of containers: what makes, ends, names or publishes one. */
const ACTIONS: ReadonlySet<string> = new Set([
  ...['create', 'destroy', 'start', 'die', 'pause', 'unpause', 'rename', 'restart', 'stop'],
]);

const concerns = ({ type, action }: EngineEvent): boolean =>
  type === 'network' || (type === 'container' && ACTIONS.has(action));

type Watched<R> = AsyncGenerator<RowChange<R>, void, undefined>;
type Asking = Pick<Engine, 'client' | 'subscribe'>;

/** The engine says that a container joined or left a network a moment before its own list of containers does. */
const ECHOES_MS: readonly number[] = [250, 1500];

/** Podman tells of no network that is made or removed: what Slipway did is told to who looks, whatever the engine says of it. */
export interface Changed {
  readonly wakes: Set<() => void>;
  readonly tell: () => void;
}

export function createChanged(): Changed {
  const wakes = new Set<() => void>();
  return { wakes, tell: () => wakes.forEach((wake) => wake()) };
}

/** The same engine; such an event is told again when the list must have it. */
const echoing = (engine: Asking, { wakes }: Changed): Asking => ({
  client: engine.client,
  subscribe(listener: FeedListener) {
    const timers = new Set<NodeJS.Timeout>();
    const echo = (event: EngineEvent, ms: number): void => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        listener.event(event);
      }, ms).unref();
      timers.add(timer);
    };
    const wake = (): void =>
      listener.event({ type: 'network', action: 'changed', id: '', attributes: {}, timeMs: Date.now() });
    wakes.add(wake);
    const stop = engine.subscribe({
      connected: (...args) => listener.connected(...args),
      disconnected: () => listener.disconnected(),
      event(event) {
        listener.event(event);
        if (event.action === 'connect' || event.action === 'disconnect') for (const ms of ECHOES_MS) echo(event, ms);
      },
    });
    return () => {
      stop();
      wakes.delete(wake);
      for (const timer of timers) clearTimeout(timer);
    };
  },
});

export const watchNetworks = (engine: Asking, changed: Changed, signal: AbortSignal): Watched<NetworkRow> =>
  watchRows(
    echoing(engine, changed),
    { keyOf: ({ id }) => id, concerns, read: async (client, over) => (await readWhole(client, over)).networks },
    signal,
  );

export const watchSandboxes = (engine: Asking, changed: Changed, signal: AbortSignal): Watched<Sandbox> =>
  watchRows(
    echoing(engine, changed),
    {
      ...{ keyOf: ({ id }) => id, concerns },
      read: async (client, over) => {
        const { members, networks } = await readWhole(client, over);
        return readSandboxes(members, networks);
      },
    },
    signal,
  );
