import type { DiskTarget } from '../../contract/disk';
import { cut, type Loose, record, text } from '../engine/loose';
import type { CacheUse, ContainerUse, ImageUse, Usage, VolumeUse } from '../engine/system-df';

const NAME_LIMIT = 300;

/** Every name an image has. One that was pulled by its digest alone has no other. */
export const refsOf = ({ tags, digests }: Pick<ImageUse, 'tags' | 'digests'>): readonly string[] =>
  tags.length > 0 ? tags : digests;

/** Names of an image may come in any order. */
export const imageStamp = (refs: readonly string[]): string => JSON.stringify([...refs].sort());

export const imageName = (image: Pick<ImageUse, 'id' | 'tags' | 'digests'>): string =>
  refsOf(image)[0] ?? image.id.replace(/^sha256:/, '').slice(0, 12);

export function imageTarget(image: ImageUse): DiskTarget {
  const refs = refsOf(image);
  const own = image.bytes === null || image.sharedBytes === null ? null : image.bytes - image.sharedBytes;
  const more = refs.length > 1 ? `${refs.length} names` : '';
  return {
    ...{ kind: 'image', id: image.id, name: imageName(image), refs: [...refs], stamp: imageStamp(refs) },
    bytes: own,
    detail: refs.length === 0 ? 'dangling' : more,
  };
}

export const containerTarget = ({ id, name, image, bytes, status, state }: ContainerUse): DiskTarget => ({
  ...{ kind: 'container', id, name, refs: [], stamp: '', bytes },
  detail: [status === '' ? state : status, cut(image, NAME_LIMIT)].filter(Boolean).join(', '),
});

export const volumeTarget = ({ name, driver, created, bytes, anonymous }: VolumeUse): DiskTarget => ({
  ...{ kind: 'volume', id: name, name, refs: [], stamp: created, bytes },
  detail: [anonymous ? 'anonymous' : '', driver === 'local' ? '' : driver].filter(Boolean).join(', '),
});

export const cacheTarget = ({ id, type, description, bytes, shared }: CacheUse): DiskTarget => ({
  ...{ kind: 'cache', id, name: description === '' ? id : description, refs: [], stamp: '' },
  bytes: shared ? 0 : bytes,
  detail: type,
});

export const networkTarget = (said: Loose): DiskTarget => ({
  kind: 'network',
  id: text(said.Id),
  name: cut(text(said.Name), NAME_LIMIT),
  ...{ refs: [], stamp: '', bytes: null },
  detail: [cut(text(said.Driver), NAME_LIMIT), text(said.Scope) === 'swarm' ? 'swarm' : ''].filter(Boolean).join(', '),
});

/** Containers that use each image, by its id. */
export const usersOfImages = ({ containers }: Pick<Usage, 'containers'>) =>
  groupBy(containers, ({ imageId }) => [imageId]);

/** Containers that have each volume mounted, by its name. */
export const usersOfVolumes = ({ containers }: Pick<Usage, 'containers'>) =>
  groupBy(containers, ({ volumes }) => volumes.map(({ name }) => name));

/** By the ids and the names of networks. */
export const usersOfNetworks = ({ containers }: Pick<Usage, 'containers'>) =>
  groupBy(containers, ({ networks }) => networks);

function groupBy(
  containers: readonly ContainerUse[],
  keysOf: (container: ContainerUse) => readonly string[],
): ReadonlyMap<string, readonly ContainerUse[]> {
  const found = new Map<string, ContainerUse[]>();
  for (const container of containers)
    for (const key of new Set(keysOf(container))) found.set(key, [...(found.get(key) ?? []), container]);
  return found;
}

const BUILT_IN: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'podman']);

/** The engine's own cannot be removed. */
export const isCustom = (network: Loose): boolean =>
  text(network.Id) !== '' &&
  !BUILT_IN.has(text(network.Name)) &&
  network.Ingress !== true &&
  network.ConfigOnly !== true &&
  Object.keys(record(network)).length > 0;
