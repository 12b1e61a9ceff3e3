import { canonicalRegistry, DOCKER_HUB } from '../reference';

/** What Docker Hub's credentials have been kept under since there was a version 1. */
export const HUB_KEY = 'https://index.docker.io/v1/';

/** What the CLI keeps a registry's credentials under. */
export const keyOf = (registry: string): string => (registry === DOCKER_HUB ? HUB_KEY : registry);

/** The registry that a key of `auths` or of a helper means: older CLIs wrote schemes and paths. */
export function registryOf(key: string): string {
  const [host = ''] = key.replace(/^https?:\/\//, '').split('/');
  return canonicalRegistry(host);
}
