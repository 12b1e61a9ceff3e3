import type { RegistryRow } from '../../../main/contract/registries';

export const DOCKER_HUB = 'docker.io';

export const titleOf = (registry: string): string => (registry === DOCKER_HUB ? 'Docker Hub' : registry);

/** Who is logged in. */
export function loginWords({ state, username }: RegistryRow): string {
  if (state === 'unknown') return 'not known: the helper does not say';
  if (state === 'out') return 'nobody';
  return username === '' || username === null ? 'by an access token' : username;
}

/** By what means. */
export function meansWords({ means, helper, state }: RegistryRow): string {
  if (means === null || state === 'out') return '';
  if (means === 'helper') return `docker-credential-${helper}`;
  if (means === 'safe') return 'encrypted, by Slipway';
  return means === 'memory' ? 'until Slipway ends' : "in clear, in docker's config.json";
}

/** How the engine speaks to it. */
export function securityWords({ insecure }: RegistryRow): string {
  if (insecure === null) return '';
  return insecure ? 'insecure' : 'TLS';
}

const FROM: Readonly<Record<RegistryRow['from'][number], string>> = {
  hub: "the engine's default",
  docker: "docker's logins",
  engine: "the engine's settings",
  added: "Slipway's list",
};

export const fromWords = ({ from }: RegistryRow): string => from.map((each) => FROM[each]).join(', ');
