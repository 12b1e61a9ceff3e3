import type { UnderWay } from '../../contract/recreate';
import { failureMessage, isCutOff } from '../engine/noted';
import { isSame } from '../process/identity';
import type { Seen } from './calls';
import type { JournalEntry } from './journal';
import { RecreateConflict } from './conflict';
import { newOf, putBack } from './put-back';
import { finish, watchPlaced } from './take-place';
import { forget, type Work } from './work';
import { say } from '../../../texts/say';

/** What is told of operations besides what the journal says. */
export interface Told {
  readonly rows: Map<string, UnderWay>;
}

const silent = (): void => undefined;

/** Neither this process nor another Slipway that lives is at it. */
async function isLeft({ running }: Work, { oldId, owner }: JournalEntry, mine: JournalEntry['owner']) {
  if (running.has(oldId)) return false;
  if (owner === null) return true;
  if (mine !== null && owner.pid === mine.pid && owner.startTime === mine.startTime) return true;
  return !(await isSame(owner));
}

/** Finishes or undoes what was cut off on the engine that is connected now. Never rejects. */
export async function recover(work: Work, told: Told): Promise<void> {
  const mine = await work.owner();
  for (const entry of await work.journal.list()) {
    if (entry.phase === 'done') await tidy(work, entry).catch(silent);
    else if (entry.engine === work.calls.engineKey() && (await isLeft(work, entry, mine)))
      await work.journal
        .alone(entry.operation, () => takeUp(work, told, entry.operation))
        .catch((error: unknown) => work.log(`recreate: ${entry.operation}: ${String(error)}`));
  }
}

/** What another Slipway has settled meanwhile is left as it is. */
async function takeUp(work: Work, told: Told, operation: string): Promise<void> {
  const entry = await work.journal.read(operation);
  if (entry === null || entry.phase === 'done' || work.running.has(entry.oldId)) return;
  const { name } = entry;
  const keep = (state: UnderWay['state'], detail: string): void => {
    told.rows.set(operation, { operation, name, state, detail });
    work.changed();
  };
  work.running.add(entry.oldId);
  try {
    if (entry.phase !== 'unwell') keep('settling', say('It was cut off.'));
    const end = await settleCutOff(work, entry);
    if (end === null) told.rows.delete(operation);
    else keep(end.state, end.detail);
    work.changed();
  } catch (error) {
    work.log(`recreate: ${operation}: ${String(error)}`);
    if (isCutOff(error)) told.rows.delete(operation);
    else keep('asks', failureMessage(error));
    work.changed();
  } finally {
    work.running.delete(entry.oldId);
  }
}

type End = Pick<UnderWay, 'state' | 'detail'> | null;

/** Null: it waits for a decision, as the journal says. */
async function settleCutOff(work: Work, entry: JournalEntry): Promise<End> {
  const fresh = await newOf(work.calls, entry);
  const old = await work.calls.look(entry.oldId);
  // Somebody else removed both of them: there is nothing to finish and nothing to undo.
  if (fresh === null && old === null && entry.wayBack === null) {
    await forget(work, entry.operation);
    return { state: 'undone', detail: say('Neither the old container nor a new one is there any more.') };
  }
  switch (entry.phase) {
    case 'unwell':
      return null;
    case 'starting':
      if (fresh?.started === true) return judged(work, entry, fresh);
      break;
    case 'begun':
    case 'replacing':
    case 'done':
      break;
  }
  await putBack(work, entry);
  return { state: 'undone', detail: say('It was cut off before the new container ran: the old one is as it was.') };
}

async function judged(work: Work, entry: JournalEntry, fresh: Seen): Promise<End> {
  const placed = { entry, warnings: [], newId: fresh.id };
  const reason = await watchPlaced(work, placed, silent);
  if (reason === null) return { state: 'finished', detail: say('The new container runs; the old one is kept.') };
  if (!entry.automatic) return null;
  await putBack(work, entry);
  return { state: 'undone', detail: reason };
}

/** The record of one that was let go by other means is of no use. */
async function tidy(work: Work, entry: JournalEntry): Promise<void> {
  if (entry.engine !== work.calls.engineKey()) return;
  if ((await work.calls.look(entry.oldId)) === null) await forget(work, entry.operation);
}

/** Rejects with RecreateConflict, or as the engine does; then it may be tried again. */
export async function settle(work: Work, told: Told, operation: string, choice: 'rollback' | 'keep') {
  const entry = (await work.journal.list()).find((one) => one.operation === operation && one.phase !== 'done');
  if (entry === undefined) throw new RecreateConflict('gone', operation);
  if (work.running.has(entry.oldId)) throw new RecreateConflict('under-way', entry.name);
  work.running.add(entry.oldId);
  try {
    if (choice === 'rollback') return { type: 'rolled-back' as const, id: await putBack(work, entry) };
    const fresh = await newOf(work.calls, entry);
    if (fresh === null) throw new RecreateConflict('gone', entry.name);
    await finish(work, entry);
    return { type: 'kept' as const, id: fresh.id };
  } finally {
    work.running.delete(entry.oldId);
    told.rows.delete(operation);
    work.changed();
  }
}

/** All that is to be told now: what the journal says waits, and what was done by itself. */
export async function underWayNow({ journal, running }: Work, { rows }: Told): Promise<UnderWay[]> {
  const waiting = (await journal.list()).filter(({ phase, operation }) => phase === 'unwell' && !rows.has(operation));
  const asks = waiting
    .filter(({ oldId }) => !running.has(oldId))
    .map(({ operation, name, reason }) => ({ operation, name, state: 'asks' as const, detail: reason }));
  return [...rows.values(), ...asks];
}
