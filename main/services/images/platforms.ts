import type { ImagePlatform } from '../../contract/images';
import { cut, record, text } from '../engine/loose';
import type { EngineClient } from '../engine/types';
import { readImage } from './read';

const IN_FLIGHT = 4;
const KEPT = 20_000;
const TEXT_LIMIT = 100;

/** What an id stands for never changes: it is asked for once. */
export interface Platforms {
  /** Of those that are there. Rejects with EngineError. */
  of(client: EngineClient, ids: readonly string[], signal: AbortSignal): Promise<ImagePlatform[]>;
}

export function createPlatforms(): Platforms {
  const known = new Map<string, ImagePlatform>();
  const keep = (platform: ImagePlatform): void => {
    known.set(platform.id, platform);
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  };
  return {
    async of(client, ids, signal) {
      const waiting = ids.filter((id) => !known.has(id));
      const worker = async (): Promise<void> => {
        for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
          signal.throwIfAborted();
          const said = await readImage(client, id, signal);
          if (said === null) continue;
          const word = (key: string): string => cut(text(record(said)[key]), TEXT_LIMIT);
          keep({ id, os: word('Os'), architecture: word('Architecture'), variant: word('Variant') });
        }
      };
      await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
      return ids.flatMap((id) => known.get(id) ?? []);
    },
  };
}
