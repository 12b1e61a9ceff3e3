import type { CloneProgress } from '../../contract/recreate';
import type { ContainerSpec } from '../../contract/spec';
import { list, record as loose, text } from '../engine/loose';
import { failureMessage } from '../engine/noted';
import { copyVolume } from '../helpers/copy-volume';
import { createContainer } from '../spec/engine-create';
import { recreateRequest } from '../spec/overlay';
import { runLine } from '../spec/run-line/print';
import { type Calls, errorOf } from './calls';
import { commit } from './commit';
import { type Reading, readContainer } from './reading';
import { createTale, type Tale } from './tale';
import { verbatim } from '../../../texts/said';
import { say, sayAll } from '../../../texts/say';

export interface CloneWish {
  readonly id: string;
  readonly name: string;
}

type Tell = (progress: CloneProgress) => void;
type StepName = Extract<CloneProgress, { type: 'step' }>['step'];

/** How to undo what was made, the last first. */
type Undo = { readonly what: string; readonly act: () => Promise<unknown> }[];

/** A telling of a copy a few times a second is enough. */
const TELL_MS = 200;

const stepOf = (step: StepName, detail = '', bytes = 0): CloneProgress => ({ type: 'step', step, detail, bytes });

/** Goes on when nobody reads; what fails, or is cut short by `signal`, is undone whole. */
export function beginClone(calls: Calls, wish: CloneWish, signal: AbortSignal): Tale<CloneProgress> {
  const tale = createTale<CloneProgress>();
  const tell: Tell = (progress) => tale.tell(progress);
  clone(calls, wish, { tell, signal }).then(
    () => tale.end(),
    (error: unknown) => tale.end(errorOf(error)),
  );
  return tale;
}

async function clone(
  calls: Calls,
  { id, name: wanted }: CloneWish,
  { tell, signal }: Pick<Making, 'tell' | 'signal'>,
): Promise<void> {
  const reading = await readContainer(calls, id);
  const name = wanted === '' ? freeName(`${reading.seen.name}-clone`, await calls.names()) : wanted;
  const undo: Undo = [];
  try {
    tell(await make(calls, reading, { name, undo, tell, signal }));
  } catch (error) {
    tell(stepOf('undoing'));
    const left: string[] = [];
    for (const { what, act } of undo.reverse()) await act().catch(() => left.push(what));
    const rest =
      left.length === 0 ? verbatim('') : say('This could not be removed again: {left}.', { left: left.join(', ') });
    tell({ type: 'failed', message: sayAll(verbatim(failureMessage(error)), rest) });
  }
}

export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${String(number)}`;
  return name;
}

interface Making {
  readonly name: string;
  readonly undo: Undo;
  readonly tell: Tell;
  readonly signal: AbortSignal;
}

async function make(calls: Calls, reading: Reading, making: Making): Promise<CloneProgress> {
  const { name, undo, tell, signal } = making;
  const { seen, spec: before } = reading;
  tell(stepOf('committing'));
  const image = imageName(seen.name);
  await commit(calls, { id: seen.id, reference: image, author: '', message: '', changes: [], pause: true });
  const removal = { method: 'DELETE', path: `/images/${encodeURIComponent(image)}` } as const;
  undo.push({ what: `image ${image}`, act: () => calls.client.json(removal) });
  signal.throwIfAborted();
  const volumes = await copyVolumes(calls, reading, making);
  signal.throwIfAborted();
  const after = cloneSpec(before, { name, image, volumes });
  tell(stepOf('creating', name));
  const { id, warnings } = await calls.notedLine(runLine(after, { prefix: calls.prefix(), command: 'create' }), () =>
    createContainer(calls.client, recreateRequest(seen.raw, before, after)),
  );
  undo.push({ what: `container ${name}`, act: () => calls.remove({ id, name }, false) });
  if (seen.running) {
    tell(stepOf('starting', name));
    await calls.start({ id, name });
  }
  return { type: 'done', id, name, image, warnings: [...warnings] };
}

/** An image's name has no capitals, and no two separators side by side. */
function imageName(container: string): string {
  const plain = container
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const stamp = new Date().toISOString().replace(/[-:]|\..*/g, '');
  return `slipway/clone-of-${plain}:${stamp.replace('T', '-')}`;
}

/** By the names of the originals. */
async function copyVolumes({ client, ...calls }: Calls, { seen }: Reading, { undo, tell, signal }: Making) {
  const copies = new Map<string, string>();
  const names = list(seen.raw.Mounts)
    .map(loose)
    .filter(({ Type, Name }) => Type === 'volume' && text(Name) !== '')
    .map(({ Name }) => text(Name));
  const taken = new Set(list(loose(await client.json({ method: 'GET', path: '/volumes' })).Volumes).map(volumeName));
  for (const from of new Set(names)) {
    const wanted = ANONYMOUS.test(from) ? '' : freeName(`${from}-clone`, taken);
    const body = wanted === '' ? {} : { Name: wanted };
    const made = await calls.noted(['volume', 'create', ...(wanted === '' ? [] : [wanted])], () =>
      client.json({ method: 'POST', path: '/volumes/create', body }),
    );
    const to = volumeName(made);
    const removal = { method: 'DELETE', path: `/volumes/${encodeURIComponent(to)}` } as const;
    undo.push({ what: `volume ${to}`, act: () => client.json(removal) });
    tell(stepOf('copying', from));
    await copyVolume(client, { from, to, onBytes: paced(from, tell), signal });
    copies.set(from, to);
  }
  return copies;
}

const ANONYMOUS = /^[0-9a-f]{64}$/;

const volumeName = (volume: unknown): string => text(loose(volume).Name);

function paced(volume: string, tell: Tell): (bytes: number) => void {
  let told = 0;
  return (bytes) => {
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    tell(stepOf('copying', volume, bytes));
  };
}

interface Changed {
  readonly name: string;
  readonly image: string;
  readonly volumes: ReadonlyMap<string, string>;
}

/** What must not be had twice is the engine's choice: ports of the host, addresses. It belongs to no project of compose. */
const cloneSpec = (before: ContainerSpec, { name, image, volumes }: Changed): ContainerSpec => ({
  ...before,
  name,
  image,
  ports: before.ports.map((port) => ({ ...port, hostPort: '' })),
  mounts: before.mounts.map((mount) => ({ ...mount, source: volumes.get(mount.source) ?? mount.source })),
  networks: before.networks.map((network) => ({
    ...network,
    aliases: [],
    ipv4: '',
    ipv6: '',
    macAddress: '',
    linkLocalIps: [],
  })),
  labels: before.labels.filter((label) => !label.name.startsWith('com.docker.compose.')),
});
