import { randomUUID } from 'node:crypto';
import type { RowChange } from '../../contract/rows';
import type { StartSet, StartSetRow } from '../../contract/start-sets';
import { failureMessage } from '../engine/noted';
import { EngineError } from '../engine/types';
import { StartSetFault } from './fault';
import { createHold, type Hold } from './hold/hold';
import { createMirror } from './mirror';
import { rowsOf } from './rows';
import { createDeeds } from './run/deeds';
import { createRuns, type Runs } from './run/runs';
import { type Data, openStore, type Store } from './store';
import type { SetsEngine, StartSetsOptions } from './types';
import { watchSets } from './watch';
import { say } from '../../../texts/say';

/** A set as it is to be; `id` null: a new one. */
export type SetWish = Omit<StartSet, 'id'> & { readonly id: string | null };

/** Named sets of projects and containers of the engine in use. Reject with EngineError and StartSetFault; how runs go is told by `watch`. */
export interface StartSets {
  watch(signal: AbortSignal): AsyncGenerator<RowChange<StartSetRow>, void, undefined>;
  /** Its id, once what it holds back is held, or known not to be. */
  save(wish: SetWish): Promise<string>;
  /** What only it held has its restart policy back, as far as the engine can be reached. */
  remove(id: string): Promise<void>;
  start(id: string): void;
  stop(id: string): void;
  cancel(id: string): void;
  close(): Promise<void>;
}

/** The engine in use, or the one that was: its sets stay in sight while it is out of reach. */
function lastKey(engine: SetsEngine): () => string | null {
  let last: string | null = null;
  return () => {
    last = engine.state().status.engine?.key ?? last;
    return last;
  };
}

interface Parts {
  readonly store: Store;
  readonly runs: Runs;
  readonly hold: Hold;
  readonly keyNow: () => string | null;
}

export async function createStartSets(options: StartSetsOptions): Promise<StartSets> {
  const { engine, log, dataDir, projects } = options;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const keyNow = lastKey(engine);
  const store = await openStore(dataDir, log);
  const mirror = createMirror(options.containers, changed, log);
  const need = (): void => mirror.need(store.data().sets.some((set) => set.engine === keyNow()));
  const runs = createRuns(createDeeds(options), changed);
  const hold = createHold(options, store, changed);
  const onAny = (): void => {
    need();
    changed();
  };
  const stops = [store.onChange(onAny), engine.onState(onAny)];
  need();
  const parts: Parts = { store, runs, hold, keyNow };
  const source = {
    rows: () => rowsOf({ store, runs, hold, projects, containers: mirror.rows.values() }, keyNow()),
    freshness: () => {
      if (store.data().sets.some((set) => set.engine === keyNow())) return mirror.freshness();
      return engine.state().status.state === 'connected' ? 'synced' : 'stale';
    },
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return {
    watch: (signal) => watchSets(source, signal),
    save: (wish) => save(parts, wish),
    remove: (id) => remove(parts, id),
    start: (id) => begin(parts, engine, id, 'start'),
    stop: (id) => begin(parts, engine, id, 'stop'),
    cancel: (id) => runs.cancel(id),
    async close() {
      for (const stop of stops) stop();
      await runs.close();
      await hold.close();
      mirror.need(false);
      await store.settled();
    },
  };
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

async function save({ store, runs, hold, keyNow }: Parts, { id, ...wish }: SetWish): Promise<string> {
  const engine = keyNow();
  if (engine === null) throw new EngineError('unreachable', say('a start set is of one engine, and none is known yet'));
  if (id !== null && runs.isBusy(id)) throw new StartSetFault('busy', wish.name);
  const set = { ...wish, id: id ?? randomUUID(), engine };
  await changeData(store, wish.name, (data) => {
    const own = data.sets.filter((one) => one.engine === engine);
    if (own.some((one) => one.id !== id && sameName(one.name, wish.name)))
      throw new StartSetFault('name-taken', wish.name);
    if (id === null) return { ...data, sets: [...data.sets, set] };
    if (!own.some((one) => one.id === id)) throw new StartSetFault('gone', wish.name);
    return { ...data, sets: data.sets.map((one) => (one.id === id ? set : one)) };
  });
  // What was told of other members would be told of these.
  runs.forget(set.id);
  await hold.settle();
  return set.id;
}

async function remove({ store, runs, hold }: Parts, id: string): Promise<void> {
  const set = store.data().sets.find((one) => one.id === id);
  if (set === undefined) throw new StartSetFault('gone', '');
  if (runs.isBusy(id)) throw new StartSetFault('busy', set.name);
  await changeData(store, set.name, (data) => ({ ...data, sets: data.sets.filter((one) => one.id !== id) }));
  runs.forget(id);
  await hold.settle();
  const left = set.holdBack ? hold.unreleased() : null;
  if (left !== null) throw new StartSetFault('not-held', left.name, left.words);
}

/** Rejects with StartSetFault `not-saved` when it does not get to the disk. */
async function changeData(store: Store, name: string, update: (data: Data) => Data): Promise<void> {
  try {
    await store.change(update);
  } catch (error) {
    if (error instanceof StartSetFault) throw error;
    throw new StartSetFault('not-saved', name, failureMessage(error));
  }
}

function begin({ store, runs, keyNow }: Parts, engine: SetsEngine, id: string, verb: 'start' | 'stop'): void {
  const set = store.data().sets.find((one) => one.id === id && one.engine === keyNow());
  if (set === undefined) throw new StartSetFault('gone', '');
  const { state, reason } = engine.state().status;
  if (state !== 'connected') throw new EngineError('unreachable', reason);
  runs.begin(set, verb);
}
