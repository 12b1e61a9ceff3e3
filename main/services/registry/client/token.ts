import { record, text } from '../../engine/loose';
import { type Auth, secretsOf } from '../credentials/auth';
import type { Challenge } from './challenge';
import { fault } from '../faults';
import { answerToFault, failureToFault } from './classify';
import { type Ask, exchange } from './exchange';
import { say } from '../../../../texts/say';

const TOKEN_LIMIT = 1_048_576;
const CLIENT = 'slipway';

export const basic = ({ username, password }: Auth): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

export interface TokenWish {
  readonly registry: string;
  readonly auth: Auth | null;
  readonly challenge: Challenge;
  /** Where the challenge names none. */
  readonly scope: string;
  readonly ground: Pick<Ask, 'trust' | 'timeoutMs' | 'signal'>;
  /** Whether the registry itself is asked without encryption. */
  readonly plain: boolean;
}

function realmOf({ registry, challenge, plain }: TokenWish): URL {
  const { realm = '' } = challenge.parameters;
  const url = URL.canParse(realm) ? new URL(realm) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw fault('malformed', registry, { detail: say('It does not say where to get a token.') });
  // Whoever reads along would have the password.
  if (url.protocol === 'http:' && !plain)
    throw fault('malformed', registry, { detail: say('It sends for a token to an address without encryption.') });
  return url;
}

function questionOf(wish: TokenWish): Pick<Ask, 'method' | 'url' | 'headers' | 'body'> {
  const { auth, challenge } = wish;
  const url = realmOf(wish);
  const { service } = challenge.parameters;
  const scope = challenge.parameters.scope ?? wish.scope;
  const said = { ...(service !== undefined && { service }), ...(scope !== '' && { scope }) };
  if (auth !== null && auth.identityToken !== '') {
    const form = { ...said, grant_type: 'refresh_token', refresh_token: auth.identityToken, client_id: CLIENT };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', url, headers, body: new URLSearchParams(form).toString() };
  }
  const all = { ...said, client_id: CLIENT, ...(auth !== null && { account: auth.username }) };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  return { method: 'GET', url, headers: auth === null ? {} : { authorization: basic(auth) } };
}

/** The token of a Bearer challenge. Rejects with RegistryFault. */
export async function fetchToken(wish: TokenWish): Promise<string> {
  const { registry, auth, ground } = wish;
  const secrets = auth === null ? [] : secretsOf(auth);
  const question = questionOf(wish);
  const answer = await exchange({ ...ground, ...question, limitBytes: TOKEN_LIMIT }).catch((error: unknown) => {
    ground.signal.throwIfAborted();
    throw failureToFault(error, registry, secrets);
  });
  if (answer.status !== 200) throw answerToFault(answer, registry, secrets);
  const said = record(parsed(answer.body.toString('utf8')));
  const token = text(said.token) || text(said.access_token);
  // It goes into a header.
  if (!/^[\x21-\x7e]+$/.test(token)) throw fault('malformed', registry, { detail: say('It gave no token.') });
  return token;
}

const parsed = (words: string): unknown => {
  try {
    return JSON.parse(words);
  } catch {
    return null;
  }
};
