import type { RegistryList, RegistryRow } from '../../contract/registries';
import { cut } from '../engine/loose';
import { isInsecure } from '../registry/client/trust';
import type { Credentials } from '../registry/credentials/credentials';
import type { KnownLogin } from '../registry/credentials/logins';
import { DOCKER_HUB } from '../registry/reference';
import type { EngineView } from './engine-view';

interface Sources {
  readonly credentials: Pick<Credentials, 'list' | 'file'>;
  readonly engine: EngineView | null;
  readonly added: readonly string[];
}

const NAME_LIMIT = 300;

/** Every registry that is known from anywhere; Docker Hub is always first. */
export async function listRegistries({ credentials, engine, added }: Sources): Promise<RegistryList> {
  const { logins, faults } = await credentials.list();
  const known = engine?.known ?? [];
  const names = [...logins, ...known].map(({ registry }) => registry);
  const all = [...new Set([...names, ...added])].filter((name) => name !== DOCKER_HUB).sort();
  const rowOf = (registry: string): RegistryRow => {
    const login = logins.find((each) => each.registry === registry);
    const said = known.find((each) => each.registry === registry);
    return {
      registry: cut(registry, NAME_LIMIT),
      from: [
        ...(registry === DOCKER_HUB ? (['hub'] as const) : []),
        ...(login === undefined ? [] : (['docker'] as const)),
        ...(said === undefined ? [] : (['engine'] as const)),
        ...(added.includes(registry) ? (['added'] as const) : []),
      ],
      ...loginOf(login),
      insecure: engine === null ? null : isInsecure(registry, engine),
      mirrors: registry === DOCKER_HUB ? [...(engine?.mirrors ?? [])] : [...(said?.mirrors ?? [])],
    };
  };
  return {
    registries: [DOCKER_HUB, ...all].map(rowOf),
    configFile: credentials.file,
    faults: [...faults],
    engine: engine === null ? null : saidOf(engine),
  };
}

const saidOf = ({ cidrs, names, mirrors, proxy }: EngineView): RegistryList['engine'] => ({
  ...{ insecureCidrs: [...cidrs], insecureNames: [...names], mirrors: [...mirrors], proxy },
});

function loginOf(login: KnownLogin | undefined): Pick<RegistryRow, 'state' | 'username' | 'means' | 'helper'> {
  if (login === undefined) return { state: 'out', username: null, means: null, helper: '' };
  const { state, username, means, helper } = login;
  return { state, username: username === null ? null : cut(username, NAME_LIMIT), means, helper };
}
