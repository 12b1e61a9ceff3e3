import { createHash } from 'node:crypto';
import type { Edited } from '../../contract/recreate';
import type { ContainerSpec } from '../../contract/spec';
import { containerPath } from '../engine/container-path';
import { type Loose, record as loose, text } from '../engine/loose';
import { EngineError } from '../engine/types';
import { specOfInspect } from '../spec/from-inspect';
import { type Calls, isGone, readSeen, type Seen } from './calls';

/** Of Slipway's own; the form has nothing to do with them. */
const OWN = 'io.slipway.';

export interface Reading {
  readonly seen: Seen;
  readonly spec: ContainerSpec;
  readonly revision: string;
  /** Id of the image it runs from. */
  readonly imageId: string;
  /** `docker image inspect` of that one; null: it is gone. */
  readonly image: unknown;
}

/** Rejects with EngineError. */
export async function readContainer(
  calls: Pick<Calls, 'client' | 'defaults'>,
  id: string,
  size = false,
): Promise<Reading> {
  const { client } = calls;
  const query = size ? { size: 1 } : {};
  const raw = loose(await client.json({ method: 'GET', path: containerPath(id, 'json'), query }));
  const imageId = text(raw.Image);
  const image = await imageOf(client, imageId);
  const spec = specOfInspect(raw, image, await calls.defaults());
  return {
    ...{ seen: readSeen(raw), imageId, image, revision: revisionOf(raw) },
    spec: { ...spec, labels: spec.labels.filter(({ name }) => !name.startsWith(OWN)) },
  };
}

/** null: there is none. */
export async function imageOf(client: Calls['client'], reference: string): Promise<unknown> {
  try {
    return await client.json({ method: 'GET', path: `/images/${encodeURIComponent(reference)}/json` });
  } catch (error) {
    if (isGone(error)) return null;
    // An engine takes no id of another kind for a name.
    if (error instanceof EngineError && error.status === 400) return null;
    throw error;
  }
}

export const imageIdOf = (image: unknown): string => text(loose(image).Id);

export const editedOf = ({ seen, spec, revision }: Reading): Edited => ({
  ...{ id: seen.id, name: seen.name, spec, revision, running: seen.running },
  project: text(seen.labels['com.docker.compose.project']) || null,
});

/** Of all that an edit builds on, and of nothing that changes as it runs. */
function revisionOf(raw: Loose): string {
  const networks = Object.entries(loose(loose(raw.NetworkSettings).Networks))
    .map(([name, end]) => [name, loose(end).IPAMConfig ?? null, loose(end).DriverOpts ?? null] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const said = JSON.stringify([raw.Id, raw.Name, raw.Image, raw.Config, raw.HostConfig, networks]);
  return createHash('sha256').update(said).digest('hex');
}
