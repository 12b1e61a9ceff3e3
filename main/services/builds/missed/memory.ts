import type { BuildStep } from '../../../contract/builds';
import type { EngineClient } from '../../engine/types';
import { openContext } from '../context/context';
import { parseDockerfile } from '../dockerfile/parse';
import type { History } from '../history/history';
import type { BuildRecord } from '../history/record';
import type { Entry } from '../runs/entry';
import { findBases } from './bases';
import { changesBetween, openSnapshots, type Snapshot, takeSnapshot } from './snapshot';
import { whyMissed } from './why';

/** Remembers what builds were made of, to say why a later one could not use their results. */
export interface Memory {
  /** Begins to look; what `why` says is better once `ready` has resolved. */
  recall(entry: Recalled): Recollection;
}

export interface Recollection {
  why(step: BuildStep, steps: readonly BuildStep[]): string;
  /** All that can be known is. Never rejects. */
  readonly ready: Promise<void>;
  /** The base images of this build. */
  bases(): Promise<ReadonlyMap<string, string>>;
  /** Remembers the context of this build. */
  keep(): Promise<void>;
}

export type Recalled = Pick<Entry, 'id' | 'wish' | 'text' | 'engine' | 'builder'> & { readonly signal: AbortSignal };

interface MemoryParts {
  readonly client: EngineClient;
  readonly history: History;
  readonly dataDir: string;
  readonly platform: NodeJS.Platform;
}

/** The newest of the same that the same builder made and that is over. */
async function previousOf({ history }: MemoryParts, recalled: Recalled): Promise<BuildRecord | null> {
  const { id, wish, engine, builder } = recalled;
  const row = (await history.rows()).find(
    (each) =>
      each.id !== id &&
      each.endedAt !== null &&
      each.engine === engine &&
      each.builder === builder &&
      each.wish.folder === wish.folder &&
      each.wish.dockerfile === wish.dockerfile &&
      each.wish.target === wish.target,
  );
  return row === undefined ? null : history.record(row.id);
}

export function createMemory(parts: MemoryParts): Memory {
  const snapshots = openSnapshots(parts.dataDir);
  const takeNow = async ({ wish, builder, signal }: Recalled): Promise<Snapshot | null> => {
    const context = await openContext({ ...wish, classic: builder === 'engine' }, parts.platform);
    return takeSnapshot(context, signal);
  };
  return {
    recall(recalled) {
      const { wish, text, builder } = recalled;
      const place = { folder: wish.folder, dockerfile: wish.dockerfile, builder };
      const now = parseDockerfile(text);
      const state = {
        known: false,
        previous: null as BuildRecord | null,
        changes: null as readonly string[] | null,
        bases: new Map<string, string>() as ReadonlyMap<string, string>,
        taken: null as Snapshot | null,
      };
      const look = async (): Promise<void> => {
        state.previous = await previousOf(parts, recalled);
        state.bases = await findBases(parts.client, now, wish);
        state.known = true;
        const last = await snapshots.load(place);
        state.taken = await takeNow(recalled);
        if (last !== null && state.taken !== null) state.changes = changesBetween(last, state.taken);
      };
      return {
        why: (step, steps) =>
          state.known ? whyMissed(step, { ...state, wish, now, steps: () => steps, changes: () => state.changes }) : '',
        // What cannot be looked at cannot be told: no fault of the build.
        ready: look().catch(() => undefined),
        bases: () => findBases(parts.client, now, wish),
        async keep() {
          if (state.taken !== null) await snapshots.save(place, state.taken);
        },
      };
    },
  };
}
