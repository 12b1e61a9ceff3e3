import type { SearchResult } from '../../contract/registries';
import { cut, list, number, record, text } from '../engine/loose';
import { EngineError, type EngineClient } from '../engine/types';
import { faultOfEngineWords } from '../registry/engine-words';
import { RegistryFault } from '../registry/faults';
import { DOCKER_HUB } from '../registry/reference';

export const SEARCH_LIMIT = 50;
const TIMEOUT_MS = 30_000;
const TEXT = 1000;

/** As the engine finds it on Docker Hub. Rejects with EngineError, or RegistryFault where Docker Hub is what failed. */
export async function searchHub(client: EngineClient, term: string, signal: AbortSignal): Promise<SearchResult[]> {
  const query = { term, limit: SEARCH_LIMIT };
  const request = { method: 'GET', path: '/images/search', query, timeoutMs: TIMEOUT_MS, signal } as const;
  const answer = await client.json(request).catch((error: unknown) => {
    const data =
      error instanceof EngineError && error.kind === 'refused' ? faultOfEngineWords(error.message, DOCKER_HUB) : null;
    throw data === null ? error : new RegistryFault(data);
  });
  return list(answer)
    .slice(0, SEARCH_LIMIT)
    .map((value) => {
      const { name, description, star_count: stars, is_official: official } = record(value);
      return {
        name: cut(text(name), TEXT),
        description: cut(text(description), TEXT),
        stars: number(stars) ?? 0,
        official: official === true,
      };
    })
    .filter(({ name }) => name !== '');
}
