import { registryOf } from '../../engine/image-name';
import { record as loose, text } from '../../engine/loose';
import type { AuthFor } from '../../engine/pull';
import { type EngineClient, EngineError } from '../../engine/types';
import { withoutCredentials } from '../../engine/without-credentials';
import { pullFaultOf } from '../fault';
import type { Answer } from './answers';
import { say } from '../../../../texts/say';

/** A registry that is out of reach is given up later by the engine itself. */
const PATIENCE_MS = 60_000;

const isDigest = (digest: string): boolean => /^sha\d+:[0-9a-f]{32,}$/.test(digest);

/** What the tag means in its registry now, asked through the engine, which may reach others than this computer does. */
export async function askRegistry(
  client: EngineClient,
  authFor: AuthFor,
  reference: string,
  signal: AbortSignal,
): Promise<Answer> {
  const auth = await authFor(registryOf(reference));
  const path = `/distribution/${reference.split('/').map(encodeURIComponent).join('/')}/json`;
  const login = auth === null ? {} : { registryAuth: auth };
  try {
    const answer = await client.json({ method: 'GET', path, timeoutMs: PATIENCE_MS, signal, ...login });
    const digest = text(loose(loose(answer).Descriptor).digest);
    if (!isDigest(digest)) throw new EngineError('malformed', say('The engine told no digest.'));
    return { reference, at: Date.now(), digest, failure: null };
  } catch (error) {
    signal.throwIfAborted();
    const clean =
      error instanceof EngineError && error.kind === 'refused'
        ? new EngineError('refused', withoutCredentials(error.message, auth), error.status)
        : error;
    return { reference, at: Date.now(), digest: null, failure: pullFaultOf(clean, Date.now()) };
  }
}
