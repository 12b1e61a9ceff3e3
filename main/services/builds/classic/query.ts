import type { Env } from '../../engine/env';
import { withoutCredentials } from '../../engine/without-credentials';
import type { BuildLogin, Wish } from '../types';

/** Without a value it is taken from the environment; where that has none, the engine is told only the name. */
const argsOf = (args: Wish['args'], env: Env): Record<string, string | null> =>
  Object.fromEntries(args.map(({ name, value }) => [name, value ?? env[name] ?? null]));

/** The query of `POST /build`, which says some things more than once. @param dockerfile Relative to the context. */
export function buildQuery(wish: Wish, dockerfile: string, env: Env): string {
  const query = new URLSearchParams({ dockerfile, rm: '1', forcerm: '1' });
  for (const tag of wish.tags) query.append('t', tag);
  if (wish.args.length > 0) query.set('buildargs', JSON.stringify(argsOf(wish.args, env)));
  const labels = Object.fromEntries(wish.labels.map(({ name, value }) => [name, value]));
  if (wish.labels.length > 0) query.set('labels', JSON.stringify(labels));
  if (wish.target !== '') query.set('target', wish.target);
  if (wish.platform !== '') query.set('platform', wish.platform);
  if (wish.noCache) query.set('nocache', '1');
  if (wish.pull) query.set('pull', '1');
  return query.toString();
}

/** `X-Registry-Config`; null: nobody is logged in anywhere. A secret. */
export function registryConfig(logins: readonly BuildLogin[]): string | null {
  if (logins.length === 0) return null;
  const said = logins.map(({ key, username, password, identityToken }) => [
    key,
    { serveraddress: key, ...(identityToken === '' ? { username, password } : { identitytoken: identityToken }) },
  ]);
  // Padded, as Go's decoder wants it.
  const encoded = Buffer.from(JSON.stringify(Object.fromEntries(said))).toString('base64');
  return encoded.replaceAll('+', '-').replaceAll('/', '_');
}

/** Shorter ones would be found in words that are no secret. */
const SHORTEST = 4;

/** Somebody else's words without what they may repeat of a login. */
export const hideLogins = (logins: readonly BuildLogin[], message: string): string =>
  withoutCredentials(
    logins
      .flatMap(({ password, identityToken }) => [password, identityToken])
      .filter((secret) => secret.length >= SHORTEST)
      .reduce((words, secret) => words.replaceAll(secret, '***'), message),
  );
