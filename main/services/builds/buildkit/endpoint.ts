import type { Env } from '../../engine/env';
import type { EngineAddress } from '../../engine/types';

/** What of the environment would lead the CLI to another engine, or to other wishes. */
const LEADING = [
  ...[
    'DOCKER_HOST',
    'DOCKER_CONTEXT',
    'DOCKER_TLS',
    'DOCKER_TLS_VERIFY',
    'DOCKER_CERT_PATH',
    'DOCKER_DEFAULT_PLATFORM',
  ],
  ...['BUILDX_BUILDER', 'BUILDKIT_HOST', 'BUILDKIT_PROGRESS', 'DOCKER_BUILDKIT', 'DOCKER_API_VERSION'],
];

/** The CLI's environment: the user's own, but for where the engine is. */
export const cliEnv = (env: Env): Env => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !LEADING.includes(name))),
  ...{ DOCKER_BUILDKIT: '1', DOCKER_CLI_HINTS: 'false', NO_COLOR: '1' },
});

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
