// Gives the tokens that a registry asks for, signed as it wants them: the server of its "token" kind of access.
import { createPrivateKey, randomUUID, sign, X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';

const LIFE_S = 300;
export const SERVICE = 'slipway-registry';
export const ISSUER = 'slipway-tokens';

/** @param {unknown} value */
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** @param {string | null} scope `repository:team/app:pull,push registry:catalog:*` */
const accessOf = (scope) =>
  (scope ?? '')
    .split(' ')
    .filter(Boolean)
    .map((each) => {
      const [type = '', ...rest] = each.split(':');
      const actions = rest.pop() ?? '';
      return { type, name: rest.join(':'), actions: actions.split(',') };
    });

/**
 * @typedef {object} TokenServer
 * @property {string} realm
 * @property {() => readonly string[]} asked What it was asked for, in order: user (`-`: none), a space, and the scope.
 * @property {() => Promise<void>} close
 */

/**
 * @param {{ cert: string, key: string, users: Readonly<Record<string, string>> }} options `cert` and `key`: files, of
 *   elliptic curve P-256.
 * @returns {Promise<TokenServer>}
 */
export async function startTokenServer({ cert, key, users }) {
  const chain = [new X509Certificate(fs.readFileSync(cert)).raw.toString('base64')];
  const signer = createPrivateKey(fs.readFileSync(key));
  /** @type {string[]} */
  const asked = [];
  const server = http.createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://realm');
    const [, basic = ''] = (request.headers.authorization ?? '').split(' ');
    const [user = '', password] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    asked.push(`${user || '-'} ${searchParams.get('scope') ?? ''}`);
    if (basic !== '' && users[user] !== password) {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ details: 'incorrect username or password' }));
      return;
    }
    const now = Math.floor(Date.now() / 1000);
    // Without a user there is nothing that one may do.
    const access = basic === '' ? [] : accessOf(searchParams.get('scope'));
    const times = { nbf: now - 10, iat: now, exp: now + LIFE_S };
    const claims = { iss: ISSUER, sub: user, aud: SERVICE, jti: randomUUID(), ...times, access };
    const body = `${part({ typ: 'JWT', alg: 'ES256', x5c: chain })}.${part(claims)}`;
    const signature = sign('sha256', Buffer.from(body), { key: signer, dsaEncoding: 'ieee-p1363' });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ token: `${body}.${signature.toString('base64url')}`, expires_in: LIFE_S }));
  });
  await new Promise((/** @type {(value?: unknown) => void} */ resolve) =>
    server.listen(0, '127.0.0.1', () => resolve()),
  );
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    realm: `http://127.0.0.1:${String(port)}/token`,
    asked: () => asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
