import { isSecretName, MASK, PLAIN_VALUE, SECRET_VALUES } from '../../contract/secrets';
import { hidesInside } from './encoded';

/** Takes secrets out of what Slipway writes down about itself: its log, reports, bug bundles. */
export interface Redactor {
  /** From now on it is masked wherever it stands, and however it is written. Short ones are not taken: they are in every word. */
  readonly know: (secret: string) => void;
  /** The text with all masked that is known, or looks like a secret. */
  readonly redact: (text: string) => string;
}

const SHORTEST = 6;
/** The oldest goes: what somebody typed last is most likely to be told. */
const MOST_KNOWN = 300;
/** Of one secret: a key has some KiB. */
const LONGEST = 65_536;
/** They may be somebody's password; masked everywhere they would spoil every line, and tell what it is. */
const ORDINARY = new Set(['docker', 'slipway', 'password', 'secret', 'localhost', 'container', 'engine']);

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
/** Of a header, to the end of its line or its quotes. */
const HEADER =
  /\b((?:Proxy-)?Authorization|(?:Set-)?Cookie|X-Registry-(?:Auth|Config))(["']?\s*[:=]\s*["']?)[^"'\r\n]+/gi;
/** To the last @ before the path: a password may hold one. */
const USERINFO = /\b([a-z][a-z\d+.-]{0,30}:\/\/)([^\s/"'<>]{1,1024})@/gi;
/** `name=`, `"name": `, `--name ` and `--name=`; what follows is a value. */
const NAME = /(?:--?([A-Za-z][\w-]{0,60})[ =]|([A-Za-z][\w.-]{0,80})["']?\s{0,9}[=:]\s{0,9})/g;
const VALUE = /"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"',;&{}[\])]+/y;
const BEARER = /\b(Bearer|Basic)\s+[\w+/=.~-]{8,}/gi;
/** The secret part of a transfer's address. */
const TRANSFER = /(\/transfer\/)[\w-]{20,}/g;

const marks = SECRET_VALUES.map(({ source, flags }) => new RegExp(source, `${flags}g`));

const isQuoted = (value: string): boolean => /^["']/.test(value);
const masked = (value: string): string => (isQuoted(value) ? `${value[0] ?? ''}${MASK}${value[0] ?? ''}` : MASK);
const bare = (value: string): string => (isQuoted(value) ? value.slice(1, -1) : value);

/** By the name before it. Only a secret's value is stepped over: another one may hold names of its own, as an address does. */
function maskNamed(text: string): string {
  let done = '';
  let from = 0;
  for (const { 0: whole, 1: flag, 2: name = flag ?? '', index } of text.matchAll(NAME)) {
    const at = index + whole.length;
    if (index < from || !isSecretName(name)) continue;
    VALUE.lastIndex = at;
    const value = VALUE.exec(text)?.[0];
    if (value === undefined || PLAIN_VALUE.test(bare(value))) continue;
    done += text.slice(from, at) + masked(value);
    from = at + value.length;
  }
  return done + text.slice(from);
}

const userinfo = (whole: string, scheme: string, user: string): string =>
  // A login's name alone is how ssh is addressed.
  /^ssh:/i.test(scheme) && !user.includes(':') ? whole : `${scheme}${MASK}@`;

/** What looks like a secret by its name, its place, or itself. */
function maskLooks(text: string): string {
  const plain = text
    .replace(PRIVATE_KEY, MASK)
    .replace(HEADER, `$1$2${MASK}`)
    .replace(USERINFO, userinfo)
    .replace(BEARER, `$1 ${MASK}`)
    .replace(TRANSFER, `$1${MASK}`);
  return marks.reduce((rest, mark) => rest.replace(mark, MASK), maskNamed(plain));
}

/** Every way a secret is commonly written as text. */
const writings = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams({ s: secret }).toString().slice(2),
  JSON.stringify(secret).slice(1, -1),
];

/** Lines of a longer one stand alone where it is quoted in part. */
const partsOf = (secret: string): readonly string[] => {
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= 24 && !line.startsWith('-----'));
  return [secret.trim(), ...(lines.length > 1 ? lines : [])];
};

const isTaken = (secret: string): boolean => secret.length >= SHORTEST && !ORDINARY.has(secret.toLowerCase());

export function createRedactor(): Redactor {
  const known = new Set<string>();
  let spellings: readonly string[] = [];

  const learn = (): void => {
    const all = new Set([...known].flatMap(writings));
    // Longer ones first: one may be a part of another.
    spellings = [...all].sort((a, b) => b.length - a.length);
  };
  const maskKnown = (text: string): string =>
    spellings.reduce((rest, each) => (rest.includes(each) ? rest.replaceAll(each, MASK) : rest), text);
  const plain = (text: string): string => maskLooks(maskKnown(text));

  return {
    know(secret) {
      const parts = partsOf(secret.slice(0, LONGEST)).filter((part) => isTaken(part) && !known.has(part));
      if (parts.length === 0) return;
      for (const part of parts) known.add(part);
      for (const oldest of known) {
        if (known.size <= MOST_KNOWN) break;
        known.delete(oldest);
      }
      learn();
    },
    // What is encoded is masked first: masks inside of it would spoil it.
    redact: (text) => plain(hidesInside(text, (inner) => plain(inner) !== inner)),
  };
}
