import { type EngineClient, EngineError } from '../engine/types';
import type { Reading } from './reading';
import { LONGEST_PERIOD_MS } from './rounds';
import { type Manner, takeReading } from './take';

/** The last reading of one container, and when it came, by `performance.now`. */
export interface Taken {
  readonly reading: Reading;
  readonly cameAt: number;
}

/** Above the slowest rounds' period. */
const NEW_AFTER_MS = LONGEST_PERIOD_MS + 15_000;

/** Asks the engine, at most once at a time for each container. */
export interface Sampler {
  /** Resolves when the answer is in, or there is none. Never rejects. */
  ask(id: string): Promise<void>;
  last(id: string): Taken | undefined;
  /** Nobody has asked for it lately: whoever looks now should not have to wait. */
  isNew(id: string): boolean;
  forget(keep: (id: string) => boolean): void;
}

export interface SamplerOptions {
  readonly client: () => EngineClient;
  readonly manner: () => Manner;
  /** @param before Null: there was none. */
  readonly onReading: (id: string, reading: Reading, before: Reading | null) => void;
  readonly log: (line: string) => void;
}

export function createSampler(options: SamplerOptions, signal: () => AbortSignal): Sampler {
  const taken = new Map<string, Taken>();
  const asking = new Map<string, Promise<void>>();
  const askedAt = new Map<string, number>();

  const take = async (id: string): Promise<void> => {
    const epoch = signal();
    try {
      const reading = await takeReading(options.client(), id, options.manner(), epoch);
      const before = taken.get(id)?.reading ?? null;
      if (epoch.aborted || reading === null || (before !== null && reading.at <= before.at)) return;
      taken.set(id, { reading, cameAt: performance.now() });
      options.onReading(id, reading, before);
    } catch (error) {
      // It is gone, or the engine is: both are told elsewhere.
      if (error instanceof EngineError && (error.status === 404 || error.kind !== 'refused')) return;
      options.log(`stats: ${id.slice(0, 12)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  return {
    ask(id) {
      const present = asking.get(id);
      if (present !== undefined) return present;
      askedAt.set(id, performance.now());
      const begun = take(id).finally(() => void asking.delete(id));
      asking.set(id, begun);
      return begun;
    },
    last: (id) => taken.get(id),
    isNew: (id) => performance.now() - (askedAt.get(id) ?? -Infinity) > NEW_AFTER_MS,
    forget(keep) {
      for (const map of [taken, askedAt]) for (const id of [...map.keys()]) if (!keep(id)) map.delete(id);
    },
  };
}
