import type { Env } from './env';
import type { EngineAddress } from './types';

/** What of the environment would lead a docker CLI to another engine. */
const LEADING: readonly string[] = [
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_TLS',
  'DOCKER_TLS_VERIFY',
  'DOCKER_CERT_PATH',
  'DOCKER_API_VERSION',
];

/** The environment without what leads to an engine, and without `others`. */
export const withoutLeading = (env: Env, others: readonly string[]): Env =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !LEADING.includes(name) && !others.includes(name)));

const flag = (name: string, file: string | null): readonly string[] => (file === null ? [] : [name, file]);

/** How a docker CLI is told of an engine; null: it cannot be. */
export function hostFlags({ endpoint, tls }: EngineAddress): readonly string[] | null {
  if (endpoint.kind === 'local') return ['-H', endpoint.url];
  const { host, port, secure, basePath, auth } = endpoint;
  if (auth !== null) return null;
  const place = `tcp://${host.includes(':') ? `[${host}]` : host}:${String(port)}${basePath}`;
  if (!secure) return ['-H', place];
  // Without an authority of its own the CLI trusts nobody, where we trust whom the system trusts.
  if (tls === null || (tls.ca === null && !tls.skipVerify)) return null;
  const files = [...flag('--tlscacert', tls.ca), ...flag('--tlscert', tls.cert), ...flag('--tlskey', tls.key)];
  return ['-H', place, tls.skipVerify ? '--tls' : '--tlsverify', ...files];
}
