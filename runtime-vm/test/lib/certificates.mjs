// A CA, the engine's certificate and a client's, by openssl.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../image/lib/run.mjs';

/** @typedef {{ readonly cert: string, readonly key: string }} Identity */
/** @typedef {{ readonly ca: string, readonly server: Identity, readonly client: Identity }} Certificates PEM. */

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const DAYS = ['-days', '2'];
const SERVER = 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:10.0.2.15\nextendedKeyUsage=serverAuth\n';
const CLIENT = 'extendedKeyUsage=clientAuth\n';

/** @param {string} folder It has the CA. @param {string} name @param {string} extensions @returns {Promise<Identity>} */
async function issue(folder, name, extensions) {
  /** @param {string} ending */
  const path = (ending) => join(folder, `${name}.${ending}`);
  await writeFile(path('ext'), extensions);
  await run('openssl', ['req', '-new', ...KEY, '-subj', `/CN=${name}`, '-keyout', path('key'), '-out', path('csr')]);
  const authority = ['-CA', join(folder, 'ca.pem'), '-CAkey', join(folder, 'ca.key'), '-CAcreateserial'];
  const files = ['-extfile', path('ext'), '-in', path('csr'), '-out', path('pem')];
  await run('openssl', ['x509', '-req', ...authority, ...DAYS, ...files]);
  return { cert: await readFile(path('pem'), 'utf8'), key: await readFile(path('key'), 'utf8') };
}

/** @param {string} folder @returns {Promise<Certificates>} */
export async function makeCertificates(folder) {
  const authority = ['-keyout', join(folder, 'ca.key'), '-out', join(folder, 'ca.pem')];
  await run('openssl', ['req', '-x509', ...KEY, ...DAYS, '-subj', '/CN=slipway test CA', ...authority]);
  const server = await issue(folder, 'server', SERVER);
  const client = await issue(folder, 'client', CLIENT);
  return { ca: await readFile(join(folder, 'ca.pem'), 'utf8'), server, client };
}
