import type { StopChange } from '../../contract/stops';
import { shellQuote } from '../engine/shell-quote';
import { type Engine, EngineError, type Unsubscribe } from '../engine/types';
import { createHistory, type History } from './history';
import { readInspected } from './inspected';
import { cut } from '../engine/loose';
import { memoryFlags, swapFor } from './memory';
import { watchStop } from './watch';
import { witnessed } from './witness';

/** Notes a command in the command log; what it returns is called once, with the outcome. */
export type Record = (command: string) => (outcome: 'done' | 'failed' | 'unknown', message: string) => void;

/** Why containers stopped. What asks the engine rejects with EngineError. */
export interface Stops {
  /** The engine for those who may end containers: so that Slipway's own deeds are known as such. */
  readonly witnessed: Engine;
  watch(id: string, signal: AbortSignal): AsyncIterable<StopChange>;
  raiseMemory(id: string, bytes: number): Promise<void>;
  close(): void;
}

const MESSAGE_LIMIT = 4096;

export function createStops({ engine, record }: { readonly engine: Engine; readonly record: Record }): Stops {
  const engineNow = (): number => Date.now() + engine.state().status.clockSkewMs;
  const history = createHistory(engineNow);
  const looking = { client: engine.client, history, prefix: () => engine.cliPrefix(), engineNow };
  const endings = [clearOnSwitch(engine, history), follow(engine, history, engineNow)];
  return {
    witnessed: witnessed(engine, history),
    watch: (id, signal) => watchStop(engine, looking, id, signal),
    raiseMemory: (id, bytes) => raiseMemory(engine, record, id, bytes),
    close: () => {
      for (const end of endings) end();
    },
  };
}

const follow = (engine: Engine, history: History, engineNow: () => number): Unsubscribe =>
  engine.subscribe({
    connected: () => history.follow(true, engineNow()),
    disconnected: () => history.follow(false, engineNow()),
    event: (event) => history.note(event),
  });

/** One engine's past must not be told of another one's containers. */
function clearOnSwitch(engine: Engine, history: History): Unsubscribe {
  let shown = engine.state().status.engine?.key;
  return engine.onState(() => {
    const key = engine.state().status.engine?.key ?? shown;
    if (key !== shown && shown !== undefined) history.clear();
    shown = key;
  });
}

async function raiseMemory(engine: Engine, record: Record, id: string, bytes: number): Promise<void> {
  const path = `/containers/${encodeURIComponent(id)}`;
  const limits = readInspected(await engine.client.json({ method: 'GET', path: `${path}/json` }));
  const words = ['update', ...memoryFlags(limits, bytes), limits.name || id];
  const finish = record([engine.cliPrefix(), ...words.map(shellQuote)].join(' '));
  const swap = swapFor(limits, bytes);
  const body = { Memory: bytes, ...(swap === null ? {} : { MemorySwap: swap }) };
  try {
    await engine.client.json({ method: 'POST', path: `${path}/update`, body });
    finish('done', '');
  } catch (error) {
    const unknown = error instanceof EngineError && error.kind !== 'refused';
    finish(unknown ? 'unknown' : 'failed', cut(error instanceof Error ? error.message : String(error), MESSAGE_LIMIT));
    throw error;
  }
}
