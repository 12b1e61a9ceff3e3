import * as v from 'valibot';
import type { FileChange } from '../../contract/files';
import { type EngineClient, EngineError } from '../engine/types';
import { inspect } from './inspect';
import { say } from '../../../texts/say';

const KINDS = ['changed', 'added', 'deleted'] as const;
const BATCH = 2_000;

const change = v.object({ Path: v.string(), Kind: v.picklist([0, 1, 2]) });
/** null: none. */
const answer = v.nullable(v.array(change));

const byPath = (a: FileChange, b: FileChange): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** What differs from the image, as `docker diff` has it. */
export async function* changes(
  client: EngineClient,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<{ imageId: string; changes: FileChange[] }> {
  const { imageId } = await inspect(client, id, signal);
  const path = `/containers/${encodeURIComponent(id)}/changes`;
  // The engine compares layers: with many files that takes its time.
  const parsed = v.safeParse(answer, await client.json({ method: 'GET', path, signal, timeoutMs: 300_000 }));
  if (!parsed.success) throw new EngineError('malformed', say('What the engine says of the changes cannot be read.'));
  const all = (parsed.output ?? []).map(({ Path, Kind }): FileChange => ({ path: Path, kind: KINDS[Kind] }));
  all.sort(byPath);
  yield { imageId, changes: all.slice(0, BATCH) };
  for (let from = BATCH; from < all.length; from += BATCH) yield { imageId, changes: all.slice(from, from + BATCH) };
}
