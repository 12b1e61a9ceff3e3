import { type Loose, record, text } from '../../engine/loose';
import type { Kept } from './helper';

/** What one logs in with. Exactly one of password and identity token is not empty. */
export interface Auth {
  readonly username: string;
  readonly password: string;
  /** Stands for both, where a registry gave one at a login. */
  readonly identityToken: string;
}

const TOKEN_USER = '<token>';

export const ofKept = ({ username, secret }: Kept): Auth =>
  username === TOKEN_USER
    ? { username: '', password: '', identityToken: secret }
    : { username, password: secret, identityToken: '' };

export const toKept = ({ username, password, identityToken }: Auth): Kept =>
  identityToken === '' ? { username, secret: password } : { username: TOKEN_USER, secret: identityToken };

/** Of an entry of `auths`; null: it holds no credentials. */
export function ofEntry(value: unknown): Auth | null {
  const entry = record(value);
  const [username, password] = ofBase64(text(entry.auth)) ?? [text(entry.username), text(entry.password)];
  const identityToken = text(entry.identitytoken);
  if (identityToken !== '') return { username, password: '', identityToken };
  return username === '' && password === '' ? null : { username, password, identityToken: '' };
}

export const toEntry = ({ username, password, identityToken }: Auth): Loose => ({
  auth: Buffer.from(`${username}:${password}`).toString('base64'),
  ...(identityToken !== '' && { identitytoken: identityToken }),
});

function ofBase64(encoded: string): readonly [string, string] | null {
  const decoded = Buffer.from(encoded, 'base64').toString('utf8').replace(/\0+$/, '');
  const colon = decoded.indexOf(':');
  return colon < 0 ? null : [decoded.slice(0, colon), decoded.slice(colon + 1)];
}

/** The engine's `X-Registry-Auth`. `key`: what the registry is kept under. */
export function authHeader({ username, password, identityToken }: Auth, key: string): string {
  const said = identityToken === '' ? { username, password } : { identitytoken: identityToken };
  // Padded, as Go's decoder wants it.
  return Buffer.from(JSON.stringify({ ...said, serveraddress: key }))
    .toString('base64')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

export const secretsOf = ({ password, identityToken }: Auth): readonly string[] =>
  [password, identityToken].filter((secret) => secret !== '');
