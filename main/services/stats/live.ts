import type { LiveBatch, Looking, Sample, Standing } from '../../contract/stats';

/** Two and a half minutes of the detail pace. */
const MOST_SAMPLES = 150;
/** Samples of a container that nobody looks at any more, for whoever comes back. */
const KEPT_MS = 60_000;
/** Samples in one message. */
const BATCH_SAMPLES = 2_000;

interface Recent {
  readonly samples: Sample[];
  standing: Standing | null;
  /** `performance.now` when somebody last looked. */
  seenAt: number;
}

interface Looker {
  readonly ids: ReadonlySet<string>;
  readonly pace: Looking['pace'];
  readonly dirty: Set<string>;
  wake: () => void;
}

/** Who looks at which containers, and the samples of the last minutes for them. */
export interface Live {
  watch(looking: Looking, signal: AbortSignal): AsyncGenerator<LiveBatch, void, undefined>;
  /** Those that are looked at in this pace and in no faster one. */
  wanted(pace: Looking['pace']): readonly string[];
  add(id: string, sample: Sample, standing: Standing): void;
}

export interface LiveOptions {
  /** Somebody looks at more, or fewer. */
  readonly onInterest: () => void;
  /** What is known of a container that nobody looked at so far, oldest first. */
  readonly seed: (id: string) => readonly Sample[];
}

export function createLive({ onInterest, seed }: LiveOptions): Live {
  const lookers = new Set<Looker>();
  const recent = createRecents(seed, (id) => [...lookers].some(({ ids }) => ids.has(id)));

  const enter = (looker: Looker): void => {
    lookers.add(looker);
    recent.look(looker.ids);
    onInterest();
  };
  const leave = (looker: Looker): void => {
    lookers.delete(looker);
    recent.look(looker.ids);
    recent.forgetOld();
    onInterest();
  };

  return {
    async *watch({ wanted, pace }, signal) {
      const after = new Map(wanted.map(({ id, after: newest }) => [id, newest]));
      const ids = new Set(after.keys());
      const looker: Looker = { ids, pace, dirty: new Set(ids), wake: () => undefined };
      const wake = (): void => looker.wake();
      signal.addEventListener('abort', wake, { once: true });
      enter(looker);
      try {
        while (!signal.aborted) {
          const batch = nextBatch(looker.dirty, after, recent.get);
          if (batch.length > 0) yield batch;
          else await new Promise<void>((resolve) => (looker.wake = resolve));
        }
      } finally {
        signal.removeEventListener('abort', wake);
        leave(looker);
      }
    },
    wanted(pace) {
      const fast = new Set([...lookers].flatMap((looker) => (looker.pace === 'detail' ? [...looker.ids] : [])));
      if (pace === 'detail') return [...fast];
      return [...new Set([...lookers].flatMap(({ ids }) => [...ids]))].filter((id) => !fast.has(id));
    },
    add(id, sample, standing) {
      if (!recent.add(id, sample, standing)) return;
      for (const looker of lookers) {
        if (!looker.ids.has(id)) continue;
        looker.dirty.add(id);
        looker.wake();
      }
    },
  };
}

/** The last samples of what is looked at, or was a moment ago. */
function createRecents(seed: LiveOptions['seed'], isSeen: (id: string) => boolean) {
  const recent = new Map<string, Recent>();
  return {
    get: (id: string): Recent | undefined => recent.get(id),
    look(ids: Iterable<string>): void {
      const now = performance.now();
      for (const id of ids) {
        const known = recent.get(id);
        if (known !== undefined) known.seenAt = now;
        else recent.set(id, { samples: [...seed(id)], standing: null, seenAt: now });
      }
    },
    forgetOld(): void {
      const now = performance.now();
      for (const [id, { seenAt }] of recent) if (now - seenAt > KEPT_MS && !isSeen(id)) recent.delete(id);
    },
    /** False: nobody looks at it. */
    add(id: string, sample: Sample, standing: Standing): boolean {
      const known = recent.get(id);
      if (known === undefined) return false;
      known.samples.push(sample);
      known.samples.splice(0, known.samples.length - MOST_SAMPLES);
      known.standing = standing;
      return true;
    },
  };
}

/** What a reader does not have yet; it is taken for sent. */
function nextBatch(
  dirty: Set<string>,
  after: Map<string, number>,
  recentOf: (id: string) => Recent | undefined,
): LiveBatch {
  const batch: LiveBatch = [];
  let count = 0;
  for (const id of dirty) {
    if (count >= BATCH_SAMPLES) break;
    dirty.delete(id);
    const newest = after.get(id) ?? 0;
    const known = recentOf(id);
    const samples = known?.samples.filter(({ at }) => at > newest) ?? [];
    const last = samples.at(-1);
    if (known === undefined || last === undefined) continue;
    after.set(id, last.at);
    count += samples.length;
    batch.push({ id, samples, standing: known.standing });
  }
  return batch;
}
