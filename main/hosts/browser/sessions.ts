import { digestOf, indexOfDigest, newSecret } from './secret';

/** Far more tabs than anyone keeps; the least recently used session makes room. */
export const MOST_SESSIONS = 32;

export interface Sessions {
  /** A new session's token; it lasts as long as the process. */
  open(): string;
  isOpen(token: string): boolean;
}

export const createSessions = (): Sessions => {
  /** The least recently used first. */
  let digests: Buffer[] = [];
  return {
    open: () => {
      const token = newSecret();
      digests = [...digests.slice(1 - MOST_SESSIONS), digestOf(token)];
      return token;
    },
    isOpen: (token) => {
      const digest = digestOf(token);
      const index = indexOfDigest(digests, digest);
      if (index < 0) return false;
      digests.push(...digests.splice(index, 1));
      return true;
    },
  };
};
