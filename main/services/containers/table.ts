import type { ContainerChange, ContainerRow } from '../../contract/containers';
import type { EngineEvent } from '../engine/types';
import { createExactTimes, type ExactTimes } from './exact-times';
import type { ListedRow } from './list';
import { createPending, type Pending, type PendingAction, type PendingEntry } from './pending';
import { sameJson } from './same';
import { createSubscribers, type Freshness } from './subscribers';

/** The rows as last known, who watches them, and our own requests under way. */
export interface Table {
  readonly rows: ReadonlyMap<string, ContainerRow>;
  readonly times: Pick<ExactTimes, 'mark' | 'distrust' | 'isDoubtful'>;
  freshness(): Freshness;
  setFreshness(freshness: Freshness): void;
  /**
   * Applies one answer: `listed` is all there is (`asked` null) or all there is of the `asked` ids. The outcome of the
   * requests in `shown` is in it.
   */
  apply(listed: readonly ListedRow[], asked: ReadonlySet<string> | null, shown: readonly PendingEntry[]): void;
  noteEvent(event: EngineEvent): void;
  noteInspect(id: string, since: ReturnType<ExactTimes['mark']>, inspected: unknown): void;
  gone(id: string): void;
  begin(id: string, action: PendingAction): PendingEntry;
  /** Answered requests (all of them when `ids` is left out) whose outcome a look begun now will show. */
  answered(ids?: Iterable<string>): readonly PendingEntry[];
  /** Forgets requests whose outcome no look at the engine will show. */
  abandon(entries: readonly PendingEntry[]): void;
  /** Forgets everything: another engine's containers come. */
  clear(): void;
  watch(signal: AbortSignal): AsyncGenerator<ContainerChange, void, undefined>;
}

/** Ids are never used again; this many destroyed ones are remembered against answers that are older than their end. */
const TOMBSTONES = 4096;

interface State {
  readonly rows: Map<string, ContainerRow>;
  /** What the rows are made from, with the times and the requests under way. */
  readonly listed: Map<string, ListedRow>;
  readonly times: ExactTimes;
  readonly pending: Pending;
  readonly tombstones: Set<string>;
}

export function createTable(): Table {
  const times = createExactTimes();
  const pending = createPending();
  const state: State = { rows: new Map(), listed: new Map(), times, pending, tombstones: new Set() };
  let freshness: Freshness = 'loading';
  const subscribers = createSubscribers({ rows: state.rows, freshness: () => freshness });
  const refreshAll = (ids: readonly string[]): void => subscribers.changed(ids.filter((id) => refresh(state, id)));

  return {
    rows: state.rows,
    times,
    freshness: () => freshness,
    setFreshness(value) {
      if (freshness === value) return;
      freshness = value;
      subscribers.freshnessChanged();
    },
    apply: (listed, asked, shown) => subscribers.changed(apply(state, listed, asked, shown)),
    noteEvent(event) {
      // Podman restores a removed container under its old id.
      state.tombstones.delete(event.id);
      times.noteEvent(event);
    },
    noteInspect(id, since, inspected) {
      if (!state.rows.has(id)) return;
      times.noteInspect(id, since, inspected);
      refreshAll([id]);
    },
    gone(id) {
      bury(state.tombstones, id);
      if (remove(state, id)) subscribers.changed([id]);
    },
    begin(id, action) {
      const entry = pending.add(id, action);
      refreshAll([id]);
      return entry;
    },
    answered: (ids) => pending.answered(ids),
    abandon(entries) {
      pending.drop(entries);
      refreshAll(entries.map(({ id }) => id));
    },
    clear() {
      for (const id of state.rows.keys()) remove(state, id);
      freshness = 'loading';
      subscribers.reset();
    },
    watch: (signal) => subscribers.watch(signal),
  };
}

/** Makes the row anew; whether it is different now. */
function refresh({ rows, listed, times, pending }: State, id: string): boolean {
  const source = listed.get(id);
  if (source === undefined) return false;
  const before = rows.get(id);
  const row = { ...times.complete(source, before), pending: pending.of(id) };
  if (sameJson(before, row)) return false;
  rows.set(id, row);
  return true;
}

/** Whether there was a row. */
function remove({ rows, listed, times, pending }: State, id: string): boolean {
  times.forget(id);
  pending.drop(pending.answered([id]));
  listed.delete(id);
  return rows.delete(id);
}

/** The ids of the rows that are new, different or gone. */
function apply(
  state: State,
  listed: readonly ListedRow[],
  asked: ReadonlySet<string> | null,
  shown: readonly PendingEntry[],
): readonly string[] {
  state.pending.drop(shown);
  const changed: string[] = [];
  const there = new Set<string>();
  for (const each of listed) {
    const { id } = each.row;
    if (state.tombstones.has(id)) continue;
    there.add(id);
    state.listed.set(id, each);
    if (refresh(state, id)) changed.push(id);
  }
  for (const id of asked ?? [...state.rows.keys()]) if (!there.has(id) && remove(state, id)) changed.push(id);
  return changed;
}

function bury(tombstones: Set<string>, id: string): void {
  tombstones.add(id);
  const [oldest] = tombstones;
  if (tombstones.size > TOMBSTONES && oldest !== undefined) tombstones.delete(oldest);
}
