/** Podman leaves out what kind of digest an image's id is. */
export const imageIdOf = (said: string): string => said.replace(/^(?=[0-9a-f]{64}$)/, 'sha256:');

const DIGEST = '@';
const HUB = 'docker.io';

/** `team/web` and `1`, or the digest; null: no tag is said. */
function split(reference: string): { readonly name: string; readonly tag: string | null } {
  const at = reference.indexOf(DIGEST);
  if (at >= 0) return { name: reference.slice(0, at), tag: reference.slice(at + 1) };
  const colon = reference.lastIndexOf(':');
  // A colon before the last slash is that of a registry's port.
  if (colon <= reference.lastIndexOf('/')) return { name: reference, tag: null };
  return { name: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}

/** As the engine is asked for it: a name alone would be all its tags. */
export function pullQuery(reference: string): { readonly fromImage: string; readonly tag: string } {
  const { name, tag } = split(reference);
  return { fromImage: name, tag: tag ?? 'latest' };
}

/** With the tag that the engine would take. */
export const withTag = (reference: string): string =>
  split(reference).tag === null ? `${reference}:latest` : reference;

export const hasDigest = (reference: string): boolean => reference.includes(DIGEST);

/** `127.0.0.1:5000`; `docker.io` for names without one. */
export function registryOf(reference: string): string {
  const [first = ''] = reference.split('/', 1);
  const isHost = reference.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  return isHost && first !== 'index.docker.io' ? first : HUB;
}

/** The whole name, as `RepoDigests` are told apart: `docker.io/library/redis`. */
export function repositoryOf(reference: string): string {
  const registry = registryOf(reference);
  const { name } = split(reference);
  const path = name.startsWith(`${registry}/`)
    ? name.slice(registry.length + 1)
    : name.replace(/^index\.docker\.io\//, '');
  return registry === HUB && !path.includes('/') ? `${HUB}/library/${path}` : `${registry}/${path}`;
}
