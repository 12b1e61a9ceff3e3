import type { LoginWish } from '../../contract/registries';
import { record, text } from '../engine/loose';
import { EngineError, type Engine } from '../engine/types';
import type { RegistryClient } from '../registry/client/client';
import type { Auth } from '../registry/credentials/auth';
import { keyOf } from '../registry/credentials/keys';
import { faultOfEngineWords } from '../registry/engine-words';
import { RegistryFault } from '../registry/faults';
import { redacted } from '../registry/redact';

type Credential = Pick<LoginWish, 'registry' | 'username' | 'password'>;

export interface Verified {
  /** What to keep. */
  readonly auth: Auth;
  readonly by: 'engine' | 'slipway';
}

/** It asks the registry in its turn. */
const TIMEOUT_MS = 60_000;
const UNAUTHORIZED = 401;

/**
 * Whether the registry takes them. The engine is asked, as `docker login` does: it is the engine that will pull, in its own network,
 * with its own authorities and insecure registries, and what it is told is that the same login works there. Only where there is no
 * engine the registry is asked directly. Rejects with RegistryFault or EngineError, neither with a credential in it.
 */
export async function verifyLogin(
  { client }: Pick<Engine, 'client'>,
  directly: (auth: Auth) => Promise<Pick<RegistryClient, 'ping'>>,
  credential: Credential,
  signal: AbortSignal,
): Promise<Verified> {
  const { registry, username, password } = credential;
  const auth: Auth = { username, password, identityToken: '' };
  try {
    const body = { username, password, serveraddress: keyOf(registry) };
    const answer = await client.json({ method: 'POST', path: '/auth', body, timeoutMs: TIMEOUT_MS, signal });
    const token = text(record(answer).IdentityToken);
    return { auth: token === '' ? auth : { username, password: '', identityToken: token }, by: 'engine' };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.kind !== 'unreachable') throw refusal(error, credential);
  }
  await (await directly(auth)).ping(signal);
  return { auth, by: 'slipway' };
}

/** The engine's words may quote what it was sent. */
function refusal(error: EngineError, { registry, password }: Credential): Error {
  if (error.kind !== 'refused') return error;
  const said = faultOfEngineWords(error.message, registry, [password]);
  const kind = error.status === UNAUTHORIZED ? 'unauthorized' : (said?.kind ?? 'refused-request');
  const base = { registry, status: error.status, retryAfterSeconds: null, detail: redacted(error.message, [password]) };
  return new RegistryFault({ ...base, ...said, kind });
}
