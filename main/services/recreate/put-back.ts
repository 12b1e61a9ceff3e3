import { record as loose } from '../engine/loose';
import { createContainer } from '../spec/engine-create';
import { specOfInspect } from '../spec/from-inspect';
import { recreateRequest } from '../spec/overlay';
import type { Calls, Seen } from './calls';
import type { JournalEntry } from './journal';
import { RECREATE_LABEL } from './labels';
import { forget, type Work } from './work';
import { say } from '../../../texts/say';

const backLabel = (operation: string): string => `${operation}-back`;

export const newOf = (calls: Calls, { newId, operation }: JournalEntry): Promise<Seen | null> =>
  newId === null ? calls.find(`${RECREATE_LABEL}=${operation}`) : calls.look(newId);

/**
 * Brings the old container back, whatever stands of the operation: may be called again after it broke off anywhere. Resolves with
 * the id of the container that has the name then.
 */
export async function putBack(work: Work, entry: JournalEntry): Promise<string> {
  const { calls } = work;
  const taken = await newOf(calls, entry);
  if (taken !== null) await (entry.kind === 'swap' ? stepAside(calls, entry, taken) : calls.remove(taken, true));
  const old = (await calls.look(entry.oldId)) ?? (await fromWayBack(calls, entry));
  if (old === null)
    throw new Error(
      say('The container {name} is gone, and nothing to bring it back from was kept.', { name: entry.name }),
    );
  if (old.name !== entry.name) await calls.rename(old, entry.name);
  const named = { id: old.id, name: entry.name };
  const { policy } = entry;
  if (policy !== null && old.policy.Name !== policy.Name) await calls.setPolicy(named, policy);
  if (entry.wasRunning && !old.running) await calls.start(named);
  await forget(work, entry.operation);
  return old.id;
}

/** What was kept before is kept again. */
async function stepAside(calls: Calls, entry: JournalEntry, taken: Seen): Promise<void> {
  if (taken.policy.Name !== 'no' && !taken.autoRemove) await calls.setPolicy(taken, NEVER);
  if (taken.running || taken.restarting) await calls.stop(taken);
  if (taken.name !== entry.newName) await calls.rename(taken, entry.newName);
}

export const NEVER = { Name: 'no', MaximumRetryCount: 0 } as const;

/** One that was deleted as it stopped is made again from its configuration and the image of its state. */
async function fromWayBack(calls: Calls, entry: JournalEntry): Promise<Seen | null> {
  if (entry.wayBack === null) return null;
  const label = backLabel(entry.operation);
  const there = await calls.find(`${RECREATE_LABEL}=${label}`);
  if (there !== null) return there;
  const inspect: unknown = JSON.parse(entry.inspect);
  const before = specOfInspect(inspect, null);
  const { query, body, connects } = recreateRequest(inspect, before, before);
  const labels = { ...loose(loose(body).Labels), [RECREATE_LABEL]: label };
  const request = {
    ...{ query: { ...query, name: entry.name }, connects },
    body: { ...loose(body), Image: entry.wayBack, Labels: labels },
  };
  const { id } = await calls.noted(['create', '--name', entry.name, entry.wayBack], () =>
    createContainer(calls.client, request),
  );
  return calls.look(id);
}
