import type { ForwardRule } from '../driver';
import type { WantedForward } from './wanted';

export interface GuestPort {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly guestIp: string;
}

/** What the guest was told to lead on to addresses of its own. Each verb rejects as the agent does. */
export interface GuestPorts {
  add(port: GuestPort): Promise<void>;
  remove(port: GuestPort): Promise<void>;
  /** What the guest has, or had, and nobody needs. */
  stale(needed: readonly GuestPort[]): readonly GuestPort[];
  /** The guest may be another one: what it was told is to be told again. */
  doubt(): void;
}

const LOOPBACK = '127.0.0.1';
const keyOf = ({ protocol, port, guestIp }: GuestPort): string => `${protocol} ${port} ${guestIp}`;

export const guestPortOf = ({ rule, guestIp }: WantedForward): GuestPort | null =>
  guestIp === null ? null : { protocol: rule.protocol, port: rule.guestPort, guestIp };

/** What an earlier Slipway may have had led on for its rules; the guest does not mind when asked for what is not there. */
export const guestPortsOfEarlier = (rules: readonly ForwardRule[]): readonly GuestPort[] =>
  rules
    .filter(({ hostIp }) => hostIp === LOOPBACK)
    .map(({ protocol, guestPort }) => ({ protocol, port: guestPort, guestIp: LOOPBACK }));

export function createGuestPorts(tell: (action: 'add' | 'remove', port: GuestPort) => Promise<void>): GuestPorts {
  const told = new Map<string, { readonly port: GuestPort; readonly certain: boolean }>();
  return {
    async add(port) {
      if (told.get(keyOf(port))?.certain === true) return;
      // Even when it fails: the guest may have done it, and only the answer was lost.
      told.set(keyOf(port), { port, certain: false });
      await tell('add', port);
      told.set(keyOf(port), { port, certain: true });
    },
    async remove(port) {
      await tell('remove', port);
      told.delete(keyOf(port));
    },
    stale(needed) {
      const keys = new Set(needed.map(keyOf));
      return [...told.values()].map(({ port }) => port).filter((port) => !keys.has(keyOf(port)));
    },
    doubt() {
      for (const [key, { port }] of told) told.set(key, { port, certain: false });
    },
  };
}
