import { describeImage } from '../registry/describe';
import { DOCKER_HUB, parseReference, type Reference, withDefaultTag } from '../registry/reference';
import type { Clients } from './clients';

const referenceOf = (name: string): Reference | null => {
  const parsed = parseReference(name.trim());
  return parsed.ok ? parsed.reference : null;
};

/** The first page of the tags that a registry has of an image; what is no name has none. Rejects with RegistryFault or CredentialFault. */
export async function tagsOf(clients: Clients, name: string, signal: AbortSignal): Promise<string[]> {
  const reference = referenceOf(name);
  if (reference === null) return [];
  const client = await clients.of(reference.registry);
  return [...(await client.tags(reference.repository, '', signal)).names];
}

/**
 * `linux/arm64/v8`, as its manifest list has them. None of Docker Hub: there each look at a manifest counts as a pull, and this
 * looks while somebody types. Rejects as `tagsOf`.
 */
export async function platformsOf(clients: Clients, name: string, signal: AbortSignal): Promise<string[]> {
  const reference = referenceOf(name);
  if (reference === null || reference.registry === DOCKER_HUB) return [];
  const { registry, repository, tag, digest } = withDefaultTag(reference);
  const client = await clients.of(registry);
  const { platforms } = await describeImage({ client, repository }, digest ?? tag ?? 'latest', signal);
  const words = platforms.map(({ os, architecture, variant }) => [os, architecture, variant].filter(Boolean).join('/'));
  return [...new Set(words)];
}
