import { realpath } from 'node:fs/promises';
import { missingContext, readContexts, tlsFromEnv, type DockerConfig } from './contexts';
import { unusable, type Discovered, type Named } from './discovered';
import { parseEndpoint } from './endpoint';
import { variable } from './env';
import type { TlsFiles } from './target';
import { defaultUrl, wellKnown, type System } from './well-known';
import { say } from '../../../texts/say';

export const FLAG_KEY = 'flag';
export const ENV_KEY = 'env';
/** Slipway's own engine, in its machine. */
export const OWN_KEY = 'vm';

export interface Discovery {
  /** In the order in which they are tried. */
  readonly engines: readonly Named[];
  /** Key (one of some engine's `keys`) of what the docker CLI by itself reaches; null: nothing that is known. */
  readonly cliDefault: string | null;
}

export interface Sources {
  readonly system: System;
  /** The `--engine` URL. */
  readonly flag: string | null;
  /** Slipway's own engine as it stands now; null where it cannot have one. */
  readonly own?: () => Discovered | null;
}

/** @param wanted Key of the chosen engine: it is among the engines, even where nothing else names it any more. */
export async function discover({ system, flag, own }: Sources, wanted: string | null): Promise<Discovery> {
  const { env, homeDir, platform } = system;
  const [config, products, tls] = await Promise.all([
    readContexts(env, homeDir),
    wellKnown(system),
    tlsFromEnv(env, homeDir),
  ]);
  const host = variable(env, 'DOCKER_HOST');
  const found: Discovered[] = [];
  if (flag !== null) found.push(fromUrl(FLAG_KEY, flag, 'flag', tls));
  if (host !== null) found.push(fromUrl(ENV_KEY, host, 'DOCKER_HOST', tls));
  found.push(...config.contexts);
  for (const { name, url, start } of products) found.push({ ...fromUrl(url, url, 'well-known', null), name, start });
  const ours = own?.() ?? null;
  // After all others: what somebody set up here goes first.
  if (ours !== null) found.push(ours);
  if (wanted !== null && !found.some(({ key }) => key === wanted)) found.push(fromKey(wanted, tls));
  return { engines: await merge(found), cliDefault: cliDefault(host, config, platform) };
}

const cliDefault = (host: string | null, config: DockerConfig, platform: NodeJS.Platform): string =>
  host !== null ? ENV_KEY : config.current !== null ? `context:${config.current}` : defaultUrl(platform);

const WORDS: Partial<Record<Discovered['source'], string>> = { flag: '--engine', DOCKER_HOST: 'DOCKER_HOST' };

function fromUrl(key: string, url: string, source: Discovered['source'], tls: TlsFiles | null): Discovered {
  const parsed = parseEndpoint(url, tls !== null);
  const base = { key, source, start: null };
  if (!parsed.ok) return { ...base, name: WORDS[source] ?? key, url: '', reach: unusable('failed', parsed.error) };
  const { endpoint } = parsed;
  const named = { ...base, name: endpoint.url, url: endpoint.url };
  if (endpoint.kind === 'unsupported') return { ...named, reach: unusable('unsupported', endpoint.reason) };
  return {
    ...named,
    reach: { target: { endpoint, tls: endpoint.kind === 'network' && endpoint.secure ? tls : null } },
  };
}

/** A choice of an earlier run that nothing names any more. */
function fromKey(key: string, tls: TlsFiles | null): Discovered {
  if (key.startsWith('context:')) return missingContext(key.slice('context:'.length));
  if (key !== ENV_KEY) return fromUrl(key, key, 'well-known', tls);
  const reach = unusable('absent', say('It was chosen as DOCKER_HOST, which is not set now.'));
  return { key, name: 'DOCKER_HOST', url: '', source: 'DOCKER_HOST', start: null, reach };
}

/** One entry for each engine; the first that names it lends the key, whoever knows more lends name and start command. */
async function merge(found: readonly Discovered[]): Promise<Named[]> {
  const identities = await Promise.all(found.map(identityOf));
  const merged = new Map<string, Named>();
  for (const [index, one] of found.entries()) {
    const identity = identities[index] ?? one.key;
    const known = merged.get(identity);
    if (known === undefined) merged.set(identity, { ...one, keys: [one.key] });
    else
      merged.set(identity, {
        ...known,
        keys: one.socket === undefined ? [...known.keys, one.key] : [one.key, ...known.keys],
        name: known.name === known.url ? one.name : known.name,
        start: known.start ?? one.start,
        // Our way to our own engine knows when it sleeps.
        ...(one.socket !== undefined && { name: one.name, reach: one.reach, source: one.source, key: one.key }),
      });
  }
  return [...merged.values()];
}

async function identityOf({ key, reach, socket }: Discovered): Promise<string> {
  if (socket !== undefined) return `file ${await realpath(socket).catch(() => socket)}`;
  if ('failure' in reach) return `key ${key}`;
  const { endpoint, tls } = reach.target;
  if (endpoint.kind === 'network') return `net ${JSON.stringify([endpoint.url, endpoint.secure, endpoint.auth, tls])}`;
  if (endpoint.url.startsWith('npipe:')) return `pipe ${endpoint.path.toLowerCase()}`;
  return `file ${await realpath(endpoint.path).catch(() => endpoint.path)}`;
}
