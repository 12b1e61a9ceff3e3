import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { type EngineClient, EngineError } from '../engine/types';
import { helperLabels } from './labels';
import { FileFault } from './file-fault';

/** Where a volume is seen in its helper. */
export const VOLUME_ROOT = '/slipway-volume';

const created = v.object({ Id: v.string() });
const images = v.array(v.object({ Id: v.string(), Size: v.fallback(v.number(), 0) }));

interface HelperWish {
  readonly mounts: readonly object[];
  /** Left out: it is never started. */
  readonly command?: readonly string[];
}

export async function createHelper(
  client: EngineClient,
  image: string,
  { mounts, command }: HelperWish,
): Promise<string> {
  const body = {
    ...{ Image: image, Labels: await helperLabels(command === undefined ? 'files' : 'tool'), NetworkDisabled: true },
    // An image may name no command; this one is never run.
    ...{ Entrypoint: command ?? ['/slipway-never-run'], Cmd: [] },
    // What a tool says comes as it is.
    ...(command !== undefined && { User: '0', Tty: true }),
    HostConfig: { NetworkMode: 'none', Mounts: mounts },
  };
  const query = { name: `slipway-files-${randomBytes(6).toString('hex')}` };
  const answer = await client.json({ method: 'POST', path: '/containers/create', query, body, timeoutMs: 120_000 });
  return v.parse(created, answer).Id;
}

export async function createForVolume(client: EngineClient, name: string): Promise<string> {
  // Else the engine would make the volume.
  await client.text({ method: 'GET', path: `/volumes/${encodeURIComponent(name)}` });
  const there = v.parse(images, await client.json({ method: 'GET', path: '/images/json' }));
  const [smallest] = there.sort((a, b) => a.Size - b.Size);
  if (smallest === undefined) throw new FileFault('no-image', '/');
  // Without NoCopy the engine would fill an empty volume with files of the image.
  const mount = { Type: 'volume', Source: name, Target: VOLUME_ROOT, VolumeOptions: { NoCopy: true } };
  return createHelper(client, smallest.Id, { mounts: [mount] });
}

/** No error where it is gone. `v`: the volumes that an image asks for come with its containers, and go with them. Named ones stay. */
export async function removeHelper(client: EngineClient, id: string): Promise<void> {
  try {
    await client.json({ method: 'DELETE', path: `/containers/${id}`, query: { v: true, force: true } });
  } catch (error) {
    if (!(error instanceof EngineError && error.status === 404)) throw error;
  }
}
