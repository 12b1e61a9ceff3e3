import type { RecreateProgress } from '../../contract/recreate';
import type { ContainerSpec } from '../../contract/spec';
import { record as loose } from '../engine/loose';
import { failureMessage, isCutOff } from '../engine/noted';
import { createContainer } from '../spec/engine-create';
import { recreateRequest } from '../spec/overlay';
import { problemsOfEngine } from '../spec/problems/of-engine';
import { runLine } from '../spec/run-line/print';
import { type JournalEntry, newOperation } from './journal';
import { keptName, newName, RECREATE_LABEL } from './labels';
import { putBack } from './put-back';
import { imageOf, type Reading } from './reading';
import { type Made, takePlace, type Tell, watchPlaced } from './take-place';
import type { Work } from './work';
import { msg } from '../../../texts/msg';
import { say, sayMsg } from '../../../texts/say';

export interface Replacement {
  readonly reading: Reading;
  readonly after: ContainerSpec;
  readonly automatic: boolean;
  readonly graceSeconds: number;
}

/** Puts a container made from `after` in its place, and tells how that goes to its end. Never rejects. */
export async function replace(work: Work, wish: Replacement, tell: Tell): Promise<void> {
  const { seen } = wish.reading;
  let entry: JournalEntry | null = null;
  try {
    entry = await begun(work, wish);
    const made = entry;
    const make = (): Promise<Made> => makeNew(work, wish, made);
    const placed = await takePlace(work, { entry, old: seen, make, tell });
    entry = placed.entry;
    const reason = await watchPlaced(work, placed, tell);
    const { operation } = entry;
    if (reason === null) {
      const kept = entry.wayBack === null ? [] : [keptState(operation)];
      tell({ type: 'done', operation, newId: placed.newId, warnings: [...placed.warnings, ...kept] });
    } else if (wish.automatic) {
      tell({ type: 'step', step: 'rolling-back', detail: reason });
      tell({ type: 'rolled-back', reason, id: await putBack(work, entry) });
    } else tell({ type: 'unwell', operation, reason, newId: placed.newId });
  } catch (error) {
    tell(await failed(work, { entry, error, after: wish.after }, tell));
  }
}

const keptState = (operation: string): string =>
  say('The old one was deleted as it stopped (--rm): its state is kept as the image slipway/kept:{operation}.', {
    operation,
  });

interface Failing {
  readonly entry: JournalEntry | null;
  readonly error: unknown;
  readonly after: ContainerSpec;
}

/** What was begun is undone, unless the engine is gone: then that is done once it is back. */
async function failed(work: Work, { entry, error, after }: Failing, tell: Tell): Promise<RecreateProgress> {
  const message = failureMessage(error);
  if (isCutOff(error)) {
    // Once this one is no longer at it.
    setImmediate(work.cutOff);
    return { type: 'failed', message: `${message} ${sayMsg(LATER)}`, problems: [] };
  }
  const problems = [...problemsOfEngine(message, after)];
  if (entry === null) return { type: 'failed', message, problems };
  tell({ type: 'step', step: 'rolling-back', detail: message });
  try {
    await putBack(work, entry);
    return { type: 'failed', message, problems };
  } catch (second) {
    const undone = say('{message} Undoing it failed too: {second} {later}', {
      message,
      second: failureMessage(second),
      later: sayMsg(LATER),
    });
    return { type: 'failed', message: undone, problems };
  }
}

const LATER = msg('Slipway finishes or undoes what was begun as soon as the engine is back.');

async function begun(
  { calls, owner }: Work,
  { reading, after, automatic, graceSeconds }: Replacement,
): Promise<JournalEntry> {
  const { seen } = reading;
  const operation = newOperation();
  return {
    ...{ version: 1, operation, engine: calls.engineKey(), kind: 'recreate', phase: 'begun', automatic, graceSeconds },
    ...{
      name: seen.name,
      target: after.name === '' ? seen.name : after.name,
      oldId: seen.id,
      keptName: keptName(seen.name, await calls.names()),
    },
    ...{ newName: newName(seen.name, operation), newId: null, newPolicy: null, wayBack: null },
    ...{ wasRunning: seen.running || seen.restarting, policy: seen.autoRemove ? null : seen.policy },
    ...{ at: Date.now(), reason: '', inspect: JSON.stringify(seen.raw), owner: await owner() },
  };
}

async function makeNew({ calls }: Work, { reading, after }: Replacement, entry: JournalEntry): Promise<Made> {
  const { seen, spec: before, imageId } = reading;
  const request = recreateRequest(seen.raw, before, after);
  const body = loose(request.body);
  // A tag that was taken away, or moved on with its old image left: the container runs on from the same one.
  const untagged = after.image === before.image && (await imageOf(calls.client, after.image)) === null;
  const labels = { ...loose(body.Labels), [RECREATE_LABEL]: entry.operation };
  const made = { ...body, Labels: labels, ...(untagged && { Image: imageId }) };
  const line = runLine({ ...after, name: entry.newName }, { prefix: calls.prefix(), command: 'create' });
  return calls.notedLine(line, () =>
    createContainer(calls.client, { ...request, query: { ...request.query, name: entry.newName }, body: made }),
  );
}
