import { cut } from '../engine/loose';

const DETAIL_LIMIT = 1000;
/** Of a text of megabytes. */
const LOOKED_AT = 16_384;
const SHORTEST = 3;
const HIDDEN = '***';

/** Every way a secret is written on its way to a registry. */
const writings = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams({ s: secret }).toString().slice(2),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('base64url'),
  JSON.stringify(secret).slice(1, -1),
];

/** Of userinfo in an address, and of what follows the names that credentials usually have. */
const USERINFO = /(\w+:\/\/)[^\s/@]+@/g;
const AUTHORIZATION = /\b(Basic|Bearer)\s+[\w+/=~.-]+/gi;
const NAMED =
  /\b(password|passwd|secret|token|access_token|refresh_token|identitytoken|auth)(["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi;

/** Somebody else's words without credentials: neither those given nor what looks like some; cut. */
export function redacted(words: string, secrets: readonly string[] = []): string {
  const known = secrets
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap(writings)
    .sort((a, b) => b.length - a.length);
  // Half a secret at the end of what is looked at would not be known as one.
  const kept = words.length > LOOKED_AT ? words.slice(0, Math.max(0, LOOKED_AT - (known[0] ?? '').length)) : words;
  const without = known.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), kept);
  const plain = without.replace(USERINFO, `$1${HIDDEN}@`).replace(AUTHORIZATION, `$1 ${HIDDEN}`);
  return cut(plain.replace(NAMED, `$1$2${HIDDEN}`), DETAIL_LIMIT);
}
