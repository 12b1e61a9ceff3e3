import { createPause, pause as rest } from '../../engine/pause';
import type { EngineClient, EngineEvent } from '../../engine/types';
import type { Store } from '../store';
import type { StartSetsOptions } from '../types';
import { type Memory, type Problem, runPass } from './pass';

/** Keeps the restart policies of held containers as the sets of the engine in use want them. */
export interface Hold {
  /** Resolves when all that can be done now is done; at once without an engine. */
  settle(): Promise<void>;
  /** What is wrong with what this set holds back; '': nothing. */
  problemOf(set: string): string;
  /** What could not be let go. */
  unreleased(): Problem | null;
  close(): Promise<void>;
}

/** Events come in bursts, ms. */
const PERIOD_MS = 200;
const RETRY_MS = 5000;

const CONCERNING: ReadonlySet<string> = new Set(['create', 'rename', 'destroy', 'update']);

interface Waiter {
  readonly since: number;
  readonly done: () => void;
}

export function createHold(options: StartSetsOptions, store: Store, onChange: () => void): Hold {
  const { engine, log } = options;
  const closing = new AbortController();
  const pause = createPause();
  const now = { changes: 0, connected: false, problems: [] as readonly Problem[] };
  const memory: Memory & { key: string } = { key: '', checked: new Set(), plain: new Set(), destroyed: new Set() };
  let waiters: readonly Waiter[] = [];
  let working: Promise<void> = Promise.resolve();

  const note = (): void => {
    now.changes += 1;
    pause.wake();
  };
  const tellDone = (upTo: number): void => {
    const over = waiters.filter(({ since }) => since <= upTo);
    waiters = waiters.filter(({ since }) => since > upTo);
    for (const { done } of over) done();
  };
  const put = (problems: readonly Problem[]): void => {
    now.problems = problems;
    onChange();
  };
  const live = async (client: EngineClient, key: string, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const at = now.changes;
      const problems = await runPass({ options, store, client, key, memory }, signal).catch((error: unknown) => {
        if (!signal.aborted) log(`start sets: held containers could not be looked at: ${String(error)}`);
        return null;
      });
      if (problems !== null) put(problems);
      tellDone(at);
      await rest(PERIOD_MS, signal);
      if (at === now.changes) await pause.wait(problems === null ? RETRY_MS : null, signal);
    }
    tellDone(Infinity);
  };
  const stop = engine.subscribe({
    connected: (client, epoch) => {
      const key = engine.state().status.engine?.key ?? '';
      renew(memory, key);
      now.connected = true;
      const signal = AbortSignal.any([epoch, closing.signal]);
      // One at a time: of the one before only the step under way is left.
      working = working.then(() => live(client, key, signal));
    },
    disconnected: () => {
      now.connected = false;
    },
    event: (event) => {
      if (heed(memory, event)) note();
    },
  });
  return {
    settle: () =>
      new Promise((done) => {
        if (!now.connected || closing.signal.aborted) {
          done();
          return;
        }
        note();
        waiters = [...waiters, { since: now.changes, done }];
      }),
    problemOf: (set) =>
      now.problems
        .filter(({ sets }) => sets.includes(set))
        .map(({ name, words }) => `${name} ${words}`)
        .join('; '),
    unreleased: () => now.problems.find(({ sets }) => sets.length === 0) ?? null,
    async close() {
      stop();
      closing.abort();
      await working;
      tellDone(Infinity);
    },
  };
}

/** Whatever was seen of it may be otherwise after a gap; another engine's is nothing to this one. */
function renew(memory: Memory & { key: string }, key: string): void {
  memory.checked.clear();
  if (memory.key === key) return;
  memory.key = key;
  memory.plain.clear();
  memory.destroyed.clear();
}

/** Whether something is to be done about it, perhaps. */
function heed(memory: Memory, { type, action, id }: EngineEvent): boolean {
  if (type !== 'container' || !CONCERNING.has(action)) return false;
  memory.checked.delete(id);
  if (action === 'destroy') {
    memory.plain.delete(id);
    memory.destroyed.add(id);
  }
  return true;
}
