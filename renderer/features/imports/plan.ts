import type { FoundImage, FoundNetwork, FoundVolume, ImportWish, Preflight } from '../../../main/contract/imports';

/** What is to be done with one image. Names that mean another image at the target: it keeps them, they move, or it gets others. */
export interface ImageChoice {
  readonly checked: boolean;
  readonly onTaken: 'keep' | 'move' | 'rename';
}

export interface VolumeChoice {
  readonly checked: boolean;
  /** Where there is one of that name: under another name, or in its place. */
  readonly onTaken: 'rename' | 'replace';
  readonly to: string;
  readonly pause: boolean;
}

export interface NetworkChoice {
  readonly checked: boolean;
  readonly to: string;
  readonly subnets: boolean;
}

/** By id, by name, by id. */
export interface Plan {
  readonly images: Readonly<Record<string, ImageChoice>>;
  readonly volumes: Readonly<Record<string, VolumeChoice>>;
  readonly networks: Readonly<Record<string, NetworkChoice>>;
}

const SUFFIX = '-imported';

/** The first that is not taken: `data-imported`, `data-imported-2`. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const free = `${name}${SUFFIX}${count === 1 ? '' : `-${String(count)}`}`;
    if (!taken.has(free)) return free;
  }
}

/** All that is not there and harms nothing. */
export function firstPlan({ images, volumes, networks }: Preflight): Plan {
  const names = new Set(volumes.map(({ name }) => name));
  const networkNames = new Set(networks.map(({ name }) => name));
  return {
    images: Object.fromEntries(
      images.map(({ id, state }) => [id, { checked: state !== 'same', onTaken: 'keep' } as const]),
    ),
    volumes: Object.fromEntries(
      volumes.map(({ name, state, anonymous, runningUsers }) => {
        const checked = (state === 'new' || state === 'unfinished') && !anonymous;
        const to = freeName(name, names);
        return [name, { checked, onTaken: 'rename', to, pause: runningUsers.length > 0 } as const];
      }),
    ),
    networks: Object.fromEntries(
      networks.map(({ id, name, state, overlaps, problem }) => [
        id,
        {
          checked: state === 'new' && problem === '',
          to: state === 'taken' ? freeName(name, networkNames) : name,
          subnets: overlaps.length === 0,
        },
      ]),
    ),
  };
}

/** `shop/api:1` becomes `shop/api:1-imported`. */
const renamed = (name: string): string => `${name}${SUFFIX}`;

function namesOf({ names, taken }: FoundImage, onTaken: ImageChoice['onTaken']): string[] {
  const isTaken = new Set(taken);
  if (onTaken === 'move') return [...names];
  if (onTaken === 'rename') return names.map((name) => (isTaken.has(name) ? renamed(name) : name));
  return names.filter((name) => !isTaken.has(name));
}

/** One of that name is there, and is neither the same nor a part that we left. */
export const isTaken = ({ state }: FoundVolume): boolean => state === 'taken' || state === 'verified';

const volumeWish = (volume: FoundVolume, { onTaken, to, pause }: VolumeChoice): ImportWish['volumes'][number] => ({
  ...{ name: volume.name, pause },
  to: isTaken(volume) && onTaken === 'rename' ? to.trim() : volume.name,
  replace: isTaken(volume) && onTaken === 'replace',
});

const networkWish = ({ id }: FoundNetwork, { to, subnets }: NetworkChoice): ImportWish['networks'][number] => ({
  ...{ id, subnets },
  to: to.trim(),
});

export function wishOf({ source, images, volumes, networks }: Preflight, plan: Plan): ImportWish {
  return {
    source: source.key,
    images: images.flatMap((image) => {
      const choice = plan.images[image.id];
      return choice?.checked === true ? [{ id: image.id, names: namesOf(image, choice.onTaken) }] : [];
    }),
    volumes: volumes.flatMap((volume) => {
      const choice = plan.volumes[volume.name];
      return choice?.checked === true ? [volumeWish(volume, choice)] : [];
    }),
    networks: networks.flatMap((network) => {
      const choice = plan.networks[network.id];
      return choice?.checked === true ? [networkWish(network, choice)] : [];
    }),
  };
}

export interface Sum {
  readonly count: number;
  /** What they need at most: layers that images share are counted once. */
  readonly bytes: number;
  /** Volumes that are emptied first. */
  readonly replaced: readonly string[];
  /** Volumes of a size that nobody can tell. */
  readonly unmeasured: number;
}

export function sumOf({ images, volumes }: Preflight, wish: ImportWish): Sum {
  const [imageIds, volumeNames] = [
    new Set(wish.images.map(({ id }) => id)),
    new Set(wish.volumes.map(({ name }) => name)),
  ];
  const moved = images.filter(({ id, state }) => imageIds.has(id) && state === 'new');
  const own = moved.reduce((sum, { bytes, sharedBytes }) => sum + bytes - (sharedBytes ?? 0), 0);
  const shared = Math.max(0, ...moved.map(({ sharedBytes }) => sharedBytes ?? 0));
  const copied = volumes.filter(({ name }) => volumeNames.has(name));
  return {
    count: wish.images.length + wish.volumes.length + wish.networks.length,
    bytes: own + shared + copied.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    replaced: wish.volumes.filter(({ replace }) => replace).map(({ to }) => to),
    unmeasured: copied.filter(({ bytes }) => bytes === null).length,
  };
}
