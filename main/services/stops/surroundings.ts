import type { StartFailure } from '../../contract/stop-cause';
import type { EngineClient } from '../engine/types';
import type { Inspected } from './inspected';
import { cut, list, number, record, text } from '../engine/loose';

/** What else of the engine explains a failure; asked only for those it can explain. */
export interface Surroundings {
  /** Both are known, and differ. */
  readonly platforms: { readonly image: string; readonly engine: string } | null;
  /** The container that has the port; null: none has. */
  readonly holder: { readonly id: string; readonly name: string } | null;
}

const NAME_LIMIT = 300;

const platform = (os: unknown, arch: unknown): string =>
  text(os) === '' || text(arch) === '' ? '' : cut(`${text(os)}/${text(arch)}`, NAME_LIMIT);

async function readPlatforms(client: EngineClient, imageId: string): Promise<Surroundings['platforms']> {
  const [image, version] = await Promise.all([
    client.json({ method: 'GET', path: `/images/${encodeURIComponent(imageId)}/json` }).then(record),
    client.json({ method: 'GET', path: '/version' }).then(record),
  ]);
  const built = platform(image.Os, image.Architecture);
  const runs = platform(version.Os, version.Arch);
  return built === '' || runs === '' || built === runs ? null : { image: built, engine: runs };
}

async function readHolder(client: EngineClient, port: number, self: string): Promise<Surroundings['holder']> {
  const running = list(await client.json({ method: 'GET', path: '/containers/json' })).map(record);
  const holder = running.find(
    ({ Id, Ports }) => Id !== self && list(Ports).some((each) => number(record(each).PublicPort) === port),
  );
  if (holder === undefined) return null;
  const name = text(list(holder.Names)[0]).replace(/^\//, '');
  return { id: cut(text(holder.Id), NAME_LIMIT), name: cut(name, NAME_LIMIT) };
}

/** Never rejects: what cannot be found out is not told. */
export async function readSurroundings(
  client: EngineClient,
  inspected: Inspected,
  failures: readonly (StartFailure | null)[],
): Promise<Surroundings> {
  const conflict = failures.find((failure) => failure?.kind === 'port-in-use');
  const port = conflict?.kind === 'port-in-use' ? conflict.port : null;
  const [platforms, holder] = await Promise.all([
    failures.some((failure) => failure?.kind === 'exec-format')
      ? readPlatforms(client, inspected.imageId).catch(() => null)
      : null,
    port === null ? null : readHolder(client, port, inspected.id).catch(() => null),
  ]);
  return { platforms, holder };
}
