import type { DiskAction, DiskProgress, DiskTarget } from '../../contract/disk';
import { list, record, text } from '../engine/loose';
import { failureMessage, noted, type RecordCommand } from '../engine/noted';
import { sideBySide } from '../engine/side-by-side';
import type { Engine } from '../engine/types';
import { imageOf, readUsage, totalOf } from '../engine/system-df';
import { imageStamp, refsOf } from './targets';
import { say } from '../../../texts/say';

/** Removes a thing the way the rest of the app does, and notes it. `keep`: into the bin, else it stays. Rejects with why it was not done. */
type Remover = (id: string, keep: boolean, signal: AbortSignal) => Promise<void>;

export interface Acting {
  readonly engine: Pick<Engine, 'client' | 'cliPrefix'>;
  readonly record: RecordCommand;
  /** null: by plain requests, and there is no bin. */
  readonly removers: { readonly container: Remover; readonly volume: Remover } | null;
}

export interface Wish {
  readonly action: DiskAction;
  readonly targets: readonly DiskTarget[];
  readonly measure: boolean;
  /** Of what is removed, containers and volumes go into the bin. */
  readonly keep: boolean;
}

const SLOW_MS = 300_000;
/** Containers are stopped and started side by side; what is removed goes one by one, in the order that was shown. */
const IN_FLIGHT = 5;

/** It is another one than when it was listed. */
class Changed extends Error {
  override readonly name = 'Changed';
}

/** Rejects with EngineError where it cannot be counted; what cannot be done to one is told of that one. */
export async function* act(acting: Acting, wish: Wish, signal: AbortSignal): AsyncGenerator<DiskProgress> {
  const before = wish.measure ? yield* measured(acting, 'before', signal) : null;
  yield* each(acting, wish, signal);
  if (!wish.measure || signal.aborted) return;
  const after = yield* measured(acting, 'after', signal);
  yield { type: 'result', freedBytes: before === null || after === null ? null : before - after };
}

async function* measured(
  { engine }: Acting,
  when: 'before' | 'after',
  signal: AbortSignal,
): AsyncGenerator<DiskProgress, number | null> {
  yield { type: 'measuring', when };
  try {
    return totalOf(await readUsage(engine.client, signal));
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}

function each(acting: Acting, { action, targets, keep }: Wish, signal: AbortSignal): AsyncGenerator<DiskProgress> {
  const one = async (target: DiskTarget, tell: (progress: DiskProgress) => void): Promise<void> => {
    const keeps = keep && action === 'remove' && isKeepable(target);
    tell(itemOf(target, 'running', keeps ? 'Keeping it in the bin' : ''));
    const failure = await perform(acting, action, { ...target, keep: keeps }).then(() => null, failureMessage);
    tell(failure === null ? itemOf(target, 'done') : itemOf(target, 'failed', failure));
  };
  const skipped = (target: DiskTarget): DiskProgress => itemOf(target, 'skipped');
  return sideBySide(targets, { most: action === 'remove' ? 1 : IN_FLIGHT, one, skipped }, signal);
}

type Outcome = Extract<DiskProgress, { type: 'item' }>['outcome'];

const itemOf = ({ id, name }: DiskTarget, outcome: Outcome, message = ''): DiskProgress => ({
  ...{ type: 'item', id, name, outcome, message },
});

const isKeepable = ({ kind }: DiskTarget): boolean => kind === 'container' || kind === 'volume';

interface Kept extends DiskTarget {
  readonly keep: boolean;
}

/** Rejects with why it was not done. */
async function perform(acting: Acting, action: DiskAction, target: Kept): Promise<void> {
  if (action !== 'remove') return noted(acting, [action, target.name], () => changeContainer(acting, action, target));
  switch (target.kind) {
    case 'image':
      return removeImage(acting, target);
    case 'container':
      return removeAs(acting, target, ['rm', target.name]);
    case 'volume':
      await expectVolume(acting, target);
      return removeAs(acting, target, ['volume', 'rm', target.id]);
    case 'network':
      return noted(acting, ['network', 'rm', target.name], () =>
        remove(acting, `/networks/${encodeURIComponent(target.id)}`),
      );
    case 'cache':
      return removeCache(acting, target);
  }
}

/** What is begun is ended, also when nobody waits for it any more. */
async function removeAs(acting: Acting, target: Kept, words: readonly string[]): Promise<void> {
  const { removers } = acting;
  const { kind, id, keep } = target;
  const remover = kind === 'container' ? removers?.container : removers?.volume;
  if (remover !== undefined) return remover(id, keep, new AbortController().signal);
  if (keep) throw new Changed(say('There is no bin here: it was left alone.'));
  return noted(acting, words, () => remove(acting, `/${kind}s/${encodeURIComponent(id)}`));
}

async function remove({ engine }: Acting, path: string): Promise<void> {
  await engine.client.json({ method: 'DELETE', path, timeoutMs: SLOW_MS });
}

async function changeContainer({ engine }: Acting, action: Exclude<DiskAction, 'remove'>, { id, kind }: DiskTarget) {
  if (kind !== 'container') throw new Changed(say('Only containers can be told to {action}.', { action }));
  // Its own grace before the kill is not known here.
  const timeoutMs = action === 'stop' || action === 'restart' ? null : SLOW_MS;
  await engine.client.json({ method: 'POST', path: `/containers/${encodeURIComponent(id)}/${action}`, timeoutMs });
}

/** By each of its names, as the engine refuses to take several with one request unless it is forced. */
async function removeImage(acting: Acting, target: DiskTarget): Promise<void> {
  const { client } = acting.engine;
  const found = imageOf(
    record(await client.json({ method: 'GET', path: `/images/${encodeURIComponent(target.id)}/json` })),
  );
  if (imageStamp(refsOf(found)) !== target.stamp)
    throw new Changed(say('Its names are others than when it was listed. It was left alone.'));
  for (const ref of found.tags.length > 0 ? found.tags : [target.id])
    await noted(acting, ['rmi', ref], () => remove(acting, `/images/${encodeURIComponent(ref)}`));
}

/** A volume of the same name may have been made anew. */
async function expectVolume({ engine }: Acting, target: DiskTarget): Promise<void> {
  const path = `/volumes/${encodeURIComponent(target.id)}`;
  const { CreatedAt } = record(await engine.client.json({ method: 'GET', path }));
  if (text(CreatedAt) !== target.stamp)
    throw new Changed(say('It is another volume of the same name than when it was listed. It was left alone.'));
}

function removeCache(acting: Acting, { id }: DiskTarget): Promise<void> {
  return noted(acting, ['builder', 'prune', '-af', '--filter', `id=${id}`], async () => {
    const query = { all: true, filters: { id: [id] } };
    const answer = record(
      await acting.engine.client.json({ method: 'POST', path: '/build/prune', query, timeoutMs: SLOW_MS }),
    );
    if (list(answer.CachesDeleted).length === 0)
      throw new Changed(say('The engine removed nothing: it is in use, or other records build on it.'));
  });
}
