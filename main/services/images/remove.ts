import type { ImageRemoval, RemovalTarget } from '../../contract/images';
import { list, record } from '../engine/loose';
import type { EngineClient } from '../engine/types';
import { ImageFault } from './fault';
import { readUsers } from './plan';
import { imagePath, inspectedImage, namesOf, readImage, readImages } from './read';
import type { Recorded } from './recorded';
import { say } from '../../../texts/say';

export interface ImageParts {
  readonly client: EngineClient;
  readonly recorded: Recorded;
}

const SLOW_MS = 300_000;

interface Wish {
  readonly targets: readonly RemovalTarget[];
  readonly force: boolean;
}

const words = (error: unknown): string =>
  error instanceof ImageFault ? error.detail : error instanceof Error ? error.message : String(error);

/** One by one: what others are built on comes after them. Never rejects; what cannot be done is told of that one. */
export async function* removeImages(
  parts: ImageParts,
  { targets, force }: Wish,
  signal: AbortSignal,
): AsyncGenerator<ImageRemoval, void, undefined> {
  for (const target of await childrenFirst(parts.client, targets)) {
    const { id } = target;
    if (signal.aborted) {
      yield { id, outcome: 'skipped', message: '', deleted: 0 };
      continue;
    }
    yield { id, outcome: 'removing', message: '', deleted: 0 };
    try {
      const { deleted, isGone } = await removeOne(parts, target, force);
      yield { id, outcome: isGone ? 'done' : 'untagged', message: '', deleted };
    } catch (error) {
      yield { id, outcome: 'failed', message: words(error), deleted: 0 };
    }
  }
}

/** As they are where the list cannot be read: each is told by itself then. */
async function childrenFirst(client: EngineClient, targets: readonly RemovalTarget[]): Promise<RemovalTarget[]> {
  const images = targets.length < 2 ? [] : await readImages(client, true).catch(() => []);
  const parents = new Map(images.map(({ id, parent }) => [id, parent] as const));
  const depth = (id: string): number => {
    const seen = new Set<string>();
    for (let at = id; at !== '' && !seen.has(at); at = parents.get(at) ?? '') seen.add(at);
    return seen.size;
  };
  const deep = targets.map((target) => ({ target, depth: depth(target.id) }));
  return deep.sort((a, b) => b.depth - a.depth).map(({ target }) => target);
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

interface Removed {
  readonly deleted: number;
  /** Not only its names. */
  readonly isGone: boolean;
}

/**
 * By each of its names, as the engine refuses several at once unless it is forced; and not begun at all where the last of them
 * would be refused.
 */
async function removeOne({ client, recorded }: ImageParts, target: RemovalTarget, force: boolean): Promise<Removed> {
  const { id } = target;
  const said = await readImage(client, id);
  if (said === null) return { deleted: 0, isGone: true };
  const names = namesOf(inspectedImage(said));
  if (!same(names, target.names))
    throw new ImageFault('changed', id, say('Its names are others than when it was listed. It was left alone.'));
  const using = (await readUsers(client, { ancestor: id })).get(id) ?? [];
  const forced = using.length > 0 && force && !using.some(({ running }) => running);
  if (using.length > 0 && !forced) {
    const users = using.map((user) => user.name).join(', ');
    throw new ImageFault('in-use', id, say('It is used by {users}. It was left alone.', { users }));
  }
  const wanted = names.length === 0 || forced ? [id] : names;
  const query = forced ? { force: true } : {};
  return recorded({ action: 'remove', names: wanted, force: forced }, async () => {
    let deleted = 0;
    let isGone = false;
    for (const name of wanted) {
      const answer = await client.json({ method: 'DELETE', path: imagePath(name), query, timeoutMs: SLOW_MS });
      const ids = list(answer).map((each) => record(each).Deleted);
      deleted += ids.filter((each) => each !== undefined).length;
      isGone ||= ids.includes(id);
    }
    return { deleted, isGone: isGone || (await readImage(client, id)) === null };
  });
}
