import type { RegistryRow } from '../../../main/contract/registries';
import { t } from '../../lib/i18n';

export const DOCKER_HUB = 'docker.io';

export const titleOf = (registry: string): string => (registry === DOCKER_HUB ? t('Docker Hub') : registry);

/** Who is logged in. */
export function loginWords({ state, username }: RegistryRow): string {
  if (state === 'unknown') return t('not known: the helper does not say');
  if (state === 'out') return t('nobody');
  return username === '' || username === null ? t('by an access token') : username;
}

/** By what means. */
export function meansWords({ means, helper, state }: RegistryRow): string {
  if (means === null || state === 'out') return '';
  if (means === 'helper') return `docker-credential-${helper}`;
  if (means === 'safe') return t('encrypted, by Slipway');
  return means === 'memory' ? t('until Slipway ends') : t("in clear, in docker's config.json");
}

/** How the engine speaks to it. */
export function securityWords({ insecure }: RegistryRow): string {
  if (insecure === null) return '';
  return insecure ? t('insecure') : 'TLS';
}

const FROM: Readonly<Record<RegistryRow['from'][number], string>> = {
  hub: t("the engine's default"),
  docker: t("docker's logins"),
  engine: t("the engine's settings"),
  added: t("Slipway's list"),
};

export const fromWords = ({ from }: RegistryRow): string => from.map((each) => FROM[each]).join(', ');
