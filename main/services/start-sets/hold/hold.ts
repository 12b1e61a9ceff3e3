import { createPause, type Pause, pause as rest } from '../../engine/pause';
import type { EngineEvent } from '../../engine/types';
import type { Store } from '../store';
import type { StartSetsOptions } from '../types';
import { type Memory, type PassParts, type Problem, runPass } from './pass';
import { recordsOf } from './records';

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

/** Events come in bursts: it is looked at most so often, ms; and takes at most a tenth of the engine's time. */
const PERIOD_MS = 200;
const SHARE = 10;
const RETRY_MS = 5000;

const CONCERNING: ReadonlySet<string> = new Set(['create', 'rename', 'destroy', 'update']);

/** Who waits for a pass that begins after they asked. */
interface Waiters {
  add(since: number, done: () => void): void;
  /** Of changes up to this one all is done. */
  done(upTo: number): void;
}

function createWaiters(): Waiters {
  let waiters: readonly { readonly since: number; readonly done: () => void }[] = [];
  return {
    add: (since, done) => {
      waiters = [...waiters, { since, done }];
    },
    done(upTo) {
      const over = waiters.filter(({ since }) => since <= upTo);
      waiters = waiters.filter(({ since }) => since > upTo);
      for (const { done } of over) done();
    },
  };
}

interface Pulse {
  readonly pause: Pause;
  readonly waiters: Waiters;
  /** How often something was told that may matter. */
  changes: number;
}

/** Passes for as long as one connection lives: one at first, and one whenever something may be otherwise. */
async function live(pulse: Pulse, pass: (signal: AbortSignal) => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const at = pulse.changes;
    const began = performance.now();
    const ok = await pass(signal);
    pulse.waiters.done(at);
    await rest(Math.max(PERIOD_MS, (performance.now() - began) * SHARE), signal);
    if (at === pulse.changes) await pulse.pause.wait(ok ? null : RETRY_MS, signal);
  }
  pulse.waiters.done(Infinity);
}

interface Now {
  connected: boolean;
  problems: readonly Problem[];
}

/** One pass, with what could not be done put into `now`; resolves with whether the engine could be asked. */
const passOf =
  (parts: PassParts & { readonly options: StartSetsOptions }, now: Now, onChange: () => void) =>
  async (signal: AbortSignal): Promise<boolean> => {
    try {
      now.problems = await runPass(parts, signal);
      onChange();
      return true;
    } catch (error) {
      if (!signal.aborted) parts.options.log(`start sets: held containers could not be looked at: ${String(error)}`);
      return false;
    }
  };

export function createHold(options: StartSetsOptions, store: Store, onChange: () => void): Hold {
  const { engine } = options;
  const closing = new AbortController();
  const pulse: Pulse = { pause: createPause(), waiters: createWaiters(), changes: 0 };
  const memory: Memory & { key: string } = { key: '', checked: new Set(), plain: new Set(), destroyed: new Set() };
  const now: Now = { connected: false, problems: [] };
  let working: Promise<void> = Promise.resolve();

  const note = (): void => {
    pulse.changes += 1;
    pulse.pause.wake();
  };
  const stop = engine.subscribe({
    connected: (client, epoch) => {
      const key = engine.state().status.engine?.key ?? '';
      renew(memory, key);
      now.connected = true;
      // One at a time: of the one before only the step under way is left.
      const pass = passOf({ options, store, client, key, memory }, now, onChange);
      working = working.then(() => live(pulse, pass, AbortSignal.any([epoch, closing.signal])));
    },
    disconnected: () => {
      now.connected = false;
    },
    event: (event) => {
      if (heed(memory, event, (id) => recordsOf(store, memory.key).of(id) !== null)) note();
    },
  });
  return {
    settle: () =>
      new Promise((done) => {
        note();
        if (now.connected && !closing.signal.aborted) pulse.waiters.add(pulse.changes, done);
        else done();
      }),
    problemOf: (set) => problemWords(now.problems.filter(({ sets }) => sets.includes(set))),
    unreleased: () => now.problems.find(({ sets }) => sets.length === 0) ?? null,
    async close() {
      stop();
      closing.abort();
      await working;
      pulse.waiters.done(Infinity);
    },
  };
}

const problemWords = (problems: readonly Problem[]): string =>
  problems.map(({ name, words }) => `${name} ${words}`).join('; ');

/** Whatever was seen of it may be otherwise after a gap; another engine's is nothing to this one. */
function renew(memory: Memory & { key: string }, key: string): void {
  memory.checked.clear();
  if (memory.key === key) return;
  memory.key = key;
  memory.plain.clear();
  memory.destroyed.clear();
}

/** Whether something is to be done about it, perhaps. @param isHeld Of no other it matters later that it is no more. */
function heed(memory: Memory, { type, action, id }: EngineEvent, isHeld: (id: string) => boolean): boolean {
  if (type !== 'container' || !CONCERNING.has(action)) return false;
  memory.checked.delete(id);
  if (action === 'destroy') {
    memory.plain.delete(id);
    if (isHeld(id)) memory.destroyed.add(id);
  }
  return true;
}
