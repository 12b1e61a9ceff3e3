import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import type { ImportWish } from '../../contract/imports';
import { ImportFault } from './fault';
import type { Ledger } from './ledger';
import { readVolumes, type VolumeShape } from './survey';
import { createTreeSum, difference, type TreeSum } from './tree-sum';
import { attempt, itemId, movingOf, type Outcome, type Work } from './work';
import { say } from '../../../texts/say';

type Wish = ImportWish['volumes'][number];

const ANONYMOUS = 'com.docker.volume.anonymous';
const PLAIN = { driver: 'local', options: {} };

/** One after the other; never rejects. */
export async function moveVolumes(work: Work, ledger: Ledger, wishes: readonly Wish[]): Promise<void> {
  for (const wish of wishes) await attempt(work, itemId('volume', wish.name), () => moveVolume(work, ledger, wish));
}

/** What the copy is made with: options that name a place mean nothing elsewhere. */
function specOf({ driver, options, labels }: VolumeShape): Omit<VolumeShape, 'name'> {
  const { [ANONYMOUS]: _, ...kept } = labels;
  const isPlain = driver !== 'local' || (options.device !== undefined && options.type !== 'tmpfs');
  return isPlain ? { ...PLAIN, labels: kept } : { driver, options, labels: kept };
}

async function moveVolume(work: Work, ledger: Ledger, wish: Wish): Promise<Outcome> {
  const { source, target, movers, signal, table } = work;
  const place = { source: source.engine.key, target: target.engine.key, volume: wish.name, to: wish.to };
  const volume = (await readVolumes(source.client, signal)).find(({ name }) => name === wish.name);
  if (volume === undefined) throw new ImportFault('gone', wish.name);
  const isThere = (await readVolumes(target.client, signal)).some(({ name }) => name === wish.to);
  const known = ledger.find(place);
  // Only what a run of ours left half-way, or the user named, is written over.
  const isLeft = known?.state === 'begun' && known.to === wish.to;
  if (isThere && !wish.replace && !isLeft) throw new ImportFault('taken', wish.to, say('a volume'));
  await movers.ensureAnyImage(target.client, signal);
  await ledger.set({ ...place, state: 'begun', checksum: '' });
  try {
    const read = await copy(work, { wish, volume, isThere });
    table.set(itemId('volume', wish.name), {
      state: 'checking',
      note: say('All of it is written, and not yet compared'),
    });
    const problem = difference(read, await readTarget(work, wish));
    if (problem !== null) throw new ImportFault('differs', wish.to, problem);
    await ledger.set({ ...place, state: 'verified', checksum: read.sum });
    const entries = say('{entries} entries, the same at both ends', { entries: read.entries.toLocaleString('en') });
    const silent = say('{name} does not tell the owner and mode of the folder itself: look at them', {
      name: source.engine.name,
    });
    return { state: 'done', checksum: read.sum, note: read.root === null ? `${entries}. ${silent}` : entries };
  } catch (error) {
    // A fresh one that could not be filled is gone again.
    const left = await readVolumes(target.client, AbortSignal.timeout(10_000)).catch(() => null);
    if (left?.some(({ name }) => name === wish.to) === false) await ledger.forget(place);
    throw error;
  }
}

interface Copying {
  readonly wish: Wish;
  readonly volume: VolumeShape;
  readonly isThere: boolean;
}

/** What was read of the source, summed as it passed. */
async function copy(work: Work, { wish, volume, isThere }: Copying): Promise<TreeSum> {
  const { target, movers, volumes, signal } = work;
  const moving = movingOf(work, [itemId('volume', wish.name)]);
  const pack = await volumes.open(wish.name, wish.pause, moving);
  const summing = createTreeSum();
  const flow = pipeline(pack.body, summing.stage, { signal });
  // Told by the flow behind it, or by the pack.
  flow.catch(() => undefined);
  const fill = { name: wish.to, spec: isThere ? null : specOf(volume), body: summing.stage };
  const filled = movers.fillVolume(target.client, fill, { ...moving, moved: () => undefined });
  const [one, other] = await Promise.allSettled([pack.done, filled]);
  // What broke the source is why the target broke off, too.
  if (one.status === 'rejected' && other.status === 'rejected') throw causeOf(one.reason, other.reason);
  if (other.status === 'rejected') throw other.reason;
  if (one.status === 'rejected') throw one.reason;
  const read = summing.result();
  if (read.root !== null) await movers.setRoot(target.client, wish.to, read.root);
  return read;
}

const PASSED_ON = /premature close|aborted|destroyed/i;

const causeOf = (source: unknown, target: unknown): unknown =>
  source instanceof Error && PASSED_ON.test(source.message) ? target : source;

async function readTarget(work: Work, { to }: Wish): Promise<TreeSum> {
  const { target, movers, signal } = work;
  const pack = await movers.openVolume(target.client, to, { signal, moved: () => undefined, note: () => undefined });
  const summing = createTreeSum();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await Promise.all([pipeline(pack.body, summing.stage, nowhere, { signal }), pack.done]);
  return summing.result();
}
