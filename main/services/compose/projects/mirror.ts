import { createChanges } from '../changes';
import { createHold } from './hold';
import { createPause, pause as rest } from '../../engine/pause';
import type { Engine, EngineEvent } from '../../engine/types';
import { PROJECT_LABEL } from './members';
import { type Kind, type Policies, readEngine, type Snapshot } from './read-engine';

/** What the engine has of compose, kept up to date by its events as long as anybody holds it. */
export interface Mirror {
  /** The last known; null: nothing is known yet. */
  snapshot(): Snapshot | null;
  /** Whether the engine is out of reach, or could not be read. */
  stale(): boolean;
  /** Reads until what it gives back is called. */
  hold(): () => void;
  /** While it is held: resolves when it was read, or could not be, or with `signal`. */
  ready(signal: AbortSignal): Promise<void>;
  /** As it is now. Rejects with EngineError. */
  read(signal: AbortSignal): Promise<Snapshot>;
  onChange(listener: () => void): () => void;
}

/** Events come in bursts: it is read again at most so often, ms; and takes at most a tenth of the engine's time. */
const PERIOD_MS = 200;
const SHARE = 10;
const RETRY_MS = 2000;
const ALL: readonly Kind[] = ['container', 'network', 'volume'];
/** What changes nothing in the list. */
const WITHOUT_CHANGE =
  /^(?:exec_|top$|attach$|detach$|resize$|copy$|export$|archive-path$|extract-to-dir$|kill$|commit$)/;

/** null: nothing of ours. */
function kindOf({ type, action, attributes }: EngineEvent): Kind | null {
  if (type === 'container') return PROJECT_LABEL in attributes && !WITHOUT_CHANGE.test(action) ? 'container' : null;
  const isPart = type === 'network' || type === 'volume';
  return isPart && (action === 'create' || action === 'destroy' || action === 'remove') ? type : null;
}

/** One time of holding: reads whenever `note` says that something changed. */
interface Work {
  readonly changed: Set<Kind>;
  readonly note: (kinds: readonly Kind[]) => void;
  connected: boolean;
  count: number;
}

interface Reading {
  readonly engine: Pick<Engine, 'client' | 'subscribe'>;
  readonly policies: Policies;
  readonly before: () => Snapshot | null;
  /** Gets what was read; null: it could not be. */
  readonly set: (next: Snapshot | null) => void;
}

/** Reads all, and then whatever may have changed. @returns What ends it. */
function beginReading({ engine, policies, before, set }: Reading): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const pause = createPause();
  const note = (kinds: readonly Kind[]): void => {
    for (const kind of kinds) work.changed.add(kind);
    work.count += 1;
    pause.wake();
  };
  const work: Work = { changed: new Set(ALL), note, connected: false, count: 0 };
  const readNow = (): Promise<Snapshot | null> => {
    const changed = new Set(work.changed);
    work.changed.clear();
    if (!work.connected) return Promise.resolve(null);
    return readEngine({ client: engine.client, policies }, before(), changed, signal).catch(() => null);
  };
  const loop = async (): Promise<void> => {
    for (;;) {
      const at = work.count;
      const began = performance.now();
      const next = await readNow();
      if (signal.aborted) return;
      if (next === null) for (const kind of ALL) work.changed.add(kind);
      set(next);
      await rest(Math.max(PERIOD_MS, (performance.now() - began) * SHARE), signal);
      if (at === work.count) await pause.wait(next === null && work.connected ? RETRY_MS : null, signal);
    }
  };
  const unsubscribe = engine.subscribe(listenerOf(work, policies));
  void loop();
  return () => {
    ending.abort();
    unsubscribe();
  };
}

export function createMirror(engine: Pick<Engine, 'client' | 'subscribe'>): Mirror {
  const changes = createChanges();
  const policies: Policies = new Map();
  let known: Snapshot | null = null;
  let state: 'unread' | 'stale' | 'current' = 'unread';
  const set = (next: Snapshot | null): void => {
    state = next === null ? 'stale' : 'current';
    known = next ?? known;
    changes.tell();
  };
  const hold = createHold(() => {
    const stop = beginReading({ engine, policies, before: () => known, set });
    return () => {
      stop();
      // What comes meanwhile is not seen.
      state = 'unread';
    };
  });
  return {
    hold,
    snapshot: () => known,
    stale: () => state !== 'current',
    async ready(signal) {
      const pause = createPause();
      const remove = changes.onChange(() => pause.wake());
      while (state === 'unread' && !signal.aborted) await pause.wait(null, signal);
      remove();
    },
    read: (signal) => readEngine({ client: engine.client, policies: new Map() }, null, new Set(ALL), signal),
    onChange: changes.onChange,
  };
}

const listenerOf = (work: Work, policies: Policies): Parameters<Engine['subscribe']>[0] => ({
  connected() {
    work.connected = true;
    policies.clear();
    work.note(ALL);
  },
  disconnected() {
    work.connected = false;
    work.note(ALL);
  },
  event(event) {
    if (event.type === 'container' && event.action === 'update') policies.delete(event.id);
    const kind = kindOf(event);
    if (kind !== null) work.note([kind]);
  },
});
