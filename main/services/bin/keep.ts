import { list, number, record as loose, text } from '../engine/loose';
import { noted, type RecordCommand } from '../engine/noted';
import { type Engine, EngineError } from '../engine/types';
import { copyVolume } from '../helpers/copy-volume';
import { volumeOf } from './items';
import { BIN_LABEL, BIN_REPOSITORY } from '../helpers/kept';
import { type BinRecord, inspectParts, newKey, packed } from './record';
import { say } from '../../../texts/say';

export interface Acting {
  readonly engine: Pick<Engine, 'client' | 'cliPrefix'>;
  readonly record: RecordCommand;
}

/** It goes into the request's address, which engines cut off near a megabyte. */
const RECORD_LIMIT = 600_000;
const DISK_USE_MS = 300_000;

const refused = (message: string): EngineError => new EngineError('refused', message, 409);

const tooLarge = (name: string): EngineError =>
  refused(
    say('{name} is larger than the bin may be. Delete it without the bin, or make the bin larger in the settings.', {
      name,
    }),
  );

export interface ContainerWish {
  readonly id: string;
  /** Its anonymous volumes go with it when it leaves the bin. */
  readonly volumes: boolean;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** Commits its state with its configuration; resolves with its size. Rejects with EngineError; then nothing of it is in the bin. */
export async function keepContainer(acting: Acting, { id, volumes, maxBytes, signal }: ContainerWish): Promise<number> {
  const { client } = acting.engine;
  const path = `/containers/${encodeURIComponent(id)}/json`;
  const raw = loose(await client.json({ method: 'GET', path, query: { size: 1 }, timeoutMs: null, signal }));
  const name = text(raw.Name).replace(/^\//, '');
  const sizeBytes = number(raw.SizeRw) ?? 0;
  if (sizeBytes > maxBytes) throw tooLarge(name);
  const record: BinRecord = {
    ...{ version: 1, kind: 'container', name, image: text(loose(raw.Config).Image), at: Date.now(), sizeBytes },
    ...{ running: loose(raw.State).Running === true, original: text(raw.Id), inspect: inspectParts(raw) },
    anonymousVolumes: volumes ? anonymousOf(raw.Mounts) : [],
  };
  const comment = packed(record);
  if (comment.length > RECORD_LIMIT)
    throw refused(say('The configuration of {name} is too long for the bin.', { name }));
  const key = newKey();
  const query = { container: record.original, repo: BIN_REPOSITORY, tag: key, comment, pause: 1 };
  await noted(acting, ['commit', name, `${BIN_REPOSITORY}:${key}`], () =>
    client.json({ method: 'POST', path: '/commit', query, body: {}, timeoutMs: null, signal }),
  );
  return sizeBytes;
}

const ANONYMOUS = /^[0-9a-f]{64}$/;

const anonymousOf = (mounts: unknown): string[] =>
  list(mounts)
    .map(loose)
    .filter(({ Type }) => Type === 'volume')
    .map(({ Name }) => text(Name))
    .filter((volume) => ANONYMOUS.test(volume));

export interface VolumeWish {
  readonly name: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** Copies all of its files into another volume; resolves with its size. Rejects with EngineError; then nothing of it is in the bin. */
export async function keepVolume(acting: Acting, { name, maxBytes, signal }: VolumeWish): Promise<number> {
  const { client } = acting.engine;
  const path = `/volumes/${encodeURIComponent(name)}`;
  const raw = loose(await client.json({ method: 'GET', path, signal }));
  const known = await sizeOf(acting, name, signal);
  if (known > maxBytes) throw tooLarge(name);
  const record: BinRecord = {
    ...{ version: 1, kind: 'volume', name, image: '', at: Date.now(), sizeBytes: known, running: false },
    ...{ anonymousVolumes: [], original: text(raw.CreatedAt) },
    inspect: { Driver: raw.Driver, Labels: raw.Labels, Options: raw.Options },
  };
  const to = volumeOf(newKey());
  const body = { Name: to, Labels: { [BIN_LABEL]: packed(record) } };
  await noted(acting, ['volume', 'create', to], () =>
    client.json({ method: 'POST', path: '/volumes/create', body, signal }),
  );
  try {
    const onBytes = (bytes: number): void => {
      // A tar has some more than the files.
      if (bytes > maxBytes * TAR_SHARE) throw tooLarge(name);
    };
    await copyVolume(client, { from: name, to, onBytes, signal });
  } catch (error) {
    await client.json({ method: 'DELETE', path: `/volumes/${to}` }).catch(() => undefined);
    throw error;
  }
  return known;
}

const TAR_SHARE = 1.5;

/** Bytes; 0: the engine does not know. It walks all volumes for it. */
async function sizeOf({ engine }: Acting, name: string, signal: AbortSignal): Promise<number> {
  const request = { method: 'GET', path: '/system/df', query: { type: 'volume' }, timeoutMs: DISK_USE_MS } as const;
  const volumes = list(loose(await engine.client.json({ ...request, signal })).Volumes).map(loose);
  const found = volumes.find(({ Name }) => Name === name);
  return Math.max(0, number(loose(found?.UsageData).Size) ?? 0);
}
