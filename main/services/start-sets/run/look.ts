import type { StartSetMember } from '../../../contract/start-sets';
import { containerPath } from '../../engine/container-path';
import { list, type Loose, number, record, text } from '../../engine/loose';
import { type EngineClient, EngineError } from '../../engine/types';
import { readNamed } from '../members';

/** A container of a member, as the engine has it at this moment. Strings are hostile. */
export interface Seen {
  readonly id: string;
  readonly name: string;
  /** Docker's: `running`, `exited` … */
  readonly state: string;
  /** '': it has no health check. */
  readonly health: string;
  readonly exitCode: number;
  readonly finishedAt: string;
  /** Why it could not start, or what its last health check said; possibly empty. */
  readonly words: string;
}

const SAID_LIMIT = 300;

const isGone = (error: unknown): boolean => error instanceof EngineError && error.status === 404;

function lastCheck(health: Loose): string {
  const said = text(record(list(health.Log).at(-1)).Output).trim();
  return said.split('\n').at(-1)?.slice(0, SAID_LIMIT) ?? '';
}

function readSeen(raw: Loose): Seen {
  const state = record(raw.State);
  const health = record(state.Health);
  const status = text(health.Status);
  const isUnwell = status === 'starting' || status === 'unhealthy';
  return {
    id: text(raw.Id),
    name: text(raw.Name).replace(/^\//, ''),
    state: text(state.Status),
    health: status === 'none' ? '' : status,
    exitCode: number(state.ExitCode) ?? 0,
    finishedAt: text(state.FinishedAt),
    words: text(state.Error) || (isUnwell ? lastCheck(health) : ''),
  };
}

/** null: there is none of this id or name. Rejects with EngineError. */
async function inspect(client: EngineClient, reference: string, signal: AbortSignal): Promise<Seen | null> {
  try {
    return readSeen(record(await client.json({ method: 'GET', path: containerPath(reference, 'json'), signal })));
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** What there is of a member. `project`: its name, where it is one. Rejects with EngineError. */
export async function lookAt(
  client: EngineClient,
  { kind, subject }: Pick<StartSetMember, 'kind' | 'subject'>,
  project: string,
  signal: AbortSignal,
): Promise<readonly Seen[]> {
  if (kind === 'container') {
    const found = await inspect(client, subject, signal);
    // The engine takes the beginning of an id for a name, too.
    return found?.name === subject ? [found] : [];
  }
  const filters = { label: [`com.docker.compose.project=${project}`] };
  const named = readNamed(
    await client.json({ method: 'GET', path: '/containers/json', query: { all: 1, filters }, signal }),
  );
  const seen: Seen[] = [];
  for (const { id } of named.filter((one) => one.project === project)) {
    const one = await inspect(client, id, signal);
    if (one !== null) seen.push(one);
  }
  return seen;
}
