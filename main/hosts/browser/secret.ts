import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;

/** 256 random bits as 43 letters of base64url. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** What is kept of a secret: enough to know it again, not to tell it. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Position of the digest, or -1. Looks at all of them, whichever it is, so that the time it takes tells nothing. */
export const indexOfDigest = (digests: readonly Buffer[], digest: Buffer): number => {
  let found = -1;
  for (const [index, other] of digests.entries()) if (timingSafeEqual(other, digest)) found = index;
  return found;
};
