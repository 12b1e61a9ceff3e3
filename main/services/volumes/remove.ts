import type { RemovalProgress } from '../../contract/volumes';
import type { EngineClient } from '../engine/types';
import type { Recorded } from './recorded';
import { removeVolume } from './requests';

export interface RemovalParts {
  readonly client: EngineClient;
  readonly recorded: Recorded;
  /** Lets go of a volume that Slipway itself holds. */
  readonly letGo: (name: string) => Promise<void>;
  /** Puts a copy into the bin; null: there is none. */
  readonly keep: KeepVolume | null;
}

/** Copies a volume into the bin, before it is deleted. Rejects when it cannot be kept whole. */
export type KeepVolume = (name: string, signal: AbortSignal) => Promise<void>;

interface RemovalWish {
  readonly names: readonly string[];
  readonly keep: boolean;
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One by one, by name: what an engine means by "prune" differs between its versions, and is never asked for. */
export async function* removeAll(
  parts: RemovalParts,
  { names, keep }: RemovalWish,
  signal: AbortSignal,
): AsyncGenerator<RemovalProgress, void, undefined> {
  for (const name of names) {
    if (signal.aborted) {
      yield { name, outcome: 'skipped', message: '' };
      continue;
    }
    try {
      if (keep && parts.keep !== null) {
        yield { name, outcome: 'keeping', message: '' };
        await parts.keep(name, signal);
      }
      yield { name, outcome: 'removing', message: '' };
      await parts.letGo(name);
      await parts.recorded({ action: 'remove', names: [name] }, () => removeVolume(parts.client, name));
      yield { name, outcome: 'done', message: '' };
    } catch (error) {
      yield { name, outcome: 'failed', message: words(error) };
    }
  }
}
