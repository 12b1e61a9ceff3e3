import type { MachineForward } from '../../contract/machine';
import type { PortRow, PortsCheck, PortsPlace, PortRange, WantedPort } from '../../contract/ports';
import type { RowChange } from '../../contract/rows';
import { watchRows } from '../engine/live-rows';
import type { Engine, EngineClient, EngineEvent, FeedListener } from '../engine/types';
import { type HeldPort, listListeners } from '../process/listeners';
import { checkPorts, type CheckGround, freePort } from './check';
import { createLooks, type Looks } from './inside';
import { readRanges } from './ranges';
import { rowsOf } from './rows';
import { type BoundCache, readContainers } from './wishes';

export interface PortsSurroundings {
  readonly place: PortsPlace;
  readonly ranges: PortRange[];
  readonly problem: string;
}

/** Who has which port of the host. What asks the engine rejects with EngineError. */
export interface Ports {
  watch(signal: AbortSignal): AsyncIterable<RowChange<PortRow>>;
  refresh(): void;
  surroundings(): Promise<PortsSurroundings>;
  examine(ids: readonly string[] | null, signal: AbortSignal): Promise<void>;
  check(wanted: readonly WantedPort[], exceptContainer: string | null): Promise<PortsCheck>;
  free(near: number, protocol: string): Promise<number>;
}

export interface PortsOptions {
  readonly engine: Pick<Engine, 'client' | 'subscribe' | 'state'>;
  readonly platform: NodeJS.Platform;
  /** Slipway's own machine: the key of its engine, and the ports of this computer that lead into it. */
  readonly machine: () => { readonly engineKey: string; readonly forwards: readonly MachineForward[] };
  readonly onMachine: (listener: () => void) => () => void;
}

/** A program needs a moment from its start to where it listens; what does not by then is looked at once more. */
const LOOKS_AFTER_MS = [2000, 8000] as const;
const LOOKS_IN_FLIGHT = 3;
const OVER: ReadonlySet<string> = new Set(['start', 'die', 'stop', 'destroy', 'restart', 'pause', 'unpause']);
/** Not the execs and health checks, which come by the second. */
const CONCERNS: ReadonlySet<string> = new Set([...OVER, 'create', 'rename', 'update']);
const REFRESH: EngineEvent = { type: 'slipway', action: 'refresh', id: '', attributes: {}, timeMs: 0 };

interface Ground {
  readonly options: PortsOptions;
  readonly cache: BoundCache;
  readonly looks: Looks;
  readonly listeners: Set<FeedListener>;
  /** The last look at this computer's programs, as long as nothing speaks for another: it is a walk over all of them. */
  held: Promise<Held> | null;
}

interface Held {
  readonly held: readonly HeldPort[] | null;
  /** Why not; empty where it is told, or not asked for. */
  readonly problem: string;
}

export function createPorts(options: PortsOptions): Ports {
  const ground: Ground = { options, cache: new Map(), looks: createLooks(), listeners: new Set(), held: null };
  const { engine, platform } = options;
  const never = new AbortController().signal;
  return {
    watch: (signal) => watch(ground, signal),
    refresh: () => refresh(ground),
    surroundings: () => surroundings(ground),
    examine: (ids, signal) => examine(ground, ids, signal),
    check: async (wanted, except) => checkPorts(await readGround(ground, never), wanted, except),
    free: async (near, protocol) => freePort(await readGround(ground, never), near, protocol),
  };

  async function readGround(of: Ground, signal: AbortSignal): Promise<CheckGround> {
    const [containers, { held }, ranges] = await Promise.all([
      readContainers(engine.client, of.cache, signal),
      readHeld(of),
      placeOf(options) === 'elsewhere' ? [] : readRanges(platform),
    ]);
    return { containers, held, ranges };
  }
}

/** A socket or pipe of this computer is taken to lead to an engine whose ports are this computer's. */
export function placeOf({ engine, machine }: Pick<PortsOptions, 'engine' | 'machine'>): PortsPlace {
  const used = engine.state().status.engine;
  if (used === null) return 'elsewhere';
  if (used.key === machine().engineKey) return 'machine';
  return /^(unix|npipe):/.test(used.url) ? 'here' : 'elsewhere';
}

async function readHeld({ options }: Pick<Ground, 'options'>): Promise<Held> {
  if (placeOf(options) === 'elsewhere') return { held: null, problem: '' };
  try {
    return { held: await listListeners(options.platform), problem: '' };
  } catch (error) {
    return { held: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function surroundings(ground: Ground): Promise<PortsSurroundings> {
  const place = placeOf(ground.options);
  const ranges = place === 'elsewhere' ? [] : await readRanges(ground.options.platform);
  return { place, ranges: [...ranges], problem: (await readHeld(ground)).problem };
}

/** Also what stopped containers want: no event tells of a start that failed. */
function refresh(ground: Ground): void {
  ground.cache.clear();
  ground.held = null;
  tell(ground);
}

/** Has all who watch read again what may have changed. */
function tell({ listeners }: Ground): void {
  for (const listener of [...listeners]) listener.event(REFRESH);
}

async function readRows(ground: Ground, client: EngineClient, signal: AbortSignal): Promise<readonly PortRow[]> {
  const { options, cache, looks } = ground;
  ground.held ??= readHeld(ground);
  const [containers, { held }] = await Promise.all([readContainers(client, cache, signal), ground.held]);
  const forwards = placeOf(options) === 'machine' ? options.machine().forwards : null;
  return rowsOf({ containers, held, forwards, inside: looks });
}

async function* watch(ground: Ground, signal: AbortSignal): AsyncGenerator<RowChange<PortRow>, void, undefined> {
  const { engine, onMachine } = ground.options;
  const timers = new Set<NodeJS.Timeout>();
  const subscribe: Engine['subscribe'] = (listener) => {
    const hears: FeedListener = {
      ...listener,
      connected: (client, epoch) => {
        // It may be another engine, and much may have happened.
        ground.cache.clear();
        ground.held = null;
        listener.connected(client, epoch);
      },
      event: (event) => {
        if (event.type === 'container' && CONCERNS.has(event.action)) noteContainer(ground, event, timers);
        listener.event(event);
      },
    };
    ground.listeners.add(hears);
    const stop = engine.subscribe(hears);
    return () => {
      ground.listeners.delete(hears);
      stop();
    };
  };
  // Forwards follow the engine's events by a moment, and fail and mend by themselves.
  const forwards = (): string => JSON.stringify(ground.options.machine().forwards);
  let last = forwards();
  const stopMachine = onMachine(() => {
    const next = forwards();
    if (next !== last) refresh(ground);
    last = next;
  });
  try {
    yield* watchRows(
      { client: engine.client, subscribe },
      {
        read: (client, until) => readRows(ground, client, until),
        keyOf: ({ key }) => key,
        concerns: ({ type, action }) => type === REFRESH.type || (type === 'container' && CONCERNS.has(action)),
      },
      signal,
    );
  } finally {
    stopMachine();
    for (const timer of timers) clearTimeout(timer);
  }
}

function noteContainer(ground: Ground, { id, action }: EngineEvent, timers: Set<NodeJS.Timeout>): void {
  ground.cache.delete(id);
  if (!OVER.has(action)) return;
  ground.held = null;
  ground.looks.forget(id);
  if (action !== 'start') return;
  for (const wait of LOOKS_AFTER_MS) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      examine(ground, [id], new AbortController().signal).catch(() => undefined);
    }, wait);
    timers.add(timer);
  }
}

async function examine(ground: Ground, ids: readonly string[] | null, signal: AbortSignal): Promise<void> {
  const { cache, looks, options } = ground;
  const { client } = options.engine;
  const { wishes } = await readContainers(client, cache, signal);
  const publishing = new Set(wishes.filter(({ holds }) => holds).map(({ id }) => id));
  const waiting = [...publishing].filter((id) => ids === null || ids.includes(id));
  const local = placeOf(options) === 'here';
  const worker = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined && !signal.aborted; id = waiting.pop())
      await looks.look(client, id, local);
  };
  await Promise.all(Array.from({ length: LOOKS_IN_FLIGHT }, worker));
  if (publishing.size > 0) tell(ground);
}
