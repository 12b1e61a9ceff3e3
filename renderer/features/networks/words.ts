import type { NetworkRow } from '../../../main/contract/networks';

export const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** What sets a network apart, in a few words each. */
export function traitsOf({ internal, attachable, ingress, ipv6, predefined }: NetworkRow): readonly string[] {
  return [
    ...(predefined ? ["engine's own"] : []),
    ...(internal ? ['internal'] : []),
    ...(ipv6 ? ['IPv6'] : []),
    ...(attachable ? ['attachable'] : []),
    ...(ingress ? ['ingress'] : []),
  ];
}

/** Why it cannot be deleted; null: it can. */
export function keptBecause({ predefined, ingress }: NetworkRow): string | null {
  if (predefined) return "It is the engine's own and cannot be deleted.";
  return ingress ? "It is the swarm's own." : null;
}

export const isAlive = ({ state }: { readonly state: string }): boolean => state === 'running' || state === 'paused';

/** Where it is shown. */
export const networkPath = (id: string): string => `/networks/${encodeURIComponent(id)}`;
export const containerPath = (id: string): string => `/containers/${encodeURIComponent(id)}`;
