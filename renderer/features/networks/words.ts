import type { NetworkRow } from '../../../main/contract/networks';
import { t } from '../../lib/i18n';

/** What sets a network apart, in a few words each. */
export function traitsOf({ internal, attachable, ingress, ipv6, predefined }: NetworkRow): readonly string[] {
  return [
    ...(predefined ? [t("engine's own")] : []),
    ...(internal ? [t('internal')] : []),
    ...(ipv6 ? ['IPv6'] : []),
    ...(attachable ? [t('attachable')] : []),
    ...(ingress ? [t('ingress')] : []),
  ];
}

/** Why it cannot be deleted; null: it can. */
export function keptBecause({ predefined, ingress }: NetworkRow): string | null {
  if (predefined) return t("It is the engine's own and cannot be deleted.");
  return ingress ? t("It is the swarm's own.") : null;
}

export const isAlive = ({ state }: { readonly state: string }): boolean => state === 'running' || state === 'paused';

/** Containers can come and go while they run. */
export const isConnectable = ({ driver }: NetworkRow): boolean => driver !== 'host' && driver !== 'null';

/** Where it is shown. */
export const LIST_PATH = '/networks';
export const networkPath = (id: string): string => `/networks/${encodeURIComponent(id)}`;
export const containerPath = (id: string): string => `/containers/${encodeURIComponent(id)}`;
