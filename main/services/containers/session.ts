import { createPause } from '../engine/pause';
import { type EngineClient, EngineError, type EngineEvent } from '../engine/types';
import { effectOf } from './interest';
import { type ListedRow, readList } from './list';
import type { Table } from './table';
import { createWork, type Look } from './work';

/** The mirroring of one connection: lists everything, then keeps up with the events, until `epoch` is aborted. */
export interface Session {
  event(event: EngineEvent): void;
  /** Looks this container up soon. */
  touch(id: string): void;
}

export interface SessionOptions {
  readonly client: EngineClient;
  readonly epoch: AbortSignal;
  readonly table: Table;
  /** ms since the epoch by the engine's clock. */
  readonly engineNow: () => number;
  readonly log: (line: string) => void;
  /** Something of the table can only be told by inspecting: after each full list, and after some events. */
  readonly onDoubt: () => void;
}

export function startSession(options: SessionOptions): Session {
  const { epoch, table } = options;
  const pause = createPause();
  const work = createWork(table.rows, () => pause.wake());

  const run = async (): Promise<void> => {
    while (!epoch.aborted) {
      const next = work.next(Date.now());
      if (next === null || typeof next === 'number') {
        await pause.wait(next, epoch);
        continue;
      }
      try {
        await look(options, next);
        work.looked(next, Date.now());
      } catch (error) {
        if (isAborted(epoch)) return;
        work.failed(next, Date.now());
        table.setFreshness('stale');
        options.log(`containers: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };

  void run();
  return {
    touch: (id) => work.touch(id, ''),
    event(event) {
      const effect = effectOf(event);
      if (effect.type === 'nothing') return;
      if (event.type === 'container') table.noteEvent(event);
      // Podman 4 does not say which.
      if (event.action === 'health_status') {
        table.times.distrust(event.id);
        options.onDoubt();
      }
      if (effect.type === 'look-up') work.touch(effect.id, event.type === 'container' ? event.action : '');
      else if (effect.type === 'image') work.touchImages(effect.names);
      else if (effect.type === 'everything') work.touchEverything();
      else {
        work.forget(effect.id);
        table.gone(effect.id);
      }
    },
  };
}

/** A function, as the compiler takes a property read twice for unchanged in between. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** One question to the engine and its answer into the table. Requests go one at a time, so no answer overtakes another. */
async function look({ client, epoch, table, engineNow, onDoubt }: SessionOptions, { ids, full }: Look): Promise<void> {
  const asked = full ? null : ids;
  const shown = table.answered(asked ?? undefined);
  const query = asked === null ? { all: 1 } : { all: 1, filters: { id: [...asked] } };
  const answer = await client.json({ method: 'GET', path: '/containers/json', query, signal: epoch });
  const rows: readonly ListedRow[] | null = readList(answer, engineNow());
  if (rows === null) throw new EngineError('malformed', 'the list of containers is not a list');
  // The next connection's data may be in the table already.
  if (epoch.aborted) return;
  table.apply(rows, asked, shown);
  if (!full) return;
  table.setFreshness('synced');
  onDoubt();
}
