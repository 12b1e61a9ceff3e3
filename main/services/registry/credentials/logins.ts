import type { CredentialFaultData } from '../../../contract/registry-fault';
import { type Loose, record, text } from '../../engine/loose';
import { CredentialFault } from '../faults';
import { registryProblem } from '../reference';
import { type Auth, ofEntry } from './auth';
import type { ConfigFile } from './config-file';
import type { Helper } from './helper';
import { HUB_KEY, keyOf, registryOf } from './keys';
import type { Safe } from './safe';

/** One registry that somebody is, or was, logged in to. */
export interface KnownLogin {
  readonly registry: string;
  /** '': the registry gave a token that stands for the user. null: nobody is logged in, or the helper does not say. */
  readonly username: string | null;
  readonly means: 'memory' | 'safe' | 'config' | 'helper';
  /** '': none. */
  readonly helper: string;
  readonly state: 'in' | 'out' | 'unknown';
}

interface Sources {
  readonly safe: Pick<Safe, 'users'>;
  readonly memory: ReadonlyMap<string, Auth>;
  readonly config: ConfigFile;
  readonly helper: (name: string) => Helper;
  readonly defaultStore: (settings: Loose) => Promise<string>;
}

interface Listed {
  /** By registry. null: the helper could not say. */
  readonly users: ReadonlyMap<string, string> | null;
}

const TOKEN_USER = '<token>';

/** What is wrong with a part of it is among the faults, and hides no other part. */
export async function listLogins({ memory, safe, config, helper, defaultStore }: Sources) {
  const faults: CredentialFaultData[] = [];
  const noted = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CredentialFault)) throw error;
      faults.push(error.data);
      return null;
    }
  };
  const settings = (await noted(() => config.read())) ?? {};
  const general = await defaultStore(settings);
  const helpers = helpersOf(settings);
  const names = new Set([general, ...helpers.values()].filter((name) => name !== ''));
  const lists = new Map<string, Listed>();
  await Promise.all(
    [...names].map(async (name) => {
      const listed = await noted(() => helper(name).list());
      lists.set(name, { users: listed === null ? null : byRegistry(listed) });
    }),
  );
  const ofHelper = (registry: string, name: string): KnownLogin => {
    const users = lists.get(name)?.users ?? null;
    const username = users?.get(registry) ?? null;
    const state = users === null ? 'unknown' : username === null ? 'out' : 'in';
    return { registry, username, means: 'helper', helper: name, state };
  };
  const logins = registriesOf(settings, general === '' ? null : (lists.get(general)?.users ?? null)).map((registry) => {
    const keeper = helpers.get(registry) ?? general;
    return keeper === '' ? ofFile(settings, registry) : ofHelper(registry, keeper);
  });
  const sealed = (await noted(() => safe.users())) ?? new Map<string, string>();
  // As they are looked for.
  const own: readonly KnownLogin[] = [
    ...[...memory].map(([registry, auth]) => ofAuth(registry, auth, 'memory')),
    ...[...sealed]
      .filter(([registry]) => !memory.has(registry))
      .map(([registry, username]) => ({ registry, username, means: 'safe', helper: '', state: 'in' }) as const),
  ];
  const rest = logins.filter(({ registry }) => !memory.has(registry) && !sealed.has(registry));
  return { logins: [...own, ...rest].sort((a, b) => (a.registry < b.registry ? -1 : 1)), faults };
}

const ofAuth = (registry: string, auth: Auth, means: 'memory' | 'config'): KnownLogin => ({
  ...{ registry, means, helper: '', state: 'in' },
  username: auth.identityToken === '' ? auth.username : '',
});

function ofFile(settings: Loose, registry: string): KnownLogin {
  const auths = record(settings.auths);
  const keys = [keyOf(registry), ...Object.keys(auths).filter((key) => registryOf(key) === registry)];
  const auth = keys.map((key) => ofEntry(auths[key])).find((one) => one !== null) ?? null;
  if (auth !== null) return ofAuth(registry, auth, 'config');
  return { registry, username: null, means: 'config', helper: '', state: 'out' };
}

const helpersOf = (settings: Loose): ReadonlyMap<string, string> =>
  new Map(Object.entries(record(settings.credHelpers)).map(([key, name]) => [registryOf(key), text(name)]));

/** Whoever's list it is: it may hold anything. */
function byRegistry(listed: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const users = new Map<string, string>();
  for (const [key, username] of listed) {
    const registry = registryOf(key);
    // Docker Desktop keeps tokens of its own beside the login.
    if (registryProblem(registry) === null && (key === HUB_KEY || !users.has(registry)))
      users.set(registry, username === TOKEN_USER ? '' : username);
  }
  return users;
}

function registriesOf(settings: Loose, listed: ReadonlyMap<string, string> | null): readonly string[] {
  const keys = [...Object.keys(record(settings.auths)), ...Object.keys(record(settings.credHelpers))];
  const all = new Set([...keys.map(registryOf), ...(listed?.keys() ?? [])]);
  return [...all].filter((registry) => registryProblem(registry) === null);
}
