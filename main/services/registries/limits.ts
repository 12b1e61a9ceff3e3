import type { RegistryClient } from '../registry/client/client';
import type { RateLimit } from '../registry/client/rate-limit';
import { RegistryFault } from '../registry/faults';
import { DOCKER_HUB, parseReference, withDefaultTag } from '../registry/reference';
import type { Clients } from './clients';

/** As Docker's documentation asks for what is left. */
const ASKED = { repository: 'ratelimitpreview/test', tag: 'latest' } as const;

/** What is left of a quota of pulls; null: there is none for who asks. Counts as no pull. Rejects with RegistryFault. */
export const quotaOf = async (client: Pick<RegistryClient, 'head'>, signal: AbortSignal): Promise<RateLimit | null> =>
  (await client.head(ASKED.repository, ASKED.tag, signal)).rateLimit;

/** Of Docker Hub, for who is logged in there, at this computer's address. Rejects with RegistryFault or CredentialFault. */
export const hubQuota = async (clients: Pick<Clients, 'of'>, signal: AbortSignal): Promise<RateLimit | null> =>
  quotaOf(await clients.of(DOCKER_HUB), signal);

/**
 * How many seconds its registry wants to be left alone, where it says that it had enough; null: it does not say. One request,
 * which counts as no pull. Rejects with RegistryFault or CredentialFault.
 */
export async function retryAfter(
  clients: Pick<Clients, 'of'>,
  name: string,
  signal: AbortSignal,
): Promise<number | null> {
  const parsed = parseReference(name);
  if (!parsed.ok) return null;
  const { registry, repository, tag, digest } = withDefaultTag(parsed.reference);
  const client = await clients.of(registry);
  try {
    await client.head(repository, digest ?? tag ?? 'latest', signal);
    return null;
  } catch (error) {
    if (error instanceof RegistryFault && error.data.kind === 'rate-limited') return error.data.retryAfterSeconds;
    throw error;
  }
}
