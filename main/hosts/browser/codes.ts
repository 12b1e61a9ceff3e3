import { digestOf, indexOfDigest, newSecret } from './secret';

/** Someone reads it off the terminal, or a browser starts slowly; not much more. */
export const CODE_LIFETIME_MS = 10 * 60_000;
/** Codes nobody used are forgotten beyond this many, the oldest first. */
const MOST_CODES = 8;

export interface Codes {
  /** A new code, good for one exchange. */
  issue(): string;
  /** Whether it was good; now it no longer is. */
  redeem(code: string): boolean;
}

/** `now`: ms by a clock that never jumps. */
export const createCodes = (now: () => number = () => performance.now()): Codes => {
  let live: { readonly digest: Buffer; readonly expires: number }[] = [];
  return {
    issue: () => {
      const code = newSecret();
      live = [...live.slice(1 - MOST_CODES), { digest: digestOf(code), expires: now() + CODE_LIFETIME_MS }];
      return code;
    },
    redeem: (code) => {
      const index = indexOfDigest(
        live.map(({ digest }) => digest),
        digestOf(code),
      );
      if (index < 0) return false;
      const [redeemed] = live.splice(index, 1);
      return redeemed !== undefined && now() < redeemed.expires;
    },
  };
};
