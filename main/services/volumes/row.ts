import { ROW_TEXT_LIMIT } from '../../contract/containers';
import type { VolumeRow, VolumeUser } from '../../contract/volumes';
import { cut, list, type Loose, record, text, time } from '../engine/loose';
import { HELPER_LABEL } from '../helpers/labels';

const HASH = /^[0-9a-f]{64}$/;
const ANONYMOUS = 'com.docker.volume.anonymous';
const PROJECT = 'com.docker.compose.project';
const COMPOSE_NAME = 'com.docker.compose.volume';
/** Of labels and options: nobody reads more in a list, and a label may have 5 MB. */
const MOST_PAIRS = 100;

const short = (value: unknown): string => cut(text(value), ROW_TEXT_LIMIT);

const pairs = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(record(value))
      .slice(0, MOST_PAIRS)
      .map(([key, said]) => [cut(key, ROW_TEXT_LIMIT), short(said)]),
  );

const ALIVE = new Set(['running', 'paused', 'restarting']);

export interface VolumeUse extends VolumeUser {
  readonly volume: string;
}

/** Who mounts which volume, from `/containers/json`; Slipway's own helpers left out. */
export function usesIn(containers: unknown): readonly VolumeUse[] {
  return list(containers).flatMap((each) => {
    const container = record(each);
    if (HELPER_LABEL in record(container.Labels)) return [];
    return list(container.Mounts).flatMap((one) => useOf(container, record(one)));
  });
}

function useOf(container: Loose, mount: Loose): VolumeUse[] {
  const volume = text(mount.Name);
  // Engines before 1.25 do not say the type; only volumes have a name.
  if (volume === '' || (mount.Type !== undefined && mount.Type !== 'volume')) return [];
  return [
    {
      volume,
      id: text(container.Id),
      name: short(list(container.Names)[0]).replace(/^\//, ''),
      path: short(mount.Destination),
      running: ALIVE.has(text(container.State)),
      readOnly: mount.RW === false,
    },
  ];
}

const orNull = (value: unknown): string | null => (text(value) === '' ? null : short(value));

/** The list, from `/volumes` and `/containers/json`. */
export function rowsIn(volumes: unknown, containers: unknown): readonly VolumeRow[] {
  const users = new Map<string, VolumeUser[]>();
  for (const { volume, ...user } of usesIn(containers)) users.set(volume, [...(users.get(volume) ?? []), user]);
  return list(record(volumes).Volumes).flatMap((each) => {
    const volume = record(each);
    const name = text(volume.Name);
    // Nothing can be asked of one without a name, and a name of any length could not be sent back.
    return name === '' || name.length > ROW_TEXT_LIMIT ? [] : [rowOf(volume, name, users.get(name) ?? [])];
  });
}

function rowOf(volume: Loose, name: string, usedBy: VolumeUser[]): VolumeRow {
  const labels = record(volume.Labels);
  return {
    name,
    driver: short(volume.Driver),
    scope: short(volume.Scope),
    created: time(volume.CreatedAt),
    labels: pairs(labels),
    options: pairs(volume.Options),
    mountpoint: short(volume.Mountpoint),
    usedBy,
    anonymous: HASH.test(name) || ANONYMOUS in labels,
    project: orNull(labels[PROJECT]),
    composeName: orNull(labels[COMPOSE_NAME]),
  };
}
