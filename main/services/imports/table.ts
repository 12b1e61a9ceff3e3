import type { ImportItem, ImportRun } from '../../contract/imports';
import type { RowChange } from '../../contract/rows';
import { createRate } from './rate';
import { watchTold } from '../engine/told-rows';

/** Often enough for an eye. */
const EVERY_MS = 200;

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

/** Tells of changes: at once, or a few times a second. */
function createTeller() {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;
  const tell = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    for (const listener of [...listeners]) listener();
  };
  return {
    tell,
    tellSoon: (): void => {
      timer ??= setTimeout(tell, EVERY_MS).unref();
    },
    onChange(this: void, listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** All of them, those that are over, and those that failed. */
function countsOf(items: readonly ImportItem[]): ImportRun['counts'] {
  return {
    all: items.length,
    over: items.filter(isOver).length,
    failed: items.filter(({ state }) => state === 'failed').length,
  };
}

export function createImportTable(now: () => number = Date.now): ImportTable {
  const { tell, tellSoon, onChange } = createTeller();
  const items = new Map<string, ImportItem>();
  let run: Omit<ImportRun, 'counts'> | null = null;
  let rate = createRate(now);
  return {
    run: () => (run === null ? null : { ...run, counts: countsOf([...items.values()]) }),
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
    watch: (signal) => watchTold({ read: () => [...items.values()], keyOf: ({ id }) => id, onChange }, signal),
  };
}
