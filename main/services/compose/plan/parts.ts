import type { PlanEntry } from '../../../contract/compose-files';
import type { ModelPart } from '../types';
import type { PlanGround } from './services';

const entry = (kind: PlanEntry['kind'], name: string, action: PlanEntry['action']): PlanEntry => ({
  ...{ kind, name, action, reasons: [], containers: [], first: 'none' },
});

/** Networks that a service needs, and volumes: made where they are not there. */
export function planParts({ model, state, hashes, cli }: PlanGround): readonly PlanEntry[] {
  const enabled = [...model.services.values()].filter(({ name }) => hashes.has(name));
  const used = (keys: readonly string[], part: ModelPart): boolean => keys.includes(part.key) && !part.external;
  const networks = [...model.networks.values()].filter((part) =>
    used(
      enabled.flatMap((each) => each.networks),
      part,
    ),
  );
  // The older line makes all volumes of the file, used or not.
  const volumeKeys = cli.second ? enabled.flatMap((each) => each.volumes) : [...model.volumes.keys()];
  const volumes = [...model.volumes.values()].filter((part) => used(volumeKeys, part));
  return [
    ...networks.map(({ name }) => entry('network', name, state.networks.has(name) ? 'leave' : 'create')),
    ...volumes.map(({ name }) => entry('volume', name, state.volumes.has(name) ? 'leave' : 'create')),
  ];
}

/** Containers of services that the files do not have, by service. */
export function planOrphans({ model, state }: PlanGround, removeOrphans: boolean): readonly PlanEntry[] {
  const orphans = new Map<string, string[]>();
  for (const { member } of state.held)
    if (!model.services.has(member.service))
      orphans.set(member.service, [...(orphans.get(member.service) ?? []), member.name]);
  return [...orphans].map(([name, containers]) => ({
    ...entry('service', name, removeOrphans ? 'remove' : 'orphan'),
    containers,
  }));
}
