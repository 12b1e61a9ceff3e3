import type { StopCause } from '../../contract/stop-cause';
import type { StopChange } from '../../contract/stops';
import { noted, type RecordCommand } from '../engine/noted';
import type { Engine, Unsubscribe } from '../engine/types';
import { ended } from './cause';
import { createHistory, type History } from './history';
import { readInspected } from './inspected';
import { memoryFlags, swapFor } from './memory';
import { watchStop } from './watch';
import { witnessed } from './witness';

/** Why containers stopped. What asks the engine rejects with EngineError. */
export interface Stops {
  /** The engine for those who may end containers: so that Slipway's own deeds are known as such. */
  readonly witnessed: Engine;
  watch(id: string, signal: AbortSignal): AsyncIterable<StopChange>;
  raiseMemory(id: string, bytes: number): Promise<void>;
  /** How it ended at `at` (ms, engine clock), as far as events tell; asks nobody. */
  endingOf(id: string, end: { readonly at: number; readonly code: number }): StopCause;
  close(): void;
}

/** Of a container that nobody looked at. */
const UNKNOWN = { oomKilled: false, stopTimeout: null, memoryBytes: null } as const;

export function createStops({ engine, record }: { readonly engine: Engine; readonly record: RecordCommand }): Stops {
  const engineNow = (): number => Date.now() + engine.state().status.clockSkewMs;
  const history = createHistory(engineNow);
  const own = witnessed(engine, history);
  const looking = { client: engine.client, history, prefix: () => engine.cliPrefix(), engineNow };
  const endings = [clearOnSwitch(engine, history), follow(engine, history, engineNow)];
  return {
    witnessed: own,
    watch: (id, signal) => watchStop(engine, looking, id, signal),
    raiseMemory: (id, bytes) => raiseMemory(own, record, id, bytes),
    endingOf: (id, { at, code }) =>
      ended(
        {
          inspected: UNKNOWN,
          happenings: history.of(id),
          breaks: history.breaks(),
          ownKnownFrom: history.ownKnownFrom,
        },
        ...([code, at] as const),
      ),
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

async function raiseMemory(engine: Engine, record: RecordCommand, id: string, bytes: number): Promise<void> {
  const path = `/containers/${encodeURIComponent(id)}`;
  const limits = readInspected(await engine.client.json({ method: 'GET', path: `${path}/json` }));
  const words = ['update', ...memoryFlags(limits, bytes), limits.name || id];
  const swap = swapFor(limits, bytes);
  const body = { Memory: bytes, ...(swap === null ? {} : { MemorySwap: swap }) };
  await noted({ engine, record }, words, () => engine.client.json({ method: 'POST', path: `${path}/update`, body }));
}
