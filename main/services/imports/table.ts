import type { ImportItem, ImportRun } from '../../contract/imports';
import type { RowChange } from '../../contract/rows';
import { createTold } from '../engine/told-rows';

/** Often enough for an eye. */
const EVERY_MS = 200;
/** The rate is of the last few seconds. */
const SMOOTHING = 0.3;
const SAMPLE_MS = 1_000;

const OVER = new Set<ImportItem['state']>(['done', 'skipped', 'failed', 'cancelled']);
export const isOver = ({ state }: Pick<ImportItem, 'state'>): boolean => OVER.has(state);

/** The run and its items as pages see them; one run at a time. */
export interface ImportTable {
  run(): ImportRun | null;
  items(): readonly ImportItem[];
  begin(run: Pick<ImportRun, 'id' | 'source' | 'target' | 'startedAt' | 'total'>, items: readonly ImportItem[]): void;
  set(id: string, change: Partial<ImportItem>): void;
  moved(bytes: number): void;
  end(state: ImportRun['state'], at: number): void;
  clear(): void;
  onChange(listener: () => void): () => void;
  watch(signal: AbortSignal): AsyncGenerator<RowChange<ImportItem>, void, undefined>;
}

/** Bytes a second, smoothed; `tick` is told the bytes so far. */
function createRate(now: () => number) {
  let since = now();
  let before = 0;
  let rate: number | null = null;
  return {
    tick(bytes: number): number | null {
      const ms = now() - since;
      if (ms < SAMPLE_MS) return rate;
      const current = ((bytes - before) * SAMPLE_MS) / ms;
      rate = rate === null ? current : rate + (current - rate) * SMOOTHING;
      since = now();
      before = bytes;
      return rate;
    },
  };
}

export function createImportTable(now: () => number = Date.now): ImportTable {
  const listeners = new Set<() => void>();
  const items = new Map<string, ImportItem>();
  let run: Omit<ImportRun, 'counts'> | null = null;
  let rate = createRate(now);
  let timer: NodeJS.Timeout | null = null;
  const tell = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    for (const listener of [...listeners]) listener();
  };
  const tellSoon = (): void => {
    timer ??= setTimeout(tell, EVERY_MS).unref();
  };
  const counts = (): ImportRun['counts'] => {
    const all = [...items.values()];
    return {
      all: all.length,
      over: all.filter(isOver).length,
      failed: all.filter(({ state }) => state === 'failed').length,
    };
  };
  const onChange = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    run: () => (run === null ? null : { ...run, counts: counts() }),
    items: () => [...items.values()],
    begin(begun, all) {
      items.clear();
      for (const item of all) items.set(item.id, item);
      rate = createRate(now);
      run = { ...begun, state: 'running', bytes: 0, rate: null, endedAt: null };
      tell();
    },
    set(id, change) {
      const item = items.get(id);
      if (item !== undefined) items.set(id, { ...item, ...change });
      tellSoon();
    },
    moved(bytes) {
      if (run === null) return;
      const moved = run.bytes + bytes;
      run = { ...run, bytes: moved, rate: rate.tick(moved) };
      tellSoon();
    },
    end(state, at) {
      if (run !== null) run = { ...run, state, rate: null, endedAt: at };
      tell();
    },
    clear() {
      items.clear();
      run = null;
      tell();
    },
    onChange,
    watch: (signal) => watchItems(() => [...items.values()], onChange, signal),
  };
}

async function* watchItems(
  read: () => readonly ImportItem[],
  onChange: ImportTable['onChange'],
  signal: AbortSignal,
): AsyncGenerator<RowChange<ImportItem>, void, undefined> {
  const told = createTold<ImportItem>(({ id }) => id);
  let wake: () => void = () => undefined;
  let changed = true;
  const note = (): void => {
    changed = true;
    wake();
  };
  const stop = onChange(note);
  signal.addEventListener('abort', note, { once: true });
  try {
    changed = false;
    yield { type: 'reset' };
    yield* told(read());
    yield { type: 'synced' };
    while (!signal.aborted) {
      if (changed) {
        changed = false;
        yield* told(read());
      } else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    stop();
  }
}
