import type { Contract } from '../contract';
import type { Registries } from '../services/registries/registries';
import { CredentialFault, RegistryFault } from '../services/registry/faults';
import { namedError, naming } from './errors';
import { type Handlers, WireError } from './wire/types';

/** As `namedError`, and the faults of registries and of credentials for them as the contract names them. */
export function namedRegistryError(error: unknown): unknown {
  if (error instanceof RegistryFault) return new WireError('REGISTRY_FAULT', error.data, error.message);
  if (error instanceof CredentialFault) return new WireError('CREDENTIAL_FAULT', error.data, error.message);
  return namedError(error);
}

const { call } = naming(namedRegistryError);

export const registriesHandlers = (registries: Registries): Handlers<Contract>['registries'] => ({
  list: call(() => registries.list()),
  storage: call(async ({ registry }) => {
    const { configured, helpers, safe } = await registries.storage(registry);
    return { configured, helpers: [...helpers], configFile: registries.configFile, safe };
  }),
  login: call(async (wish, { signal }) => ({ by: await registries.login(wish, signal) })),
  logout: call(async ({ registry }) => ({ had: await registries.logout(registry) })),
  add: call(({ registry }, { signal }) => registries.add(registry, signal)),
  forget: call(({ registry }) => registries.forget(registry)),
  repositories: call((wish, { signal }) => registries.repositories(wish, signal)),
  tags: call((wish, { signal }) => registries.tags(wish, signal)),
  describe: call((wish, { signal }) => registries.describe(wish, signal)),
  tagsOf: call(async ({ name }, { signal }) => ({ tags: await registries.tagsOf(name, signal) })),
  platformsOf: call(async ({ name }, { signal }) => ({ platforms: await registries.platformsOf(name, signal) })),
  hubQuota: call(async (_input, { signal }) => ({ left: await registries.hubQuota(signal) })),
  companions: call((wish, { signal }) => registries.companions(wish, signal)),
  remove: call((wish, { signal }) => registries.remove(wish, signal)),
  search: call(({ term }, { signal }) => registries.search(term, signal)),
});
