import { hasDigest, repositoryOf, withTag } from '../../engine/image-name';
import { type Loose, list, record as loose, text } from '../../engine/loose';
import { type EngineClient, EngineError } from '../../engine/types';
import { HELPER_LABEL } from '../../helpers/labels';

/** A tag that containers were made with, and that the engine has. */
export interface TagInUse {
  readonly reference: string;
  readonly users: number;
  /** Of the users, those that run another image than the tag means by now. */
  readonly older: number;
  /** By which the registry knows what the engine has by this tag: `sha256:…`; empty: it never was in its registry. */
  readonly digests: readonly string[];
}

const AN_ID = /^(?:sha256:)?[0-9a-f]{12,64}$/;

/** By tag, of one list of all images. */
function tagsOf(images: readonly unknown[]) {
  const tags = new Map<string, { readonly id: string; readonly digests: readonly string[] }>();
  for (const { Id, RepoTags, RepoDigests } of images.map(loose)) {
    const known = list(RepoDigests).map(text);
    for (const tag of list(RepoTags).map(text)) {
      const repository = repositoryOf(tag);
      const own = known.filter((one) => repositoryOf(one) === repository);
      tags.set(tag, { id: text(Id), digests: own.map((one) => one.slice(one.indexOf('@') + 1)) });
    }
  }
  return tags;
}

interface User {
  /** The image it was made with, as it was said. */
  readonly said: string;
  readonly imageId: string;
}

/**
 * The list names a container's image by its id once its tag means another one; only the container itself knows the tag then.
 * null: it has gone meanwhile.
 */
async function userOf(client: EngineClient, listed: Loose, signal: AbortSignal): Promise<User | null> {
  const { Id, Image, ImageID } = listed;
  const user = { said: text(Image), imageId: text(ImageID) };
  if (!AN_ID.test(user.said)) return user;
  const path = `/containers/${encodeURIComponent(text(Id))}/json`;
  try {
    const { Config, Image: imageId } = loose(await client.json({ method: 'GET', path, signal }));
    return { said: text(loose(Config).Image), imageId: text(imageId) };
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return null;
    throw error;
  }
}

/** Sorted by reference. Rejects with EngineError. */
export async function readTagsInUse(client: EngineClient, signal: AbortSignal): Promise<readonly TagInUse[]> {
  const [containers, images] = await Promise.all([
    client.json({ method: 'GET', path: '/containers/json', query: { all: 1 }, signal }),
    client.json({ method: 'GET', path: '/images/json', signal }),
  ]);
  const tags = tagsOf(list(images));
  const others = list(containers)
    .map(loose)
    .filter(({ Labels }) => !(HELPER_LABEL in loose(Labels)));
  const users = await Promise.all(others.map((listed) => userOf(client, listed, signal)));
  const found = new Map<string, TagInUse>();
  for (const user of users) {
    // By a digest or an id it means one image for ever.
    if (user === null || user.said === '' || hasDigest(user.said) || AN_ID.test(user.said)) continue;
    const reference = withTag(user.said);
    const tag = tags.get(reference);
    if (tag === undefined) continue;
    const before = found.get(reference) ?? { reference, users: 0, older: 0, digests: tag.digests };
    const isOlder = user.imageId !== '' && user.imageId !== tag.id;
    found.set(reference, { ...before, users: before.users + 1, older: before.older + (isOlder ? 1 : 0) });
  }
  return [...found.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1));
}
