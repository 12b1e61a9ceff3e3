import type { ImageFate } from '../../contract/images';
import { list, record, text } from '../engine/loose';
import type { EngineClient } from '../engine/types';
import { HELPER_LABEL } from '../helpers/labels';
import { isUp, type User, usersWith } from './live/users';
import { type ImageFacts, nameOf, namesOf, readImages } from './read';

const CHILDREN_LIMIT = 20;

/** Containers by their image; `ancestor`: of this one, and of those built on it. Helpers are let be: they go before their image does. */
export async function readUsers(
  client: EngineClient,
  { ancestor, signal }: { readonly ancestor?: string; readonly signal?: AbortSignal },
): Promise<ReadonlyMap<string, User[]>> {
  const query = { all: 1, ...(ancestor !== undefined && { filters: { ancestor: [ancestor] } }) };
  const answer = await client.json({
    ...{ method: 'GET', path: '/containers/json', query },
    ...(signal !== undefined && { signal }),
  });
  const users = new Map<string, User[]>();
  for (const said of list(answer).map(record)) {
    if (HELPER_LABEL in record(said.Labels)) continue;
    const id = text(said.Id);
    const name = text(list(said.Names)[0]).replace(/^\//, '');
    const imageId = text(said.ImageID);
    const user = { id, name: name === '' ? id.slice(0, 12) : name, running: isUp(text(said.State)) };
    users.set(imageId, [...(users.get(imageId) ?? []), user]);
  }
  return users;
}

interface Ground {
  readonly byId: ReadonlyMap<string, ImageFacts>;
  readonly children: ReadonlyMap<string, readonly ImageFacts[]>;
  readonly users: ReadonlyMap<string, readonly User[]>;
}

function childrenOf(images: readonly ImageFacts[]): ReadonlyMap<string, ImageFacts[]> {
  const children = new Map<string, ImageFacts[]>();
  for (const image of images)
    if (image.parent !== '') children.set(image.parent, [...(children.get(image.parent) ?? []), image]);
  return children;
}

const isBlocked = (fate: ImageFate['fate']): boolean => fate === 'running' || fate === 'parent';

/**
 * What removing all of `ids` does. An image that others are built on goes with them when they all go; those that were only steps
 * on the way to what goes do too.
 */
export function fatesOf(ids: readonly string[], ground: Ground): ImageFate[] {
  const asked = new Set(ids);
  const known = new Map<string, ImageFate>();
  const fateOf = (id: string): ImageFate => {
    const there = known.get(id) ?? judge(id, ground, stays);
    known.set(id, there);
    return there;
  };
  /** Whether one that is built on another is there afterwards. */
  const stays = (image: ImageFacts): boolean => {
    if (asked.has(image.id)) return isBlocked(fateOf(image.id).fate);
    // A step without a name goes when nothing is built on it any more.
    if (namesOf(image).length > 0 || ground.users.has(image.id)) return true;
    const built = ground.children.get(image.id) ?? [];
    return built.length === 0 || built.some(stays);
  };
  return ids.map(fateOf);
}

function judge(id: string, { byId, children, users }: Ground, stays: (image: ImageFacts) => boolean): ImageFate {
  const image = byId.get(id);
  const none = { names: [], usedBy: [], moreUsers: 0, children: [], moreChildren: 0, kept: false };
  if (image === undefined) return { ...none, id, name: nameOf({ id, tags: [], digests: [] }), fate: 'gone' };
  const using = users.get(id) ?? [];
  const staying = (children.get(id) ?? []).filter(stays);
  return {
    ...{ id, name: nameOf(image), names: namesOf(image), kept: image.kept, ...usersWith(using) },
    fate: using.some(({ running }) => running)
      ? 'running'
      : staying.length > 0
        ? 'parent'
        : using.length > 0
          ? 'forced'
          : 'goes',
    children: staying.slice(0, CHILDREN_LIMIT).map((child) => ({ id: child.id, name: nameOf(child) })),
    moreChildren: Math.max(0, staying.length - CHILDREN_LIMIT),
  };
}

/** As the engine has it at this moment. Rejects with EngineError. */
export async function planRemoval(client: EngineClient, ids: readonly string[], signal: AbortSignal) {
  const [images, users] = await Promise.all([readImages(client, true, signal), readUsers(client, { signal })]);
  const byId = new Map(images.map((image) => [image.id, image] as const));
  return fatesOf(ids, { byId, children: childrenOf(images), users });
}
