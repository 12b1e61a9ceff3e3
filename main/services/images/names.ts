import { EngineError } from '../engine/types';
import { ImageFault } from './fault';
import { imagePath, inspectedImage, readImage } from './read';
import type { ImageParts } from './remove';
import { say } from '../../../texts/say';

const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const HOST = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?';
const REPOSITORY = new RegExp(`^(?:${HOST}/)?${PART}(?:/${PART})*$`);
const TAG = /^\w[\w.-]{0,127}$/;
const LONGEST = 255;

export interface Reference {
  readonly repository: string;
  readonly tag: string;
}

/** Without a tag it is `latest`. Throws ImageFault `bad-reference`. */
export function parseReference(reference: string): Reference {
  const bad = (why: string): ImageFault => new ImageFault('bad-reference', reference, why);
  if (reference.includes('@')) throw bad(say('A digest cannot be given to an image: it follows from what is in it.'));
  const colon = reference.lastIndexOf(':');
  // A colon before the last slash is that of a registry's port.
  const hasTag = colon > reference.lastIndexOf('/');
  const repository = hasTag ? reference.slice(0, colon) : reference;
  const tag = hasTag ? reference.slice(colon + 1) : 'latest';
  if (!TAG.test(tag)) throw bad(say('A tag has letters, digits, "_", "." and "-", at most 128 of them.'));
  if (/[A-Z]/.test(repository.slice(repository.lastIndexOf('/') + 1)))
    throw bad(say('A repository has no capital letters.'));
  if (repository.length > LONGEST)
    throw bad(say('A repository has at most {longest} characters.', { longest: LONGEST }));
  if (!REPOSITORY.test(repository))
    throw bad(
      say('A repository is made of lower-case letters and digits, with ".", "_" and "-" between and "/" for parts.'),
    );
  if (/^[0-9a-f]{64}$/.test(repository)) throw bad(say('This would be taken for an id.'));
  return { repository, tag };
}

interface TagWish {
  readonly id: string;
  readonly reference: string;
  readonly replace: boolean;
}

/** Rejects with EngineError, or ImageFault `bad-reference` or `name-taken`. */
export async function tagImage(parts: ImageParts, { id, reference, replace }: TagWish): Promise<void> {
  const { client, recorded } = parts;
  const { repository, tag } = parseReference(reference);
  const other = await readImage(client, `${repository}:${tag}`);
  const otherId = other === null ? id : inspectedImage(other).id;
  if (otherId !== id && !replace) throw new ImageFault('name-taken', `${repository}:${tag}`, otherId);
  await recorded({ action: 'tag', image: id, reference: `${repository}:${tag}` }, () =>
    client.json({ method: 'POST', path: imagePath(id, '/tag'), query: { repo: repository, tag } }),
  );
}

/** Takes one name from an image that has others. Rejects with EngineError, or ImageFault `last-name` or `changed`. */
export async function untagImage(parts: ImageParts, { id, reference }: Omit<TagWish, 'replace'>): Promise<void> {
  const { client, recorded } = parts;
  const said = await readImage(client, id);
  if (said === null) throw new EngineError('refused', say('No such image: {id}', { id }), 404);
  const { tags, digests } = inspectedImage(said);
  if (![...tags, ...digests].includes(reference)) throw new ImageFault('changed', reference);
  if (tags.filter((tag) => tag !== reference).length === 0) throw new ImageFault('last-name', reference);
  await recorded({ action: 'remove', names: [reference], force: false }, () =>
    client.json({ method: 'DELETE', path: imagePath(reference) }),
  );
}
