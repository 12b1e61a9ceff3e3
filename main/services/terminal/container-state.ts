import * as v from 'valibot';
import { containerPath } from '../engine/container-path';
import { EngineError, type EngineClient } from '../engine/types';
import { say } from '../../../texts/say';

const text = v.fallback(v.string(), '');
const flag = v.fallback(v.boolean(), false);

const inspected = v.object({
  Id: text,
  Name: text,
  Image: text,
  State: v.fallback(
    v.object({ Running: flag, Paused: flag, StartedAt: text, ExitCode: v.fallback(v.nullable(v.number()), null) }),
    { Running: false, Paused: false, StartedAt: '', ExitCode: null },
  ),
  Config: v.fallback(
    v.object({ Tty: flag, OpenStdin: flag, StdinOnce: flag, User: text, WorkingDir: text }),
    ...[{ Tty: false, OpenStdin: false, StdinOnce: false, User: '', WorkingDir: '' }],
  ),
});
export type Inspected = v.InferOutput<typeof inspected>;

/** Rejects with EngineError. */
export async function inspectContainer(client: EngineClient, id: string, signal?: AbortSignal): Promise<Inspected> {
  const request = { method: 'GET', path: containerPath(id, 'json'), ...(signal && { signal }) } as const;
  const parsed = v.safeParse(inspected, await client.json(request));
  if (!parsed.success) throw new EngineError('malformed', say('What the engine says of the container cannot be read.'));
  return parsed.output;
}

export const isNotFound = (error: unknown): boolean => error instanceof EngineError && error.status === 404;

/** What there is now of what ran before: `null` where the same run goes on. */
export type Fate = {
  readonly why: 'stopped' | 'restarted' | 'removed' | 'lost';
  readonly exitCode: number | null;
} | null;

/** @param startedAt Of the run that is asked about. Never rejects. */
export async function fateOf(client: EngineClient, id: string, startedAt: string): Promise<Fate> {
  try {
    const { State } = await inspectContainer(client, id);
    if (!State.Running) return { why: 'stopped', exitCode: State.ExitCode };
    return State.StartedAt === startedAt ? null : { why: 'restarted', exitCode: null };
  } catch (error) {
    return { why: isNotFound(error) ? 'removed' : 'lost', exitCode: null };
  }
}

/** The name without its slash, where it is one; else the id. */
export const nameOf = ({ Name, Id }: Inspected): string =>
  /^\/[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(Name) ? Name.slice(1) : Id.slice(0, 12);
