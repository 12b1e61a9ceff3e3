import { KEPT_REPOSITORY } from '../helpers/kept';
import type { RecreateProgress } from '../../contract/recreate';
import { record as loose, text } from '../engine/loose';
import { removed, type Seen } from './calls';
import type { JournalEntry } from './journal';
import { NEVER } from './put-back';
import { wellness } from './wellness';
import { note, type Work } from './work';

export interface Made {
  readonly id: string;
  readonly warnings: readonly string[];
}

export type Tell = (progress: RecreateProgress) => void;

const step = (name: Extract<RecreateProgress, { type: 'step' }>['step'], detail = ''): RecreateProgress => ({
  ...{ type: 'step', step: name, detail },
});

export interface Place {
  readonly entry: JournalEntry;
  /** The old one. */
  readonly old: Seen;
  /** Makes the new one, under `entry.newName`, not started; null: it is there already. */
  readonly make: (() => Promise<Made>) | null;
  readonly tell: Tell;
}

export interface Placed {
  readonly entry: JournalEntry;
  readonly warnings: readonly string[];
  readonly newId: string;
}

/**
 * A new container takes the place of the old one, which is kept. The new one is whole before the old one is touched; what takes
 * time is done while the old one still runs. Rejects as its requests do: then `putBack` undoes it.
 */
export async function takePlace(work: Work, { entry: begun, old, make, tell }: Place): Promise<Placed> {
  const { calls, onStep } = work;
  let entry = await note(work, begun, {});
  await onStep('journaled');
  if (old.autoRemove && old.running) {
    entry = await note(work, entry, { wayBack: await commitState(work, old, entry) });
    await onStep('committed');
  }
  tell(step('creating', entry.newName));
  const made = make === null ? { id: entry.newId ?? '', warnings: [] } : await make();
  await onStep('created');
  entry = await note(work, entry, { phase: 'replacing', newId: made.id });
  await onStep('creation journaled');
  await retire(work, entry, { old, tell });
  tell(step('renaming', entry.target));
  await calls.rename({ id: made.id, name: entry.newName }, entry.target);
  if (entry.newPolicy !== null) await calls.setPolicy({ id: made.id, name: entry.target }, entry.newPolicy);
  await onStep('new renamed');
  if (entry.wasRunning) {
    entry = await note(work, entry, { phase: 'starting' });
    await onStep('start journaled');
    tell(step('starting', entry.target));
    await calls.start({ id: made.id, name: entry.target });
    await onStep('started');
  }
  return { entry, warnings: made.warnings, newId: made.id };
}

/** Stops the old one and gives it another name. */
async function retire({ calls, onStep }: Work, entry: JournalEntry, { old, tell }: Pick<Place, 'old' | 'tell'>) {
  if (entry.policy !== null && entry.policy.Name !== 'no') await calls.setPolicy(old, NEVER);
  await onStep('policy set');
  if (old.running || old.restarting) {
    tell(step('stopping', old.name));
    await calls.stop(old);
  }
  await onStep('stopped');
  if (old.autoRemove && old.running) await removed(calls.client, old.id);
  else {
    tell(step('renaming', entry.keptName));
    await calls.rename(old, entry.keptName);
  }
  await onStep('old renamed');
}

async function commitState({ calls }: Work, old: Seen, { operation }: JournalEntry): Promise<string> {
  const query = { container: old.id, repo: KEPT_REPOSITORY, tag: operation, pause: 1 };
  const answer = await calls.noted(['commit', old.name, `${KEPT_REPOSITORY}:${operation}`], () =>
    calls.client.json({ method: 'POST', path: '/commit', query, body: {}, timeoutMs: null }),
  );
  return text(loose(answer).Id);
}

/** Null: it is well, and the operation is done; else why it is not. */
export async function watchPlaced(work: Work, { entry, newId }: Placed, tell: Tell): Promise<string | null> {
  if (entry.wasRunning && entry.graceSeconds > 0) tell(step('watching', entry.target));
  const graceMs = entry.graceSeconds * 1000;
  const reason = entry.wasRunning ? await wellness(work, { id: newId, graceMs }, NEVER_ABORTED) : null;
  await work.onStep('watched');
  if (reason !== null) {
    await note(work, entry, { phase: 'unwell', reason });
    return reason;
  }
  await finish(work, entry);
  await work.onStep('done');
  return null;
}

/** It goes on when the page is gone. */
const NEVER_ABORTED = new AbortController().signal;

/** The new one stays, the old one is kept; where it was deleted as it stopped, the image of its state is. */
export async function finish(work: Work, entry: JournalEntry): Promise<void> {
  await note(work, entry, { phase: 'done', reason: '' });
}
