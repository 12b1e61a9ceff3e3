import type { ContainerChange, ContainerRow } from '../../contract/containers';

/** `loading`: never listed yet. */
export type Freshness = 'loading' | 'synced' | 'stale';

/** What the watchers mirror. */
export interface Source {
  readonly rows: ReadonlyMap<string, ContainerRow>;
  freshness(): Freshness;
}

export interface Subscribers {
  /** These rows are new, different or gone. */
  changed(ids: Iterable<string>): void;
  freshnessChanged(): void;
  /** The rows are another engine's from now on. */
  reset(): void;
  /** Ends when `signal` is aborted. */
  watch(signal: AbortSignal): AsyncGenerator<ContainerChange, void, undefined>;
}

const ROWS_PER_BATCH = 200;
const IDS_PER_REMOVE = 1000;
/** Characters of labels in one batch, so that rows full of labels do not make one huge message. */
const LABELS_PER_BATCH = 262_144;

interface Subscriber {
  /** Ids whose row this reader does not have as it is now. Bounded by what it has and what there is. */
  readonly dirty: Set<string>;
  /** Ids this reader has. */
  readonly sent: Set<string>;
  /** It must forget all rows first. */
  reset: boolean;
  told: Freshness;
  wake: () => void;
}

const labelsWeight = (row: ContainerRow): number => {
  let weight = 0;
  for (const key in row.labels) weight += key.length + (row.labels[key]?.length ?? 0);
  return weight;
};

/** Nothing is queued: a reader that pulls gets what is different by then, so a frozen one costs nothing. */
export function createSubscribers(source: Source): Subscribers {
  const all = new Set<Subscriber>();
  const wakeAll = (): void => {
    for (const subscriber of all) subscriber.wake();
  };

  return {
    changed(ids) {
      for (const id of ids)
        for (const { dirty, sent } of all)
          if (source.rows.has(id) || sent.has(id)) dirty.add(id);
          else dirty.delete(id);
      wakeAll();
    },
    freshnessChanged: () => wakeAll(),
    reset() {
      for (const subscriber of all) {
        subscriber.dirty.clear();
        subscriber.sent.clear();
        Object.assign(subscriber, { reset: true, told: 'loading' });
      }
      wakeAll();
    },
    async *watch(signal) {
      const subscriber: Subscriber = {
        dirty: new Set(source.rows.keys()),
        sent: new Set(),
        reset: true,
        told: 'loading',
        wake: () => undefined,
      };
      const wake = (): void => subscriber.wake();
      all.add(subscriber);
      signal.addEventListener('abort', wake, { once: true });
      try {
        while (!signal.aborted) {
          const change = next(source, subscriber);
          if (change !== null) yield change;
          else await new Promise<void>((resolve) => (subscriber.wake = resolve));
        }
      } finally {
        all.delete(subscriber);
        signal.removeEventListener('abort', wake);
      }
    },
  };
}

function next(source: Source, subscriber: Subscriber): ContainerChange | null {
  if (subscriber.reset) {
    subscriber.reset = false;
    return { type: 'reset' };
  }
  const freshness = source.freshness();
  if (freshness === 'stale' && subscriber.told !== 'stale') {
    subscriber.told = 'stale';
    return { type: 'stale' };
  }
  if (subscriber.dirty.size > 0) return nextRows(source, subscriber);
  if (freshness === 'synced' && subscriber.told !== 'synced') {
    subscriber.told = 'synced';
    return { type: 'synced' };
  }
  return null;
}

function nextRows({ rows }: Source, { dirty, sent }: Subscriber): ContainerChange {
  const upsert: ContainerRow[] = [];
  const remove: string[] = [];
  let weight = 0;
  for (const id of dirty) {
    const row = rows.get(id);
    if (row === undefined) remove.push(id);
    else {
      weight += labelsWeight(row);
      upsert.push(row);
    }
    if (upsert.length >= ROWS_PER_BATCH || remove.length >= IDS_PER_REMOVE || weight >= LABELS_PER_BATCH) break;
  }
  // One kind a message: the other kind's ids stay for the next pull.
  if (remove.length > 0) {
    for (const id of remove) {
      sent.delete(id);
      dirty.delete(id);
    }
    return { type: 'remove', ids: remove };
  }
  for (const { id } of upsert) {
    sent.add(id);
    dirty.delete(id);
  }
  return { type: 'upsert', rows: upsert };
}
