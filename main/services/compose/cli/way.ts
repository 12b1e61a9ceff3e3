import path from 'node:path';
import type { ComposeCli } from '../../../contract/compose';
import { hostFlags } from '../../engine/cli-endpoint';
import type { EngineAddress } from '../../engine/types';

/** What is said to a compose CLI about an engine: flags before all others, and variables. */
export interface Way {
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const NAMES = ['ca.pem', 'cert.pem', 'key.pem'];

/** The folder of files that are called as docker expects it; null: they are not. */
function certFolder({ tls }: EngineAddress): string | null {
  const files = tls === null || tls.skipVerify ? [] : [tls.ca, tls.cert, tls.key];
  const [folder = ''] = files.map((file) => path.dirname(file ?? ''));
  const usual = files.length > 0 && files.every((file, at) => file === path.join(folder, NAMES[at] ?? ''));
  return usual ? folder : null;
}

/** null: it cannot be told. */
export function wayTo(address: EngineAddress, { second }: Pick<ComposeCli, 'second'>): Way | null {
  const flags = hostFlags(address);
  if (flags === null || second) return flags === null ? null : { flags, env: {} };
  // The first line builds by the docker CLI, which knows nothing of its flags but gets its variables.
  const [, host = ''] = flags;
  if (flags.length === 2) return { flags: [], env: { DOCKER_HOST: host } };
  const folder = certFolder(address);
  if (folder === null) return { flags, env: { COMPOSE_DOCKER_CLI_BUILD: '0' } };
  return { flags: [], env: { DOCKER_HOST: host, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder } };
}
