/** What stands where a secret is not shown; of one length, so that it tells nothing. */
export const MASK = '••••••••';

const SECRET_WORDS = new Set(
  (
    'password passwd passphrase passcode pass pwd pw secret secrets token tokens key keys apikey credential credentials ' +
    'creds auth authorization bearer jwt cookie salt private privatekey signature webhook dsn otp totp pin license licence'
  ).split(' '),
);
/** As a last word these say that the value is something about a secret, not the secret. */
const ABOUT_WORDS = new Set(
  (
    'file path dir directory url uri host hostname port name user username ttl expiry expires expiration timeout ' +
    'length size enabled disabled type algorithm policy issuer audience method provider mode version'
  ).split(' '),
);
/** Values that are no secret by any name. */
export const PLAIN_VALUE = /^(true|false|yes|no|on|off|none|null|0|1|)$/i;
/** Variables that shells and systems set, which only sound secret. */
const NOT_SECRET = new Set(['pwd', 'oldpwd', 'keyboard', 'keymap']);

/** What shows by itself that it is a secret. */
export const SECRET_VALUES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  // A JSON web token.
  /\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*/,
  // Tokens that carry their maker's mark.
  /\b(gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|npm_\w{30,}|[sr]k_(live|test)_\w{10,}|sk-[\w-]{20,}|AKIA[A-Z\d]{16}|AIza[\w-]{30,}|dckr_pat_[\w-]{16,})/,
  /\b(Bearer|Basic)\s+[\w+/=.~-]{8,}/i,
];
/** Longer values are looked into only this far: 5 MB must not hold up the page. */
const LOOK_INTO = 65_536;

/** `scheme://user:password@host`: what stands around the password is kept. Bounded, so that it stays linear. */
const URL_PASSWORD = /\b([a-z][a-z\d+.-]{0,30}:\/\/[^\s/:@]{0,256}:)([^\s/@]{1,4096})(@)/gi;
/** `password=...;` of connection strings. */
const FIELD_PASSWORD = /\b((?:password|pwd|secret|accesskey|accountkey|sharedaccesskey)\s*=\s*)([^;&\s"]+)/gi;

/** DB_PASSWORD, dbPassword, db.password -> db, password. */
const wordsOf = (name: string): readonly string[] =>
  name
    .slice(0, LOOK_INTO)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');

/** Whether what goes by this name is likely a secret, word by word: API_KEY is, KEYBOARD and TOKEN_TTL are not. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  if (words.length === 1 && NOT_SECRET.has(words[0] ?? '')) return false;
  if (words.includes('public') || ABOUT_WORDS.has(words.at(-1) ?? '')) return false;
  return words.some((word) => SECRET_WORDS.has(word) || /(password|passwd|secret|apikey|token)s?\d*$/.test(word));
}

/** The value as it may be shown: the same, in parts masked, or all masked. */
export function maskValue(name: string, value: string): string {
  if (PLAIN_VALUE.test(value)) return value;
  if (isSecretName(name) && !isSecretFile(value)) return MASK;
  return maskText(value);
}

const isSecretFile = (value: string): boolean => /^\/(run|var|etc|mnt)\/[\w./-]+$/.test(value);

/** Masks what looks secret by itself: keys, tokens, passwords in URLs and connection strings. */
export function maskText(text: string): string {
  const start = text.slice(0, LOOK_INTO);
  if (SECRET_VALUES.some((pattern) => pattern.test(start))) return MASK;
  const masked = start.replace(URL_PASSWORD, `$1${MASK}$3`).replace(FIELD_PASSWORD, `$1${MASK}`);
  return masked === start ? text : masked + text.slice(LOOK_INTO);
}

/** `NAME=value` as in an environment. */
export function maskAssignment(assignment: string): string {
  const cut = assignment.indexOf('=');
  if (cut < 0) return maskText(assignment);
  const name = assignment.slice(0, cut);
  return `${name}=${maskValue(name, assignment.slice(cut + 1))}`;
}

/** A command's words: `--password=x`, and the word after `--password`. */
export function maskArguments(words: readonly string[]): readonly string[] {
  return words.map((word, index) => {
    const before = words[index - 1];
    if (before !== undefined && isSecretFlag(before) && !word.startsWith('-')) return maskValue(before, word);
    return /^-{0,2}[A-Za-z][\w.-]*=/.test(word) ? maskAssignment(word) : maskText(word);
  });
}

export const isSecretFlag = (word: string): boolean => /^--?[A-Za-z][\w-]*$/.test(word) && isSecretName(word);
