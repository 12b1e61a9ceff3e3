import path from 'node:path';
import * as v from 'valibot';
import { unusable, type Discovered } from './discovered';
import { parseEndpoint } from './endpoint';
import { variable, type Env } from './env';
import { exists, listFolder, readJson } from './files';
import type { TlsFiles } from './target';
import { say } from '../../../texts/say';

export interface DockerConfig {
  /** `DOCKER_CONFIG` or `~/.docker`. */
  readonly dir: string;
  /** Name of the context the docker CLI uses when `DOCKER_HOST` is not set; null: its default one. */
  readonly current: string | null;
  /** Contexts in their files' order, the current one first. What is broken is among them, with its reason. */
  readonly contexts: readonly Discovered[];
}

const DEFAULT_CONTEXT = 'default';

const configFile = v.object({ currentContext: v.fallback(v.optional(v.string()), undefined) });
const metaFile = v.object({
  Name: v.pipe(v.string(), v.nonEmpty()),
  Endpoints: v.record(
    v.string(),
    v.object({ Host: v.optional(v.string(), ''), SkipTLSVerify: v.optional(v.boolean(), false) }),
  ),
});

export const configDir = (env: Env, homeDir: string): string =>
  variable(env, 'DOCKER_CONFIG') ?? path.join(homeDir, '.docker');

export async function readContexts(env: Env, homeDir: string): Promise<DockerConfig> {
  const dir = configDir(env, homeDir);
  const file = path.join(dir, 'config.json');
  const config = await readJson(file, configFile);
  const configured = config.kind === 'read' ? (config.value.currentContext ?? '') : '';
  const wanted = variable(env, 'DOCKER_CONTEXT') ?? configured;
  const current = wanted === '' || wanted === DEFAULT_CONTEXT ? null : wanted;
  const folders = await listFolder(path.join(dir, 'contexts', 'meta'));
  const contexts = (await Promise.all(folders.map((id) => readContext(dir, id)))).filter((found) => found !== null);
  const broken = config.kind === 'broken' ? [brokenConfig(file, config.problem)] : [];
  if (current !== null && !contexts.some(({ key }) => key === `context:${current}`))
    contexts.unshift(missingContext(current));
  const first = contexts.filter(({ key }) => key === `context:${current ?? ''}`);
  return { dir, current, contexts: [...first, ...contexts.filter((context) => !first.includes(context)), ...broken] };
}

/** @param id The folder's name: the SHA-256 of the context's. */
async function readContext(dir: string, id: string): Promise<Discovered | null> {
  const file = path.join(dir, 'contexts', 'meta', id, 'meta.json');
  const meta = await readJson(file, metaFile);
  if (meta.kind === 'absent') return null;
  const base = { source: 'context', start: null } as const;
  if (meta.kind === 'broken') {
    const reach = unusable('failed', say('The Docker context file {file} {problem}.', { file, problem: meta.problem }));
    return { ...base, key: `context:${id}`, name: id.slice(0, 12), url: `file://${file}`, reach };
  }
  const { Name: name, Endpoints } = meta.value;
  const named = { ...base, key: `context:${name}`, name };
  const { Host = '', SkipTLSVerify = false } = Endpoints.docker ?? {};
  if (Host === '')
    return {
      ...named,
      url: '',
      reach: unusable('unsupported', say('The Docker context {name} has no Docker endpoint.', { name })),
    };
  const tls = await tlsOf(path.join(dir, 'contexts', 'tls', id, 'docker'), SkipTLSVerify);
  const parsed = parseEndpoint(Host, tls !== null);
  if (!parsed.ok)
    return {
      ...named,
      url: '',
      reach: unusable('failed', say('In the Docker context {name}: {error}', { name, error: parsed.error })),
    };
  const { endpoint } = parsed;
  if (endpoint.kind === 'unsupported')
    return { ...named, url: endpoint.url, reach: unusable('unsupported', endpoint.reason) };
  return { ...named, url: endpoint.url, reach: { target: { endpoint, tls } } };
}

/** As the docker CLI has it: TLS when there is any material, or when only its check is off. */
async function tlsOf(folder: string, skipVerify: boolean): Promise<TlsFiles | null> {
  const [ca = null, cert = null, key = null] = await Promise.all(
    ['ca', 'cert', 'key'].map((name) => tlsFile(folder, name)),
  );
  if (ca === null && cert === null && key === null && !skipVerify) return null;
  return { ca, cert, key, skipVerify };
}

const tlsFile = async (folder: string, name: string): Promise<string | null> => {
  const file = path.join(folder, `${name}.pem`);
  return (await exists(file)) ? file : null;
};

/** TLS for addresses that are not a context's, from the variables the docker CLI reads; null: none. */
export async function tlsFromEnv(env: Env, homeDir: string): Promise<TlsFiles | null> {
  const verify = variable(env, 'DOCKER_TLS_VERIFY') !== null;
  if (!verify && variable(env, 'DOCKER_TLS') === null) return null;
  const folder = variable(env, 'DOCKER_CERT_PATH') ?? configDir(env, homeDir);
  return (await tlsOf(folder, !verify)) ?? { ca: null, cert: null, key: null, skipVerify: !verify };
}

const brokenConfig = (file: string, problem: string): Discovered => ({
  key: `file://${file}`,
  name: file,
  url: `file://${file}`,
  source: 'context',
  start: null,
  reach: unusable('failed', say('{file} {problem}; the current Docker context is not known.', { file, problem })),
});

export const missingContext = (name: string): Discovered => ({
  key: `context:${name}`,
  name,
  url: '',
  source: 'context',
  start: null,
  reach: unusable('absent', say('There is no Docker context {name}.', { name })),
});
