import path from 'node:path';
import type { CredentialFaultData } from '../../../contract/registry-fault';
import { configDir } from '../../engine/contexts';
import type { Env } from '../../engine/env';
import { type Loose, record, text } from '../../engine/loose';
import type { SafeStorage } from '../../shell/safe-storage';
import { CredentialFault } from '../faults';
import { type Auth, authHeader, ofEntry, ofKept, toEntry, toKept } from './auth';
import { type ConfigFile, openConfigFile } from './config-file';
import { defaultStore } from './default-store';
import { findHelpers, type Helper, type HelperOptions, openHelper } from './helper';
import { keyOf, registryOf } from './keys';
import { type KnownLogin, listLogins } from './logins';
import { NO_SAFE, openSafe, type Safe } from './safe';

/** Where a login is kept. */
export type Means =
  /** Until Slipway ends. */
  | { readonly kind: 'memory' }
  /** Sealed by the host's safe storage, in Slipway's own folder. */
  | { readonly kind: 'safe' }
  /** In clear, in docker's config.json. */
  | { readonly kind: 'config' }
  | { readonly kind: 'helper'; readonly name: string };

export interface Storage {
  /** The helper that the CLI would keep it with; null: in clear. */
  readonly configured: string | null;
  /** Those on the PATH. */
  readonly helpers: readonly string[];
  /** Whether the host has a safe storage. */
  readonly safe: boolean;
}

/** The credentials for registries as the docker CLI has them. All reject with CredentialFault. */
export interface Credentials {
  /** Docker's config.json. */
  readonly file: string;
  /** `X-Registry-Auth` of the engine's API; null: nobody is logged in there. */
  authFor(registry: string): Promise<string | null>;
  find(registry: string): Promise<Auth | null>;
  /** Every login there is, with what it is kept under; those that cannot be read are left out. */
  all(): Promise<readonly (Auth & { readonly key: string })[]>;
  /** Of all that is known; what is wrong with a part of it is among the faults, and hides no other part. */
  list(): Promise<{ readonly logins: readonly KnownLogin[]; readonly faults: readonly CredentialFaultData[] }>;
  storage(registry: string): Promise<Storage>;
  store(registry: string, auth: Auth, means: Means): Promise<void>;
  /** As `docker logout`: wherever it is kept. Resolves with whether there was anything. */
  erase(registry: string): Promise<boolean>;
}

export interface CredentialsOptions {
  readonly env: Env;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly helperTimeoutMs?: number;
  /** Holds what the host's safe storage sealed. */
  readonly dataDir: string;
  /** Left out: the host has none. */
  readonly safeStorage?: SafeStorage | undefined;
}

interface Parts {
  readonly config: ConfigFile;
  /** Until Slipway ends. By registry. */
  readonly memory: Map<string, Auth>;
  readonly safe: Safe;
  readonly helper: (name: string) => Helper;
  readonly helperOptions: HelperOptions;
}

export function createCredentials(options: CredentialsOptions): Credentials {
  const { env, homeDir, platform, helperTimeoutMs, dataDir, safeStorage } = options;
  const helperOptions = { env, platform, ...(helperTimeoutMs !== undefined && { timeoutMs: helperTimeoutMs }) };
  const config = openConfigFile(path.join(configDir(env, homeDir), 'config.json'));
  const helper = (name: string): Helper => openHelper(name, helperOptions);
  const safe = safeStorage === undefined ? NO_SAFE : openSafe(dataDir, safeStorage);
  const parts: Parts = { config, memory: new Map(), safe, helper, helperOptions };
  const find = (registry: string): Promise<Auth | null> => findAuth(parts, registry);
  const list = () => listLogins({ ...parts, defaultStore: (settings) => defaultStore(settings, helperOptions) });
  return {
    file: config.path,
    find,
    all: async () => allOf(parts, (await list()).logins),
    async authFor(registry) {
      const auth = await find(registry);
      return auth === null ? null : authHeader(auth, keyOf(registry));
    },
    list,
    async storage(registry) {
      const keeper = await helperFor(parts, await config.read(), keyOf(registry));
      return {
        configured: keeper?.name ?? null,
        helpers: await findHelpers(helperOptions),
        safe: await safe.isThere(),
      };
    },
    async store(registry, auth, means) {
      await storeBy(parts, { registry, auth, means });
      // What is kept for good replaces what was held until now, and each what would be found before it.
      if (means.kind !== 'memory') parts.memory.delete(registry);
      if (means.kind === 'config' || means.kind === 'helper') await safe.erase(registry);
    },
    async erase(registry) {
      const held = parts.memory.delete(registry);
      const sealed = await safe.erase(registry);
      return (await eraseKept(parts, registry)) || sealed || held;
    },
  };
}

interface Kept {
  readonly registry: string;
  readonly auth: Auth;
  readonly means: Means;
}

async function storeBy(parts: Parts, { registry, auth, means }: Kept): Promise<void> {
  const key = keyOf(registry);
  switch (means.kind) {
    case 'memory':
      parts.memory.set(registry, auth);
      return;
    case 'safe':
      await notByHelper(parts, key);
      return parts.safe.store(registry, auth);
    case 'config':
      await notByHelper(parts, key);
      return parts.config.update((old) => withAuth(old, key, toEntry(auth)));
    case 'helper':
      return storeInHelper(parts, key, { auth, name: means.name });
  }
}

async function helperFor({ helper, helperOptions }: Parts, settings: Loose, key: string): Promise<Helper | null> {
  const name = text(record(settings.credHelpers)[key]) || (await defaultStore(settings, helperOptions));
  return name === '' ? null : helper(name);
}

async function findAuth(parts: Parts, registry: string): Promise<Auth | null> {
  const held = parts.memory.get(registry);
  if (held !== undefined) return held;
  const sealed = await parts.safe.find(registry);
  if (sealed !== null) return sealed;
  const settings = await parts.config.read();
  const keeper = await helperFor(parts, settings, keyOf(registry));
  if (keeper === null) return ofConfig(settings, registry);
  const kept = await keeper.get(keyOf(registry));
  return kept === null ? null : ofKept(kept);
}

/** The CLI looks there, and nowhere else. */
async function notByHelper(parts: Parts, key: string): Promise<void> {
  const { config } = parts;
  const keeper = await helperFor(parts, await config.read(), key);
  if (keeper !== null)
    throw new CredentialFault({ kind: 'config-not-written', file: config.path, helper: keeper.name });
}

async function storeInHelper(parts: Parts, key: string, { auth, name }: { auth: Auth; name: string }): Promise<void> {
  // A file that cannot be read is found before the helper is asked.
  const configured = await helperFor(parts, await parts.config.read(), key);
  await parts.helper(name).store(key, toKept(auth));
  const general = configured?.name === name;
  // An empty entry is how the CLI, too, says that a helper has it.
  await parts.config.update((old) => withAuth(withHelper(old, key, { name, general }), key, {}));
}

async function eraseKept(parts: Parts, registry: string): Promise<boolean> {
  const settings = await parts.config.read();
  const keeper = await helperFor(parts, settings, keyOf(registry));
  const keys = Object.keys(record(settings.auths)).filter((key) => registryOf(key) === registry);
  const had = keeper === null ? ofConfig(settings, registry) : await keeper.get(keyOf(registry));
  for (const key of new Set([keyOf(registry), ...keys])) await keeper?.erase(key);
  if (keys.length > 0) await parts.config.update((old) => withoutAuths(old, registry));
  return had !== null;
}

/** What the file itself has: its own key first, then those of older CLIs. */
function ofConfig(settings: Loose, registry: string): Auth | null {
  const auths = record(settings.auths);
  const exact = ofEntry(auths[keyOf(registry)]);
  if (exact !== null) return exact;
  const other = Object.keys(auths).find((key) => registryOf(key) === registry && ofEntry(auths[key]) !== null);
  return other === undefined ? null : ofEntry(auths[other]);
}

const withAuth = (old: Loose, key: string, entry: Loose): Loose => ({
  ...old,
  auths: { ...record(old.auths), [key]: entry },
});

/** `general`: it is the helper for all that have none of their own, if only because it is installed. */
function withHelper(old: Loose, key: string, { name, general }: { name: string; general: boolean }): Loose {
  const own = text(record(old.credHelpers)[key]);
  if (own === name || (own === '' && text(old.credsStore) === name)) return old;
  if (general) return { ...old, credsStore: name };
  return { ...old, credHelpers: { ...record(old.credHelpers), [key]: name } };
}

const withoutAuths = (old: Loose, registry: string): Loose => ({
  ...old,
  auths: Object.fromEntries(Object.entries(record(old.auths)).filter(([key]) => registryOf(key) !== registry)),
});

/** A login that cannot be read is none, as to the CLI; the view of the registries names it. */
async function allOf(
  parts: Parts,
  logins: readonly KnownLogin[],
): Promise<readonly (Auth & { readonly key: string })[]> {
  const found = await Promise.all(
    logins.map(async ({ registry }) => {
      const auth = await findAuth(parts, registry).catch(() => null);
      return auth === null ? [] : [{ ...auth, key: keyOf(registry) }];
    }),
  );
  return found.flat();
}
