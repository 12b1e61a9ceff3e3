/** Windows cuts what it is asked to open a little above this. */
const LONGEST = 2048;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

// Spaces and controls are dropped or folded by URL parsers, each in its own way; a backslash is a slash to some.
const SUSPICIOUS = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff\\]/;

/**
 * The URL to hand to the system's browser, or null for what must not leave the app. Only `https:`, and `http:` to this very
 * machine (the published ports of containers); the system would start any program for other schemes.
 */
export function externalUrl(raw: string): string | null {
  if (raw.length > LONGEST || SUSPICIOUS.test(raw) || !URL.canParse(raw)) return null;
  const url = new URL(raw);
  // `https:evil` and `https:///evil` parse too; a link that a person wrote says `//`.
  if (!/^https?:\/\/[^/]/i.test(raw)) return null;
  if (url.username !== '' || url.password !== '' || /^[^/]*\/\/[^/?#]*@/.test(raw)) return null;
  if (url.protocol === 'https:') return url.href;
  return url.protocol === 'http:' && LOOPBACK.has(url.hostname) ? url.href : null;
}
