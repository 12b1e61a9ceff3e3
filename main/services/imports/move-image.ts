import type { ImportWish } from '../../contract/imports';
import type { Loose } from '../engine/loose';
import { list, text } from '../engine/loose';
import { ImportFault } from './fault';
import { type ImageShape, imageShape, readImage } from './survey';
import { attempt, isAborted, itemId, movingOf, type Outcome, type Work } from './work';
import { say } from '../../../texts/say';

type Wish = ImportWish['images'][number];

/** They go as one, so that what they share goes once; not too many, as what breaks off begins anew. */
const MOST_TOGETHER = 10;

interface Known extends Wish {
  readonly shape: ImageShape;
}

/** Never rejects. */
export async function moveImages(work: Work, wishes: readonly Wish[]): Promise<void> {
  const missing: Known[] = [];
  for (const wish of wishes)
    await attempt(work, itemId('image', wish.id), async () => {
      const said = await readImage(work.source.client, wish.id, work.signal);
      if (said === null) throw new ImportFault('gone', wish.names[0] ?? wish.id);
      const image = { ...wish, shape: imageShape(said) };
      const there = await findTwin(work, image.shape, [wish.id]);
      if (there !== null) return { ...(await nameAndCheck(work, image, there)), state: 'skipped' };
      missing.push(image);
      return null;
    });
  for (const group of grouped(missing)) await moveGroup(work, group);
}

/** By their lowest layer: images that are built on one another, or on the same base. */
function grouped(images: readonly Known[]): readonly (readonly Known[])[] {
  const byBase = new Map<string, Known[][]>();
  for (const image of images) {
    const groups = byBase.get(image.shape.layers[0] ?? image.id) ?? [];
    const last = groups.at(-1);
    if (last !== undefined && last.length < MOST_TOGETHER) last.push(image);
    else groups.push([image]);
    byBase.set(image.shape.layers[0] ?? image.id, groups);
  }
  return [...byBase.values()].flat();
}

async function moveGroup(work: Work, group: readonly Known[]): Promise<void> {
  const { table, signal } = work;
  const ids = group.map(({ id }) => itemId('image', id));
  if (group.length > 1 && !signal.aborted) {
    for (const id of ids)
      table.set(id, {
        state: 'moving',
        note: say('Together with {idsCount} that share layers', { idsCount: ids.length - 1 }),
      });
    const loaded = await carry(work, group).catch(() => null);
    // One that cannot be carried must not hold up the others: then each goes by itself.
    if (loaded !== null || isAborted(signal)) {
      for (const image of group)
        await attempt(work, itemId('image', image.id), () => checkLoaded(work, image, loaded ?? []));
      return;
    }
    for (const id of ids) table.set(id, { state: 'waiting', note: '' });
  }
  for (const image of group)
    await attempt(work, itemId('image', image.id), async () => checkLoaded(work, image, await carry(work, [image])));
}

/** What the target says it loaded. */
async function carry(work: Work, images: readonly Known[]): Promise<readonly string[]> {
  const { source, target, movers } = work;
  const ids = images.map(({ id }) => id);
  const moving = movingOf(
    work,
    ids.map((id) => itemId('image', id)),
  );
  const body = await movers.saveImages(source.client, ids, moving);
  return movers.loadImages(target.client, images[0]?.names[0] ?? ids[0] ?? '', body, moving);
}

async function checkLoaded(work: Work, image: Known, loaded: readonly string[]): Promise<Outcome> {
  work.table.set(itemId('image', image.id), { state: 'checking' });
  const there = await findTwin(work, image.shape, [image.id, ...loaded]);
  if (there === null)
    throw new ImportFault('differs', image.names[0] ?? image.id, await seenOf(work, [image.id, ...loaded]));
  return nameAndCheck(work, image, there);
}

/** The image of the target with the same layers and configuration, among these names. */
async function findTwin(
  { target, signal }: Work,
  { layers, config, platform }: ImageShape,
  names: readonly string[],
): Promise<Loose | null> {
  for (const name of names) {
    const said = await readImage(target.client, name, signal);
    if (said === null) continue;
    const shape = imageShape(said);
    if (shape.config === config && shape.platform === platform && String(shape.layers) === String(layers)) return said;
  }
  return null;
}

async function seenOf({ target, signal }: Work, names: readonly string[]): Promise<string> {
  for (const name of names) {
    const said = await readImage(target.client, name, signal);
    if (said !== null)
      return say('the target has it as {text}, with other layers or settings', { text: text(said.Id) });
  }
  return say('the target does not have it');
}

async function nameAndCheck({ source, target, signal }: Work, image: Known, there: Loose): Promise<Outcome> {
  const id = text(there.Id);
  const had = new Set(list(there.RepoTags).map(text));
  const missing = image.names.filter((name) => !had.has(name));
  for (const name of missing) {
    const cut = name.lastIndexOf(':');
    const isTag = cut > name.lastIndexOf('/');
    const query = { repo: isTag ? name.slice(0, cut) : name, tag: isTag ? name.slice(cut + 1) : 'latest' };
    await target.client.json({ method: 'POST', path: `/images/${encodeURIComponent(id)}/tag`, query, signal });
  }
  const count = image.shape.layers.length;
  const layers = count === 1 ? '1 layer' : `${String(count)} layers`;
  return {
    ...{ state: 'done', checksum: id },
    note:
      id === image.id
        ? say('The same id at both ends, {layers}', { layers })
        : say('{layers} with the same digests; {name} calls it {id}', {
            layers,
            name: source.engine.name,
            id: image.id,
          }),
  };
}
