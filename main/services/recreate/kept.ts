import type { KeptRow } from '../../contract/recreate';
import { list, number, record as loose, text } from '../engine/loose';
import { EngineError } from '../engine/types';
import type { Calls, RestartPolicyBody, Seen } from './calls';
import { RecreateConflict } from './conflict';
import { type JournalEntry, newOperation } from './journal';
import { keptName, keptOf } from './labels';
import { putBack } from './put-back';
import { takePlace } from './take-place';
import { forget, note, type Work } from './work';

const silent = (): void => undefined;

/** Those of the engine, by their names, with what the journal knows of them. Rejects with EngineError. */
export async function keptRows({ calls, journal }: Work, signal: AbortSignal): Promise<readonly KeptRow[]> {
  const query = { all: 1, size: 1, filters: { name: ['-slipway-old-'] } };
  const request = { method: 'GET', path: '/containers/json', query, signal } as const;
  const [answer, entries] = await Promise.all([calls.client.json(request), journal.list()]);
  const done = new Map(entries.filter(({ phase }) => phase === 'done').map((entry) => [entry.oldId, entry]));
  return list(answer)
    .map(loose)
    .flatMap((raw) => {
      const name = text(list(raw.Names)[0]).replace(/^\//, '');
      const of = keptOf(name);
      if (of === null) return [];
      const entry = done.get(text(raw.Id));
      return {
        ...{ id: text(raw.Id), name, of: entry?.name ?? of, at: entry?.at ?? null },
        ...{ image: text(raw.Image), sizeBytes: number(raw.SizeRw) ?? (raw.Id === undefined ? null : 0) },
      };
    });
}

async function keptOne({ calls, journal }: Work, id: string): Promise<{ seen: Seen; entry: JournalEntry | null }> {
  const seen = await calls.look(id);
  if (seen === null || keptOf(seen.name) === null) throw new RecreateConflict('gone', seen?.name ?? id);
  const entries = await journal.list();
  return { seen, entry: entries.find(({ oldId, phase }) => oldId === seen.id && phase === 'done') ?? null };
}

/** Rejects with RecreateConflict or EngineError. */
export async function letGo(work: Work, id: string): Promise<void> {
  const { seen, entry } = await keptOne(work, id);
  // Its volumes are those of the one that took its place.
  await work.calls.remove(seen, false);
  if (entry !== null) await forget(work, entry.operation);
}

/** The two change places; where that fails, they have their old ones. Rejects with RecreateConflict or EngineError. */
export async function bringBack(work: Work, id: string): Promise<void> {
  const { calls, running } = work;
  const { seen: kept, entry: before } = await keptOne(work, id);
  const name = before?.name ?? keptOf(kept.name) ?? kept.name;
  const policy = before?.policy ?? null;
  const present = await calls.look(before?.newId ?? name).then((seen) => seen ?? calls.look(name));
  if (present === null) {
    await alone(calls, kept, { name, policy });
  } else {
    if (running.has(present.id)) throw new RecreateConflict('under-way', name);
    const operation = newOperation();
    running.add(present.id);
    try {
      await swap(work, { operation, name, kept, present, policy });
    } finally {
      running.delete(present.id);
    }
  }
  if (before !== null) await forget(work, before.operation);
}

/** The one that took its place is gone. */
async function alone(
  calls: Calls,
  kept: Seen,
  { name, policy }: { readonly name: string; readonly policy: RestartPolicyBody | null },
): Promise<void> {
  await calls.rename(kept, name);
  if (policy !== null && policy.Name !== kept.policy.Name) await calls.setPolicy({ id: kept.id, name }, policy);
  await calls.start({ id: kept.id, name });
}

interface Swap {
  readonly operation: string;
  readonly name: string;
  readonly kept: Seen;
  readonly present: Seen;
  readonly policy: RestartPolicyBody | null;
}

async function swap(work: Work, { operation, name, kept, present, policy }: Swap): Promise<void> {
  const { calls, owner } = work;
  const entry: JournalEntry = {
    ...{ version: 1, operation, engine: calls.engineKey(), kind: 'swap', phase: 'begun', automatic: true },
    ...{ graceSeconds: 0, name: present.name, target: name, oldId: present.id, newId: kept.id, newName: kept.name },
    ...{ keptName: keptName(name, await calls.names()), wasRunning: present.running || present.restarting },
    ...{ policy: present.autoRemove ? null : present.policy, newPolicy: policy, wayBack: null, reason: '' },
    ...{ at: Date.now(), inspect: JSON.stringify(present.raw), owner: await owner() },
  };
  try {
    const placed = await takePlace(work, { entry, old: present, make: null, tell: silent });
    await note(work, placed.entry, { phase: 'done' });
  } catch (error) {
    // What is cut off is undone once the engine is back.
    if (error instanceof EngineError && error.kind === 'refused') await putBack(work, entry);
    throw error;
  }
}
