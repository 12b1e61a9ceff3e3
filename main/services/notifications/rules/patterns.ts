import type { LogPattern } from '../../../contract/app-settings';
import { list, record, text } from '../../engine/loose';
import type { Engine, EngineClient, EngineEvent, FeedListener } from '../../engine/types';
import { HELPER_LABEL } from '../../helpers/labels';
import { createFinds, type FindsOptions, type Target, type Watched } from './finds';
import { matchOf } from './matching';

export interface PatternsOptions extends FindsOptions {
  readonly engine: Pick<Engine, 'subscribe'>;
  /** None: no log is read. */
  readonly patterns: () => readonly LogPattern[];
  readonly onPatterns: (listener: () => void) => () => void;
}

const COMPOSE_PROJECT = 'com.docker.compose.project';

const concerns = ({ sources }: LogPattern, { name, project }: Target): boolean =>
  sources.length === 0 || sources.includes(name) || (project !== '' && sources.includes(project));

/** Lines that hold a pattern, in the logs of what runs. @returns What ends it. */
export function watchPatterns(options: PatternsOptions): () => void {
  const { engine, patterns, onPatterns } = options;
  const finds = createFinds(options);
  let link: Link | null = null;
  let watched: readonly Watched[] = [];
  let known = '';
  let over = new AbortController();
  const since = createSince();
  const follow = (target: Target, sinceMicros: number | null): void => {
    const own = watched.filter(({ pattern }) => concerns(pattern, target));
    if (link === null || own.length === 0) return;
    const signal = AbortSignal.any([over.signal, link.epoch]);
    finds.follow(link.client, { target, watched: own, sinceMicros }, signal);
  };
  const begin = (): void => {
    over.abort();
    over = new AbortController();
    if (link === null || watched.length === 0) return;
    const { signal } = over;
    const followAll = (targets: readonly Target[]): void => {
      if (!signal.aborted) for (const target of targets) follow(target, null);
    };
    // Without a list there is a new connection soon.
    void listRunning(link.client, signal).then(followAll, () => undefined);
  };
  const read = (): void => {
    const now = JSON.stringify(patterns());
    if (now === known) return;
    known = now;
    watched = compiled(patterns());
    begin();
  };
  const listener: FeedListener = {
    connected: (client, epoch) => {
      link = { client, epoch };
      begin();
    },
    disconnected: () => (link = null),
    event: (event) => {
      const micros = since(event);
      const target = startedIn(event);
      if (target !== null) follow(target, micros);
    },
  };
  const stops = [engine.subscribe(listener), onPatterns(read), () => over.abort(), finds.close];
  read();
  return () => stops.forEach((stop) => stop());
}

interface Link {
  readonly client: EngineClient;
  readonly epoch: AbortSignal;
}

const compiled = (patterns: readonly LogPattern[]): readonly Watched[] =>
  patterns.flatMap((pattern) => {
    const match = matchOf(pattern);
    return match === null ? [] : [{ pattern, match }];
  });

/** A program prints before the engine tells that it was started, ms. */
const EARLY_MS = 2000;
const ENDS = 1000;

/** From when on a container's lines are of the run that an event tells of, µs; lines of the run before are not seen twice. */
function createSince(): (event: EngineEvent) => number {
  const ends = new Map<string, number>();
  return ({ type, action, id, timeMs }) => {
    const end = ends.get(id) ?? 0;
    if (type === 'container' && action === 'die') {
      ends.delete(id);
      ends.set(id, timeMs);
      const [oldest] = ends.keys();
      if (ends.size > ENDS && oldest !== undefined) ends.delete(oldest);
    }
    return Math.max(timeMs - EARLY_MS, end) * 1000;
  };
}

/** null: nothing that is to be followed was started. */
function startedIn({ type, action, id, attributes }: EngineEvent): Target | null {
  if (type !== 'container' || action !== 'start' || attributes[HELPER_LABEL] !== undefined) return null;
  return { id, name: attributes.name ?? '', project: attributes[COMPOSE_PROJECT] ?? '' };
}

async function listRunning(client: EngineClient, signal: AbortSignal): Promise<readonly Target[]> {
  const rows = list(await client.json({ method: 'GET', path: '/containers/json', signal })).map(record);
  return rows
    .filter(({ Labels }) => record(Labels)[HELPER_LABEL] === undefined)
    .map(({ Id, Names, Labels }) => ({
      id: text(Id),
      name: text(list(Names)[0]).replace(/^\//, ''),
      project: text(record(Labels)[COMPOSE_PROJECT]),
    }));
}
