import { randomBytes } from 'node:crypto';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { list, number, record as loose, text } from '../engine/loose';
import { type EngineClient, EngineError } from '../engine/types';
import { helperLabels } from './labels';
import { say } from '../../../texts/say';

const PLACE = '/slipway-volume';
const SLOW_MS = 120_000;

export interface CopyWish {
  readonly from: string;
  readonly to: string;
  /** So far, bytes of the tar that passes; throwing ends the copy with that error. */
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Copies all files of a volume into another one, with owners, modes and links, through Slipway: constant memory, uncompressed.
 * Both volumes must be there. By two helpers that are never started: the engine lets one container be read or written, not both
 * at once. Rejects with EngineError, or what `onBytes` throws; then the other volume has a part of the files.
 */
export async function copyVolume(client: EngineClient, { from, to, onBytes, signal }: CopyWish): Promise<void> {
  const image = await smallestImage(client);
  const helpers: string[] = [];
  try {
    for (const [volume, readOnly] of [[from, true] as const, [to, false] as const])
      helpers.push(await createHelper(client, image, { volume, readOnly }));
    const [source = '', target = ''] = helpers;
    await pass(client, source, target, { onBytes, signal });
  } finally {
    await Promise.all(helpers.map((id) => remove(client, id)));
  }
}

async function pass(
  client: EngineClient,
  source: string,
  target: string,
  { onBytes, signal }: Pick<CopyWish, 'onBytes' | 'signal'>,
): Promise<void> {
  const body = await client.stream({
    ...{ method: 'GET', path: `/containers/${source}/archive`, query: { path: PLACE }, timeoutMs: null, signal },
  });
  const passed = { bytes: 0 };
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed.bytes += chunk.length;
      try {
        onBytes(passed.bytes);
        done(null, chunk);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
  const broken: { error: Error | null } = { error: null };
  const reading = pipeline(body, counter).catch((error: unknown) => {
    broken.error = error instanceof Error ? error : new Error(String(error));
  });
  // The folder itself is in the tar: its mode and owner are the volume's.
  const content = { stream: counter, type: 'application/x-tar', length: null };
  const path = `/containers/${target}/archive`;
  try {
    const answer = await client.stream({
      ...{ method: 'PUT', path, query: { path: '/' }, content, timeoutMs: null, signal },
    });
    answer.resume();
  } catch (error) {
    body.destroy();
    await reading;
    throw causeOf(error, broken.error);
  }
  await reading;
  // A tar cut off at the end of a file looks whole to the engine.
  if (broken.error !== null) throw broken.error;
}

/** What broke the reading is why the writing broke too. */
const causeOf = (error: unknown, reading: Error | null): Error =>
  reading ?? (error instanceof Error ? error : new Error(String(error)));

async function smallestImage(client: EngineClient): Promise<string> {
  const images = list(await client.json({ method: 'GET', path: '/images/json' })).map(loose);
  const [smallest] = images.sort((a, b) => (number(a.Size) ?? 0) - (number(b.Size) ?? 0));
  if (smallest === undefined)
    throw new EngineError('refused', say('The engine has no image, and without one no volume can be copied.'), 409);
  return text(smallest.Id);
}

async function createHelper(
  client: EngineClient,
  image: string,
  { volume, readOnly }: { readonly volume: string; readonly readOnly: boolean },
): Promise<string> {
  // Without NoCopy the engine would fill an empty volume with files of the image.
  const mount = {
    ...{ Type: 'volume', Source: volume, Target: PLACE, ReadOnly: readOnly, VolumeOptions: { NoCopy: true } },
  };
  const body = {
    ...{ Image: image, Labels: await helperLabels('files'), NetworkDisabled: true },
    // An image may name no command; this one is never run.
    ...{ Entrypoint: ['/slipway-never-run'], Cmd: [] },
    HostConfig: { NetworkMode: 'none', Mounts: [mount] },
  };
  const query = { name: `slipway-copy-${randomBytes(6).toString('hex')}` };
  const answer = await client.json({ method: 'POST', path: '/containers/create', query, body, timeoutMs: SLOW_MS });
  return text(loose(answer).Id);
}

/** What a helper leaves is removed by the next start. `v`: volumes that its image asks for. */
const remove = async (client: EngineClient, id: string): Promise<void> => {
  const request = { method: 'DELETE', path: `/containers/${id}`, query: { v: true, force: true } } as const;
  await client.json(request).catch(() => undefined);
};
