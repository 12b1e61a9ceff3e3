import type { ContainerRow } from '../../contract/containers';
import type { EngineClient } from '../engine/types';
import { inParallel } from './in-parallel';
import { hasEnded, isAlive } from './list';
import type { Table } from './table';

const IN_FLIGHT = 2;
const AT_MOST = 200;

/** Running first, newest first. */
const wanted = ({ rows, times }: Table): readonly ContainerRow[] =>
  [...rows.values()]
    .filter(({ id, state, timesExact }) => {
      if (isAlive(state)) return !timesExact || times.isDoubtful(id);
      return hasEnded(state) && !timesExact;
    })
    .sort((a, b) => Number(isAlive(b.state)) - Number(isAlive(a.state)) || b.created - a.created)
    .slice(0, AT_MOST);

export interface InspectTimesOptions {
  readonly client: EngineClient;
  readonly epoch: AbortSignal;
  readonly table: Table;
}

/** Replaces times read from rounded words by exact ones, in the background. Never rejects. */
export async function inspectTimes({ client, epoch, table }: InspectTimesOptions): Promise<void> {
  await inParallel(IN_FLIGHT, wanted(table), async ({ id }) => {
    if (epoch.aborted || !table.rows.has(id)) return;
    const since = table.times.mark(id);
    const path = `/containers/${encodeURIComponent(id)}/json`;
    // A container that cannot be inspected keeps its rounded times.
    const inspected = await client.json({ method: 'GET', path, signal: epoch }).catch(() => null);
    if (inspected !== null && !isOver(epoch)) table.noteInspect(id, since, inspected);
  });
}

const isOver = (signal: AbortSignal): boolean => signal.aborted;
