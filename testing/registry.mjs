// A real registry of our own: in a dockerd's network (the engine takes 127.0.0.1 for one that needs no encryption), in
// this machine's, or in both under the same name.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { until } from './dockerd.mjs';
import { freePort, startRelay } from './relay.mjs';

const PORT = 5000;
const READY_MS = 20_000;
/** The least that bcrypt takes: a real hash, but a quick one. */
const BCRYPT = '$2b$04$';

/**
 * @typedef {object} RegistryOptions
 * @property {boolean} [outside] Besides in the dockerd's network the same `host` is served in this machine's own; always
 *   so where there is no dockerd.
 * @property {{ cert: string, key: string }} [tls] Files; the name in the certificate is the caller's business.
 * @property {Readonly<Record<string, string>>} [users] Name to password, by htpasswd and Basic.
 * @property {{ realm: string, service: string, issuer: string, bundle: string }} [token] By Bearer tokens; `bundle`:
 *   file of the certificates that sign them.
 * @property {boolean} [fixed] Deletes nothing, as a registry does out of the box.
 *
 * @typedef {object} Registry
 * @property {string} host As images are named: `127.0.0.1:5000`.
 * @property {number} port
 * @property {() => Promise<void>} remove Ends it, and removes its files.
 */

/** @param {string} password */
function bcrypt(password) {
  const letters = Array.from({ length: 22 }, () => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(Math.random() * 26)]);
  const salt = `${BCRYPT}${letters.join('')}`;
  return execFileSync('perl', ['-e', 'print crypt($ARGV[0], $ARGV[1])', password, salt], { encoding: 'utf8' });
}

/** @param {string} dir @param {RegistryOptions} options */
function authLines(dir, { users, token }) {
  if (token !== undefined) {
    const { realm, service, issuer, bundle } = token;
    return [
      `auth: {token: {realm: "${realm}", service: "${service}", issuer: "${issuer}", rootcertbundle: "${bundle}"}}`,
    ];
  }
  if (users === undefined) return [];
  const lines = Object.entries(users).map(([name, password]) => `${name}:${bcrypt(password)}\n`);
  fs.writeFileSync(path.join(dir, 'htpasswd'), lines.join(''));
  return [`auth: {htpasswd: {realm: slipway, path: ${dir}/htpasswd}}`];
}

/** @param {string} dir @param {string} host @param {RegistryOptions} options */
function configOf(dir, host, options) {
  const { tls, fixed = false } = options;
  const secure = tls === undefined ? '' : `, tls: {certificate: "${tls.cert}", key: "${tls.key}"}`;
  return [
    ...['version: 0.1', 'log: {level: error}'],
    `storage: {filesystem: {rootdirectory: ${dir}/data}, delete: {enabled: ${String(!fixed)}}}`,
    // Drawn anew at each start otherwise, with a warning.
    `http: {addr: "${host}", secret: slipway${secure}}`,
    ...authLines(dir, options),
  ].join('\n');
}

/**
 * Resolves once it answers.
 * @param {import('./dockerd.mjs').Dockerd | null} dockerd Whose network it is in; null: this machine's.
 * @param {RegistryOptions} [options] @returns {Promise<Registry>}
 */
export async function startRegistry(dockerd, options = {}) {
  const outside = options.outside ?? false;
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-registry-'));
  const port = dockerd === null || outside ? await freePort() : PORT;
  const host = `127.0.0.1:${String(port)}`;
  const config = path.join(dir, 'config.yml');
  fs.writeFileSync(config, configOf(dir, host, options));
  const inside = dockerd === null ? [] : ['nsenter', '--target', String(dockerd.pid()), '--net'];
  /** @param {string[]} words */
  const run = (...words) => {
    const [command = '', ...rest] = [...inside, ...words];
    return spawn(command, rest, { stdio: 'ignore' });
  };
  const child = run('docker-registry', 'serve', config);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const answers = () =>
    new Promise((resolve) => {
      if (child.exitCode !== null) throw new Error(`docker-registry ended with ${String(child.exitCode)}`);
      const asking = run('busybox', 'nc', '-w', '1', '127.0.0.1', String(port));
      asking.once('error', () => resolve(false));
      asking.once('exit', (code) => resolve(code === 0));
    });
  await until(() => answers(), READY_MS, 'the registry answers');
  const relay =
    dockerd === null || !outside ? null : await startRelay({ pid: null, port }, { pid: dockerd.pid(), port });
  return {
    ...{ host, port },
    async remove() {
      await relay?.close();
      child.kill('SIGTERM');
      await ended;
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}
