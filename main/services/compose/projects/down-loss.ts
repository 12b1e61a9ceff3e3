import type { DownLoss } from '../../../contract/compose';
import { readUsage } from '../../engine/system-df';
import type { EngineClient } from '../../engine/types';
import type { ComposeModel } from '../types';
import type { EnginePart, Member } from './members';
import type { Snapshot } from './read-engine';

/** The engine walks through all data for it. */
const SIZES_MS = 8_000;

async function readSizes(client: EngineClient, signal: AbortSignal): Promise<ReadonlyMap<string, number | null>> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(SIZES_MS)]);
  const volumes = await readUsage(client, limit).then(
    (usage) => usage.volumes,
    () => [],
  );
  return new Map(volumes.map(({ name, bytes }) => [name, bytes]));
}

/** As compose does it: the volumes of the files, by their names; without files, by the engine's labels. */
function namedOf(project: string, model: ComposeModel | null, volumes: readonly EnginePart[]): readonly EnginePart[] {
  if (model === null) return volumes.filter((volume) => volume.project === project && !volume.anonymous);
  const names = new Set([...model.volumes.values()].filter(({ external }) => !external).map(({ name }) => name));
  return volumes.filter(({ name }) => names.has(name));
}

function usersOf({ name, key }: EnginePart, members: readonly Member[], model: ComposeModel | null): string[] {
  const seen = members.filter(({ volumes }) => volumes.includes(name)).map(({ service }) => service);
  const said = [...(model?.services.values() ?? [])].filter(({ volumes }) => key !== '' && volumes.includes(key));
  return [...new Set([...seen, ...said.map((service) => service.name)])].sort();
}

/** What a `down` with volumes would take. */
export async function readDownLoss(
  client: EngineClient,
  project: string,
  { snapshot, model }: { readonly snapshot: Snapshot; readonly model: ComposeModel | null },
  signal: AbortSignal,
): Promise<DownLoss> {
  const members = snapshot.members.filter((member) => member.project === project);
  const mounted = new Set(members.flatMap(({ volumes }) => volumes));
  const anonymous = snapshot.volumes.filter((volume) => volume.anonymous && mounted.has(volume.name));
  const lost = [...namedOf(project, model, snapshot.volumes), ...anonymous];
  if (lost.length === 0) return { volumes: [] };
  const sizes = await readSizes(client, signal);
  return {
    volumes: lost.map((volume) => ({
      ...{ name: volume.name, anonymous: volume.anonymous, bytes: sizes.get(volume.name) ?? null },
      services: usersOf(volume, members, model),
    })),
  };
}
