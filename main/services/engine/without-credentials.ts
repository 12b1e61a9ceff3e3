import { cut, record, text } from './loose';

const LIMIT = 4096;
const HIDDEN = '***';
/** Shorter ones would be found in words that are no secret. */
const SHORTEST = 4;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // https://user:secret@registry
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, `$1${HIDDEN}@`],
  [/\b(Bearer|Basic)\s+(?!realm=)[\w~+/.-]{8,}=*/gi, `$1 ${HIDDEN}`],
  // Registries lead to storage by addresses that are signed.
  [/([?&](?:[\w-]*(?:token|signature|credential|password|secret)|sig|account)=)[^&\s"']+/gi, `$1${HIDDEN}`],
];

/** What the engine was given to log in with. */
function secretsOf(registryAuth: string | null): readonly string[] {
  if (registryAuth === null) return [];
  try {
    const said = record(JSON.parse(Buffer.from(registryAuth, 'base64').toString('utf8')));
    const all = [said.password, said.identitytoken, said.registrytoken, said.auth].map(text);
    return [registryAuth, ...all].filter((secret) => secret.length >= SHORTEST);
  } catch {
    return [registryAuth];
  }
}

/** Somebody else's words for the user and for logs: bounded, and without what they may hold of credentials. */
export function withoutCredentials(message: string, registryAuth: string | null = null): string {
  const bare = secretsOf(registryAuth).reduce((words, secret) => words.replaceAll(secret, HIDDEN), message);
  return cut(
    PATTERNS.reduce((words, [pattern, by]) => words.replace(pattern, by), cut(bare, 2 * LIMIT)),
    LIMIT,
  );
}
