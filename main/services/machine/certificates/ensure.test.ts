import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CertificateError, ensureCertificates } from './ensure';

const OPENSSL = 'openssl';
const DAY_MS = 86_400_000;
const NOW = new Date('2026-03-01T12:00:00Z');
const FOREIGN_UID = 12_345;
const root = process.getuid?.() === 0;

let dir = '';
let lines: string[] = [];

beforeEach(() => {
  dir = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-certificates-')), 'machine', 'tls');
  lines = [];
});
afterEach(() => fs.rmSync(path.dirname(path.dirname(dir)), { recursive: true, force: true }));

const later = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);
const ensure = (now = NOW, guestIps: readonly string[] = []) =>
  ensureCertificates({ dir, guestIps, now, log: (line) => void lines.push(line) });
const file = (name: string): string => path.join(dir, `${name}.pem`);
const mode = (name: string): number => fs.statSync(name).mode & 0o777;
const days = (x509: X509Certificate): number => (Date.parse(x509.validTo) - NOW.getTime()) / DAY_MS;

/** As another program sees the chain, at `now`. */
function verify(certificate: string, caPem: string, purpose: string, now: Date): string {
  const [ca, leaf] = [path.join(path.dirname(dir), 'ca'), path.join(path.dirname(dir), 'leaf')];
  fs.writeFileSync(ca, caPem);
  fs.writeFileSync(leaf, certificate);
  const at = String(Math.floor(now.getTime() / 1000));
  const args = ['verify', '-x509_strict', '-attime', at, '-purpose', purpose, '-CAfile', ca, leaf];
  return execFileSync(OPENSSL, args, { encoding: 'utf8', stdio: 'pipe' });
}

test('makes what a strict verifier accepts, each for its purpose only', async () => {
  const { caPem, server, client, renewed, caRenewed } = await ensure(NOW, ['192.168.64.7']);
  expect({ renewed, caRenewed }).toEqual({ renewed: true, caRenewed: true });
  expect(verify(server.cert, caPem, 'sslserver', NOW)).toContain('OK');
  expect(verify(client.cert, caPem, 'sslclient', NOW)).toContain('OK');
  expect(() => verify(server.cert, caPem, 'sslclient', NOW)).toThrow('purpose');
  expect(() => verify(client.cert, caPem, 'sslserver', NOW)).toThrow('purpose');
  expect(() => verify(server.cert, caPem, 'sslserver', later(91))).toThrow('expired');
  const x509 = new X509Certificate(server.cert);
  for (const ip of ['127.0.0.1', '::1', '10.0.2.15', '192.168.64.7']) expect(x509.checkIP(ip)).toBe(ip);
  expect(x509.checkIP('192.168.64.8')).toBeUndefined();
  expect(x509.checkHost('localhost')).toBe('localhost');
  expect(x509.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  expect(days(x509)).toBe(90);
  expect(days(new X509Certificate(client.cert))).toBe(90);
  expect(days(new X509Certificate(caPem))).toBe(3650);
});

test('two installs share nothing', async () => {
  const one = await ensure();
  fs.rmSync(dir, { recursive: true });
  const other = await ensure();
  expect(() => verify(one.client.cert, other.caPem, 'sslclient', NOW)).toThrow();
  expect(new X509Certificate(one.caPem).serialNumber).not.toBe(new X509Certificate(other.caPem).serialNumber);
});

test('keeps what is good, owner only', async () => {
  const first = await ensure();
  lines = [];
  expect(await ensure(later(59))).toEqual({ ...first, renewed: false, caRenewed: false });
  expect(lines).toEqual([]);
  expect(fs.readdirSync(dir).sort()).toEqual(['ca.pem', 'client.pem', 'server.pem']);
  expect(mode(dir)).toBe(0o700);
  for (const name of ['ca', 'server', 'client']) expect(mode(file(name))).toBe(0o600);
});

test('renews server and client with 30 days left, the authority stays', async () => {
  const first = await ensure();
  const second = await ensure(later(61));
  expect(second).toMatchObject({ caPem: first.caPem, renewed: true, caRenewed: false });
  expect(second.server.key).not.toBe(first.server.key);
  expect(verify(second.server.cert, first.caPem, 'sslserver', later(61))).toContain('OK');
  expect(verify(second.client.cert, first.caPem, 'sslclient', later(61))).toContain('OK');
});

test('renews all with a year of the authority left, also past 2050', async () => {
  const first = await ensure();
  const before = await ensure(later(3650 - 366));
  expect(before.caPem).toBe(first.caPem);
  const second = await ensure(later(3650 - 364));
  expect(second.caRenewed).toBe(true);
  expect(() => verify(second.client.cert, first.caPem, 'sslclient', later(3286))).toThrow();
  const far = new Date('2061-01-01T00:00:00.123Z');
  const third = await ensure(far);
  expect(third.caRenewed).toBe(true);
  expect(verify(third.server.cert, third.caPem, 'sslserver', far)).toContain('OK');
});

test('a clock that was wrong when they were made', async () => {
  await ensure(later(1000));
  lines = [];
  const { caPem, server, renewed } = await ensure();
  expect(renewed).toBe(true);
  expect(lines[0]).toContain('is not yet valid');
  expect(verify(server.cert, caPem, 'sslserver', NOW)).toContain('OK');
});

test('a new address of the guest renews the server alone', async () => {
  const first = await ensure();
  const second = await ensure(NOW, ['192.168.64.7']);
  expect(second).toMatchObject({ caPem: first.caPem, client: first.client, renewed: true });
  expect(new X509Certificate(second.server.cert).checkIP('192.168.64.7')).toBe('192.168.64.7');
});

const damages: readonly [string, (text: string) => string][] = [
  ['truncated', (text) => text.slice(0, text.length / 2)],
  ['empty', () => ''],
  ['of another byte', (text) => `${text.slice(0, 400)}${text[400] === 'A' ? 'B' : 'A'}${text.slice(401)}`],
  ['overwritten', () => '\0'.repeat(100_000)],
  ['without its key', (text) => text.replace(/-----BEGIN PRIVATE[^]*/, '')],
];
test.each(damages)('a pair that is %s, is replaced, the rest kept', async (_, damage) => {
  const first = await ensure();
  fs.writeFileSync(file('client'), damage(fs.readFileSync(file('client'), 'utf8')));
  lines = [];
  const second = await ensure();
  expect(second).toMatchObject({ caPem: first.caPem, server: first.server, renewed: true, caRenewed: false });
  expect(verify(second.client.cert, first.caPem, 'sslclient', NOW)).toContain('OK');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('client.pem');
});

test('a key of another certificate, and a pair of another authority', async () => {
  await ensure();
  const server = fs.readFileSync(file('server'), 'utf8');
  const [, key = ''] = server.split(/(?=-----BEGIN PRIVATE)/);
  fs.writeFileSync(file('client'), fs.readFileSync(file('client'), 'utf8').replace(/-----BEGIN PRIVATE[^]*/, key));
  expect((await ensure()).renewed).toBe(true);
  fs.rmSync(file('ca'));
  const second = await ensure();
  expect(second.caRenewed).toBe(true);
  expect(verify(second.server.cert, second.caPem, 'sslserver', NOW)).toContain('OK');
  fs.copyFileSync(file('server'), file('ca'));
  expect((await ensure()).caRenewed).toBe(true);
});

test('a world-readable key in a closed folder is mended; in an open one it counts as known', async () => {
  const first = await ensure();
  fs.chmodSync(file('server'), 0o644);
  lines = [];
  expect(await ensure()).toMatchObject({ server: first.server, renewed: false });
  expect(mode(file('server'))).toBe(0o600);
  expect(lines).toEqual([expect.stringContaining('its mode is now 0600')]);
  for (const name of ['server', 'client']) fs.chmodSync(file(name), 0o644);
  fs.chmodSync(dir, 0o755);
  const second = await ensure();
  expect(second.caPem).toBe(first.caPem);
  expect(second.server.key).not.toBe(first.server.key);
  expect(second.client.key).not.toBe(first.client.key);
  expect(mode(dir)).toBe(0o700);
});

test('links and folders in a key’s place are replaced, what they lead to is left alone', async () => {
  await ensure();
  const target = path.join(path.dirname(dir), 'elsewhere');
  fs.renameSync(file('client'), target);
  const content = fs.readFileSync(target, 'utf8');
  fs.symlinkSync(target, file('client'));
  expect((await ensure()).renewed).toBe(true);
  expect(fs.lstatSync(file('client')).isFile()).toBe(true);
  expect(fs.readFileSync(target, 'utf8')).toBe(content);
  fs.rmSync(file('client'));
  fs.mkdirSync(file('client'));
  await expect(ensure()).rejects.toThrow(CertificateError);
});

test('a link in the folder’s place is refused, and what it leads to keeps its mode', async () => {
  const elsewhere = path.join(path.dirname(path.dirname(dir)), 'elsewhere');
  fs.mkdirSync(elsewhere, { mode: 0o755 });
  fs.mkdirSync(path.dirname(dir));
  fs.symlinkSync(elsewhere, dir);
  await expect(ensure()).rejects.toThrow(/is not a folder/);
  expect(mode(elsewhere)).toBe(0o755);
  expect(fs.readdirSync(elsewhere)).toEqual([]);
});

test.runIf(root)('what belongs to another user', async () => {
  const first = await ensure();
  fs.chownSync(file('client'), FOREIGN_UID, FOREIGN_UID);
  lines = [];
  const second = await ensure();
  expect(second.client.key).not.toBe(first.client.key);
  expect(fs.statSync(file('client')).uid).toBe(0);
  expect(lines[0]).toContain('belongs to another user');
  fs.chownSync(dir, FOREIGN_UID, FOREIGN_UID);
  await expect(ensure()).rejects.toThrow(/belongs to another user; .*chown/);
});

test('many at once agree', async () => {
  const all = await Promise.all(Array.from({ length: 10 }, () => ensure()));
  expect(new Set(all.map(({ caPem, client }) => caPem + client.key)).size).toBe(1);
  expect(all.filter(({ renewed }) => renewed)).toHaveLength(1);
});

test('leftovers of a killed writer go', async () => {
  fs.mkdirSync(dir, { recursive: true });
  fs.writeFileSync(path.join(dir, `ca.pem.tmp-${String(2 ** 30)}-00000000`), 'half');
  await ensure();
  expect(fs.readdirSync(dir).sort()).toEqual(['ca.pem', 'client.pem', 'server.pem']);
});
