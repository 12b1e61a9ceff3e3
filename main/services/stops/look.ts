import type { StopFacts, Tail } from '../../contract/stops';
import type { EngineClient } from '../engine/types';
import { adviceFor } from './advice';
import { askEvents, merged } from './asked-events';
import { causeOf } from './cause';
import type { Happening, History } from './history';
import { type Inspected, readInspected } from './inspected';
import { nextTryAt } from './restarts';
import { hintOf } from './start-failure';
import { readSurroundings } from './surroundings';
import { readTail } from './tail';
import { timelineOf } from './timeline';

export interface Looking {
  readonly client: EngineClient;
  readonly history: History;
  readonly prefix: () => string;
  readonly engineNow: () => number;
}

/** What one reader has asked already: an end's last lines and past events do not change. */
export interface Known {
  asked: readonly Happening[] | null;
  tail: { readonly of: string; readonly tail: Tail } | null;
}

const COMMAND_LIMIT = 1000;

/** What ended, so that each end is read about once; null: it goes on, and prints on. */
const endOf = ({ startedAt, finishedAt, state }: Inspected): string | null =>
  state === 'running' ? null : [state, startedAt, finishedAt].join(' ');

/** Of what runs and is well nobody asks for the last lines. */
const wantsTail = ({ state, startedAt, health }: Inspected): boolean =>
  startedAt !== null && (!['running', 'paused', 'removing'].includes(state) || health?.status === 'unhealthy');

async function tailOf(looking: Looking, inspected: Inspected, known: Known, signal: AbortSignal): Promise<Tail | null> {
  if (!wantsTail(inspected)) return null;
  const of = endOf(inspected);
  if (of !== null && known.tail?.of === of) return known.tail.tail;
  const tail = await readTail(looking.client, inspected.id, inspected.tty, signal);
  known.tail = of === null ? null : { of, tail };
  return tail;
}

/** One look at a container: all that tells why it stopped. Throws EngineError. */
export async function look(looking: Looking, id: string, known: Known, signal: AbortSignal): Promise<StopFacts> {
  const { client, history, engineNow } = looking;
  const path = `/containers/${encodeURIComponent(id)}/json`;
  const inspected = withRefusal(readInspected(await client.json({ method: 'GET', path, signal })), history);
  known.asked ??= (await askEvents(client, { id, since: inspected.createdAt ?? 0, until: engineNow() })).map(
    (each) => ({
      ...each,
      own: history.wasOwn(id, each.at),
    }),
  );
  const happenings = merged(history.of(id), known.asked);
  const tail = await tailOf(looking, inspected, known, signal);
  const evidence = { inspected, happenings, breaks: history.breaks(), ownKnownFrom: history.ownKnownFrom };
  const cause = causeOf(evidence);
  const hint = cause.kind === 'exit' && cause.code !== 0 && tail !== null ? hintOf(tail.lines) : null;
  const surroundings = await readSurroundings(client, inspected, [
    cause.kind === 'start-failed' ? cause.failure : null,
    hint,
  ]);
  return {
    ...plainFacts(inspected),
    platforms: surroundings.platforms,
    tail,
    cause,
    hint,
    advice: [...adviceFor({ inspected, cause, hint, surroundings, prefix: looking.prefix() })],
    timeline: [...timelineOf(inspected, happenings)],
    observedSince: history.since(),
  };
}

/** Some refusals of a start are not in the container's record. */
function withRefusal(inspected: Inspected, history: History): Inspected {
  const isOver = !['running', 'paused', 'restarting'].includes(inspected.state);
  return inspected.error === '' && isOver ? { ...inspected, error: history.refusedStart(inspected.id) } : inspected;
}

type PlainFacts = Omit<StopFacts, 'platforms' | 'tail' | 'cause' | 'hint' | 'advice' | 'timeline' | 'observedSince'>;

function plainFacts(inspected: Inspected): PlainFacts {
  const { id, name, image, state, exitCode, oomKilled, error, createdAt, startedAt, finishedAt } = inspected;
  return {
    ...{ id, name, image, state, exitCode, oomKilled, error, createdAt, startedAt, finishedAt },
    command: inspected.command.join(' ').slice(0, COMMAND_LIMIT),
    restart: {
      policy: inspected.policy,
      maximum: inspected.maximumRetries,
      count: inspected.restartCount,
      nextAt: nextTryAt(inspected),
    },
    memoryBytes: inspected.memoryBytes,
    health: inspected.health,
  };
}
