import type { VolumeSpec } from '../../contract/volumes';
import { EngineError } from '../engine/types';
import { openPack } from './bytes/pack';
import { nameProblem } from './create';
import { VolumeFault } from './fault';
import { fillVolume } from './fill';
import { readVolume } from './requests';
import type { TransferParts } from './transfer';
import type { Running } from './work';
import { say } from '../../../texts/say';

const ANONYMOUS = 'com.docker.volume.anonymous';

/** What a copy is made with. One whose options name a place would be the same data once more: its copy is a plain volume. */
export function cloneSpec({ driver, options, labels }: VolumeSpec): { spec: Omit<VolumeSpec, 'name'>; plain: boolean } {
  const { [ANONYMOUS]: _, ...kept } = labels;
  const plain = driver !== 'local' || (options.device !== undefined && options.type !== 'tmpfs');
  return { spec: plain ? { driver: 'local', options: {}, labels: kept } : { driver, options, labels: kept }, plain };
}

export interface CloneWish {
  readonly name: string;
  readonly to: string;
  readonly pause: boolean;
}

/** Begins it; resolves with the work's id. Rejects with EngineError or VolumeFault before anything is made. */
export async function cloneVolume(parts: TransferParts, wish: CloneWish): Promise<string> {
  const { client, works, recorded } = parts;
  const { name, to } = wish;
  const there = await readVolume(client, name);
  if (there === null) throw new EngineError('refused', `get ${name}: no such volume`, 404);
  const problem = nameProblem(to);
  if (problem !== null) throw new VolumeFault('bad-name', to, problem);
  if ((await readVolume(client, to)) !== null) throw new VolumeFault('exists', to);
  const { id } = works.start({ kind: 'clone', volume: name, target: to, shared: true }, (running) =>
    recorded({ action: 'clone', name, to }, () => copy(parts, wish, { there, running })),
  );
  return id;
}

interface Copying {
  readonly there: VolumeSpec;
  readonly running: Running;
}

async function copy(parts: TransferParts, { name, to, pause }: CloneWish, { there, running }: Copying): Promise<void> {
  const { spec, plain } = cloneSpec(there);
  const { signal } = running;
  const pack = await openPack(parts, { name, gzip: false, pause }, { signal, moved: () => undefined });
  const filling = { name: to, fresh: true, spec, empty: false, pause: false, body: pack.body, sha256: null };
  try {
    await fillVolume(parts, filling, running);
    await pack.done;
  } finally {
    // Those that were paused go on before it is said to be over.
    await pack.done.catch(() => undefined);
  }
  if (plain) running.note(say('Its options name a place of their own, so the copy is a plain volume without them'));
}
