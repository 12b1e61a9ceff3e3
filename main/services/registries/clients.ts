import path from 'node:path';
import { configDir } from '../engine/contexts';
import type { Env } from '../engine/env';
import type { Engine } from '../engine/types';
import { createRegistryClient, type RegistryClient } from '../registry/client/client';
import { isInsecure, readTrust } from '../registry/client/trust';
import type { Auth } from '../registry/credentials/auth';
import type { Credentials } from '../registry/credentials/credentials';
import { readEngineView } from './engine-view';

/** Clients as the logins of the moment have them. */
export interface Clients {
  /** Rejects with RegistryFault or CredentialFault. */
  of(registry: string): Promise<RegistryClient>;
  /** With these, which nobody keeps. */
  as(registry: string, auth: Auth | null): Promise<RegistryClient>;
  /** Somebody logged in or out. */
  forget(registry: string): void;
}

export interface ClientsOptions {
  readonly engine: Pick<Engine, 'client'>;
  readonly credentials: Pick<Credentials, 'find'>;
  readonly env: Env;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  /** PEM: trusted beside the usual ones, as the settings of the moment say. */
  readonly authorities: () => readonly string[];
}

/** The CLI may log in or out meanwhile; a helper takes its time to say so. */
const KEPT_MS = 60_000;
const SYSTEM_CERTS = '/etc/docker/certs.d';

export function createClients(options: ClientsOptions): Clients {
  const { engine, credentials, env, homeDir, platform } = options;
  const kept = new Map<string, { readonly client: Promise<RegistryClient>; readonly until: number }>();
  const own = path.join(configDir(env, homeDir), 'certs.d');
  const certFolders = platform === 'win32' ? [own] : [own, SYSTEM_CERTS];

  const as = async (registry: string, auth: Auth | null): Promise<RegistryClient> => {
    const view = await readEngineView(engine);
    const insecure = isInsecure(registry, view ?? { cidrs: [], names: [] });
    return createRegistryClient({
      registry,
      auth,
      trust: await readTrust(registry, insecure, { certFolders, platform, authorities: options.authorities() }),
    });
  };

  return {
    as,
    of(registry) {
      const now = Date.now();
      const known = kept.get(registry);
      if (known !== undefined && now < known.until) return known.client;
      for (const [name, { until }] of kept) if (until <= now) kept.delete(name);
      const client = credentials.find(registry).then((auth) => as(registry, auth));
      kept.set(registry, { client, until: now + KEPT_MS });
      client.catch(() => kept.delete(registry));
      return client;
    },
    forget: (registry) => void kept.delete(registry),
  };
}
