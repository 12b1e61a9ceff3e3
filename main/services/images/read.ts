import { ROW_TEXT_LIMIT } from '../../contract/containers';
import type { HistoryStep, ImageRow } from '../../contract/images';
import { imageIdOf } from '../engine/image-name';
import { cut, list, type Loose, number, record, text, time } from '../engine/loose';
import { type EngineClient, EngineError } from '../engine/types';
import { isKeptImage } from '../helpers/kept';

/** A row without who uses it. */
export type ImageFacts = Omit<ImageRow, 'usedBy' | 'moreUsers'>;

/** A list of thousands is read from disk by old engines. */
const LIST_MS = 120_000;
const SECOND = 1000;
/** UTF-16 units of one command in a history. */
const STEP_LIMIT = 256 * 1024;

const names = (value: unknown): string[] =>
  list(value)
    .map((each) => cut(text(each), ROW_TEXT_LIMIT))
    .filter((name) => name !== '' && !name.startsWith('<none>'))
    // Engines tell them in any order, which must not look like a change.
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));

const labelsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record(value)).map(([key, said]) => [cut(key, ROW_TEXT_LIMIT), cut(text(said), ROW_TEXT_LIMIT)]),
  );

interface Said {
  readonly id: unknown;
  readonly parent: unknown;
  readonly created: number | null;
  readonly labels: unknown;
}

function factsOf(image: Loose, { id, parent, created, labels }: Said): ImageFacts {
  const tags = names(image.RepoTags);
  return {
    ...{ id: text(id), tags, digests: names(image.RepoDigests) },
    // Zero stands for an image that was made reproducibly, without a time.
    created: created === null || created <= 0 ? null : created,
    size: number(image.Size) ?? 0,
    parent: imageIdOf(text(parent)),
    labels: labelsOf(labels),
    kept: tags.some(isKeptImage),
  };
}

/** Rounded as the list has it: the same image must read the same in both. */
const wholeSeconds = (ms: number | null): number | null => (ms === null ? null : Math.floor(ms / SECOND) * SECOND);

/** Of `/images/json`. */
export function listedImage(said: unknown): ImageFacts {
  const image = record(said);
  const seconds = number(image.Created);
  return factsOf(image, {
    ...{ id: image.Id, parent: image.ParentId, labels: image.Labels },
    created: seconds === null ? null : seconds * SECOND,
  });
}

/** Of `/images/{name}/json`. */
export function inspectedImage(said: unknown): ImageFacts {
  const image = record(said);
  return factsOf(image, {
    ...{ id: image.Id, parent: image.Parent, labels: record(image.Config).Labels },
    created: wholeSeconds(time(image.Created)),
  });
}

/** `all`: with those that are only what others were built on. Rejects with EngineError. */
export async function readImages(client: EngineClient, all: boolean, signal?: AbortSignal): Promise<ImageFacts[]> {
  const query = all ? { all: 1 } : {};
  const answer = await client.json({
    ...{ method: 'GET', path: '/images/json', query, timeoutMs: LIST_MS },
    ...(signal !== undefined && { signal }),
  });
  return list(answer)
    .map(listedImage)
    .filter(({ id }) => id !== '');
}

export const imagePath = (name: string, rest = ''): string => `/images/${encodeURIComponent(name)}${rest}`;

/** `name`: a name or an id; null: there is none. Rejects with EngineError. */
export async function readImage(client: EngineClient, name: string, signal?: AbortSignal): Promise<unknown> {
  try {
    return await client.json({
      ...{ method: 'GET', path: imagePath(name, '/json') },
      ...(signal !== undefined && { signal }),
    });
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return null;
    throw error;
  }
}

export const inspectText = (client: EngineClient, id: string, signal: AbortSignal): Promise<string> =>
  client.text({ method: 'GET', path: imagePath(id, '/json'), signal });

export async function readHistory(client: EngineClient, id: string, signal: AbortSignal): Promise<HistoryStep[]> {
  const answer = await client.json({ method: 'GET', path: imagePath(id, '/history'), signal });
  return list(answer)
    .map(record)
    .map((step) => {
      const seconds = number(step.Created) ?? 0;
      return {
        id: text(step.Id).startsWith('<') ? '' : text(step.Id),
        created: seconds <= 0 ? null : seconds * SECOND,
        createdBy: cut(text(step.CreatedBy), STEP_LIMIT),
        comment: cut(text(step.Comment), STEP_LIMIT),
        tags: names(step.Tags),
        size: number(step.Size) ?? 0,
      };
    });
}

/** What it is called in words. */
export const nameOf = ({ id, tags, digests }: Pick<ImageFacts, 'id' | 'tags' | 'digests'>): string =>
  tags[0] ?? digests[0] ?? id.replace(/^sha256:/, '').slice(0, 12);

/** Every name it has: those pulled by digest alone have no other. */
export const namesOf = ({ tags, digests }: Pick<ImageFacts, 'tags' | 'digests'>): string[] =>
  tags.length > 0 ? tags : digests;
