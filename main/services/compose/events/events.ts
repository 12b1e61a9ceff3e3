import type { ProjectEvent } from '../../../contract/compose';
import { cut } from '../../engine/loose';
import { createPause } from '../../engine/pause';
import type { Engine, EngineEvent } from '../../engine/types';

/** What the engine told of each project since Slipway runs. */
export interface Events {
  /** The last ones, then those that come. Ends with `signal`. */
  read(project: string, signal: AbortSignal): AsyncGenerator<readonly ProjectEvent[], void, undefined>;
  close(): void;
}

const KEPT = 1000;
const MOST_PROJECTS = 500;
const MOST_CONTAINERS = 20_000;
const TEXT_LIMIT = 256;
const LABEL = 'com.docker.compose.';
/** What happens inside of a running container is nothing of the project's. */
const NOISE = /^(?:exec_|top$|resize$|archive-path$|extract-to-dir$)/;

interface Ring {
  readonly events: ProjectEvent[];
  readonly listeners: Set<() => void>;
  seq: number;
}

const attribute = ({ attributes }: EngineEvent, name: string): string => cut(attributes[name] ?? '', TEXT_LIMIT);

function exitCodeOf({ action, attributes }: EngineEvent): number | null {
  const code = attributes.exitCode ?? '';
  return action === 'die' && /^\d+$/.test(code) ? Number(code) : null;
}

function createRings() {
  const rings = new Map<string, Ring>();
  const ringOf = (project: string): Ring => {
    const known = rings.get(project);
    const ring = known ?? { events: [], listeners: new Set(), seq: 0 };
    if (known === undefined && rings.size >= MOST_PROJECTS)
      for (const [name, { listeners }] of rings)
        if (listeners.size === 0) {
          rings.delete(name);
          break;
        }
    rings.set(project, ring);
    return ring;
  };
  return {
    ringOf,
    put(project: string, event: EngineEvent, service: string): void {
      const ring = ringOf(project);
      ring.seq += 1;
      const { type, action, timeMs } = event;
      const name = attribute(event, 'name') || cut(event.id, TEXT_LIMIT).slice(0, 12);
      const exitCode = exitCodeOf(event);
      ring.events.push({ seq: ring.seq, timeMs, service, type, name, action: cut(action, TEXT_LIMIT), exitCode });
      if (ring.events.length > KEPT) ring.events.shift();
      for (const listener of [...ring.listeners]) listener();
    },
    names: (): Iterable<string> => rings.keys(),
  };
}

type Put = (project: string, event: EngineEvent, service: string) => void;

/** @param ownerOf By its name, whose a network or volume is: there are no labels in their events. */
function createTake(put: Put, ownerOf: (name: string) => string | undefined): (event: EngineEvent) => void {
  /** By container: networks tell of it by its id only. */
  const containers = new Map<string, { readonly project: string; readonly service: string }>();
  const takeContainer = (event: EngineEvent): void => {
    const project = attribute(event, `${LABEL}project`);
    if (project === '' || NOISE.test(event.action)) return;
    const service = attribute(event, `${LABEL}service`);
    if (containers.size < MOST_CONTAINERS) containers.set(event.id, { project, service });
    put(project, event, service);
    if (event.action === 'destroy') containers.delete(event.id);
  };
  const takePart = (event: EngineEvent): void => {
    const member = containers.get(event.attributes.container ?? '');
    const name = event.type === 'volume' ? event.id : attribute(event, 'name');
    const project = member?.project ?? ownerOf(name);
    if (project === undefined) return;
    put(project, { ...event, attributes: { ...event.attributes, name } }, member?.service ?? '');
  };
  return (event) => {
    if (event.type === 'container') takeContainer(event);
    else if (event.type === 'network' || event.type === 'volume') takePart(event);
  };
}

/** @param names Of projects that are known otherwise. */
export function createEvents(engine: Pick<Engine, 'subscribe'>, names: () => readonly string[]): Events {
  const rings = createRings();
  /** Compose names them after their project; one project's name may be how another one's begins. */
  const ownerOf = (name: string): string | undefined =>
    [...new Set([...names(), ...rings.names()])]
      .sort((a, b) => b.length - a.length)
      .find((project) => name.startsWith(`${project}_`));
  const take = createTake((...args) => rings.put(...args), ownerOf);
  const stop = engine.subscribe({ connected: () => undefined, disconnected: () => undefined, event: take });
  return {
    async *read(project, signal) {
      const ring = rings.ringOf(project);
      const pause = createPause();
      const wake = (): void => pause.wake();
      ring.listeners.add(wake);
      let told = 0;
      try {
        for (let first = true; !signal.aborted; first = false) {
          const events = ring.events.filter(({ seq }) => seq > told);
          told = ring.seq;
          if (first || events.length > 0) yield events;
          else await pause.wait(null, signal);
        }
      } finally {
        ring.listeners.delete(wake);
      }
    },
    close: stop,
  };
}
