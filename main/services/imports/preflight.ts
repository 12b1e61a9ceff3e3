import type { FoundImage, FoundNetwork, FoundVolume, Preflight } from '../../contract/imports';
import type { AsideConnection } from '../engine/types';
import { list, type Loose, record, text } from '../engine/loose';
import { isKeptImage } from '../helpers/kept';
import type { Ledger } from './ledger';
import { isOwn, networkPrint, networkProblem } from './networks';
import { imageShape, readImage, type Survey, survey, type VolumeShape } from './survey';
import { say } from '../../../texts/say';

export interface PreflightParts {
  readonly source: AsideConnection;
  readonly target: AsideConnection;
  readonly ledger: Ledger;
  readonly room: () => Promise<number | null>;
  readonly overlap: (a: string, b: string) => boolean;
}

const ANONYMOUS = 'com.docker.volume.anonymous';

interface Ends {
  readonly here: Survey;
  readonly there: Survey;
}

/** Reads both and compares them; changes nothing. Rejects with EngineError. */
export async function lookBefore(parts: PreflightParts, signal: AbortSignal): Promise<Preflight> {
  const { source, target } = parts;
  const [here, there, freeBytes] = await Promise.all([survey(source, signal), survey(target, signal), parts.room()]);
  const ends = { here, there };
  return {
    source: { ...source.engine, version: source.version, platform: here.platform },
    target: { ...target.engine, version: target.version, platform: there.platform },
    images: await findImages(parts, ends, signal),
    volumes: findVolumes(parts, ends),
    networks: findNetworks(parts, ends),
    freeBytes,
    left: leftOf(here),
  };
}

const leftOf = ({ containers, info }: Survey): Preflight['left'] => ({
  containers: containers.length,
  binds: containers.filter(({ Mounts }) => list(Mounts).some((mount) => text(record(mount).Type) === 'bind')).length,
  // Beside those that every engine has.
  plugins: list(record(info.Plugins).Volume).filter((driver) => text(driver) !== 'local').length,
});

async function findImages(
  { source }: PreflightParts,
  { here, there }: Ends,
  signal: AbortSignal,
): Promise<FoundImage[]> {
  const atTarget = new Map(there.images.map((image) => [image.id, image]));
  const owner = new Map(there.images.flatMap(({ id, names }) => names.map((name) => [name, id] as const)));
  const found = here.images
    .filter(({ names }) => !names.some(isKeptImage))
    .map(async (image) => {
      const said = await readImage(source.client, image.id, signal);
      // Deleted meanwhile.
      if (said === null) return [];
      const { platform } = imageShape(said);
      const twin = atTarget.get(image.id);
      const names = [...image.names];
      return [
        {
          ...{ id: image.id, names, platform, fits: platform === there.platform },
          ...{ bytes: image.bytes, sharedBytes: image.sharedBytes },
          state: twin === undefined ? 'new' : names.every((name) => twin.names.includes(name)) ? 'same' : 'names',
          taken: names.filter((name) => owner.has(name) && owner.get(name) !== image.id),
        } satisfies FoundImage,
      ];
    });
  return (await Promise.all(found)).flat().sort((a, b) => compare(a.names[0] ?? '~', b.names[0] ?? '~'));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const runs = (state: string): boolean => state === 'running' || state === 'paused' || state === 'restarting';

/** Names of running containers by the volume that they mount. */
function runningUsers({ containers }: Survey): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const container of containers) {
    if (!runs(text(container.State))) continue;
    const name = text(list(container.Names)[0]).replace(/^\//, '') || text(container.Id).slice(0, 12);
    for (const mount of list(container.Mounts).map(record))
      if (text(mount.Type) === 'volume') users.set(text(mount.Name), [...(users.get(text(mount.Name)) ?? []), name]);
  }
  return users;
}

/** Podman's API hands out every file as its root's, and tells nothing of a volume's own folder. */
const hidesOwners = (info: Loose): boolean => info.BuildahVersion !== undefined;
const OWNERS = 'Podman does not tell who owns its files: all become root’s, and its folder gets the usual mode';

/** What is made of one whose options or driver mean nothing elsewhere. */
export function volumeRemark({ driver, options }: VolumeShape, drivers: readonly string[]): string {
  if (driver !== 'local')
    return drivers.includes(driver)
      ? say('Its driver "{driver}" may need to be set up there; what it holds goes into a plain volume', { driver })
      : say('The target has no driver "{driver}": what it holds goes into a plain volume', { driver });
  return options.device !== undefined && options.type !== 'tmpfs'
    ? say('It leads to a place of its own ({device}): what is there goes into a plain volume', {
        device: options.device,
      })
    : '';
}

function findVolumes({ source, target, ledger }: PreflightParts, { here, there }: Ends): FoundVolume[] {
  const names = new Set(there.volumes.map(({ name }) => name));
  const drivers = ['local', ...list(record(there.info.Plugins).Volume).map(text)];
  const users = runningUsers(here);
  const sizes = new Map(here.usage.volumes.map(({ name, bytes }) => [name, bytes]));
  const stateOf = (volume: string): FoundVolume['state'] => {
    const known = ledger.find({ source: source.engine.key, target: target.engine.key, volume });
    if (known !== null && names.has(known.to)) return known.state === 'begun' ? 'unfinished' : 'verified';
    return names.has(volume) ? 'taken' : 'new';
  };
  return here.volumes
    .map((volume) => ({
      ...{ name: volume.name, driver: volume.driver, bytes: sizes.get(volume.name) ?? null },
      anonymous: ANONYMOUS in volume.labels || /^[0-9a-f]{64}$/.test(volume.name),
      ...{ state: stateOf(volume.name), runningUsers: [...(users.get(volume.name) ?? [])] },
      remark: [volumeRemark(volume, drivers), hidesOwners(here.info) ? OWNERS : ''].filter(Boolean).join('. '),
    }))
    .sort((a, b) => Number(a.anonymous) - Number(b.anonymous) || compare(a.name, b.name));
}

function findNetworks({ overlap }: PreflightParts, { here, there }: Ends): FoundNetwork[] {
  const drivers = ['bridge', ...list(record(there.info.Plugins).Network).map(text)];
  return here.networks.filter(isOwn).map((network) => {
    const twin = there.networks.find(({ name }) => name === network.name);
    const same = twin !== undefined && networkPrint(twin, true) === networkPrint(network, true);
    const others = there.networks.filter(({ subnets }) =>
      subnets.some((subnet) => network.subnets.some((own) => overlap(own, subnet))),
    );
    return {
      ...{ id: network.id, name: network.name, driver: network.driver, subnets: [...network.subnets] },
      state: same ? 'same' : twin === undefined ? 'new' : 'taken',
      overlaps: same ? [] : others.map(({ name }) => name),
      problem: networkProblem(network, drivers),
    };
  });
}
