import * as v from 'valibot';
import { type EngineClient, EngineError } from '../engine/types';
import { normal } from './paths';
import { say } from '../../../texts/say';

const answer = v.object({
  Id: v.string(),
  Image: v.string(),
  State: v.object({ Running: v.fallback(v.boolean(), false), Paused: v.fallback(v.boolean(), false) }),
  Mounts: v.fallback(v.array(v.object({ Destination: v.string() })), []),
});

export interface Inspected {
  readonly id: string;
  /** Of its image. */
  readonly imageId: string;
  readonly running: boolean;
  /** Where volumes and host folders are mounted. */
  readonly mounts: readonly string[];
}

/** Rejects with EngineError. */
export async function inspect(client: EngineClient, id: string, signal?: AbortSignal): Promise<Inspected> {
  const path = `/containers/${encodeURIComponent(id)}/json`;
  const parsed = v.safeParse(answer, await client.json({ method: 'GET', path, ...(signal && { signal }) }));
  if (!parsed.success)
    throw new EngineError('malformed', say('What the engine says of this container cannot be read.'));
  const { Id, Image, State, Mounts } = parsed.output;
  return {
    ...{ id: Id, imageId: Image, running: State.Running && !State.Paused },
    mounts: Mounts.map(({ Destination }) => normal(Destination)),
  };
}
