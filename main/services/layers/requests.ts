import type { IncomingMessage } from 'node:http';
import type { ImageChoice } from '../../contract/layers';
import { list, number, record, text } from '../engine/loose';
import type { EngineClient } from '../engine/types';

const pathOf = (image: string): string => `/images/${encodeURIComponent(image)}`;

export interface ImageFacts {
  readonly id: string;
  /** Of its layers, as the engine counts; null: it does not say. */
  readonly size: number | null;
}

/** Rejects with EngineError. */
export async function readImageFacts(client: EngineClient, image: string, signal?: AbortSignal): Promise<ImageFacts> {
  const asked = { method: 'GET', path: `${pathOf(image)}/json` } as const;
  const facts = record(await client.json(signal === undefined ? asked : { ...asked, signal }));
  return { id: text(facts.Id) || image, size: number(facts.Size) };
}

/** The image as `docker save` has it. Rejects with EngineError. */
export const openSaved = (client: EngineClient, image: string, signal: AbortSignal): Promise<IncomingMessage> =>
  client.stream({ method: 'GET', path: `${pathOf(image)}/get`, timeoutMs: null, signal });

/** Those with a tag by it, else by their ids. Rejects with EngineError. */
export async function listChoices(client: EngineClient): Promise<ImageChoice[]> {
  const images = list(await client.json({ method: 'GET', path: '/images/json' })).map(record);
  return images
    .flatMap(({ Id, RepoTags }) => {
      const tags = list(RepoTags)
        .map(text)
        .filter((tag) => tag !== '' && tag !== '<none>:<none>');
      return (tags.length === 0 ? [text(Id)] : tags).map((name) => ({ id: text(Id), name }));
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
