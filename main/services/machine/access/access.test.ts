import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AccessSettings, NO_ACCESS_SETTINGS } from '../../../contract/engine-access';
import { type Authority, createAuthority } from '../../engine/testing/certificates';
import { readAuthorities } from './authorities';
import { accessProblems } from './check';
import { accessMark, guestAccess } from './guest-files';

const PASSWORD = 'c4n4ry-pa55';

let dir = '';
let own: Authority;
let ca = '';
let leaf = { cert: '', key: '' };
beforeAll(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-access-'));
  own = createAuthority(path.join(dir, 'lab'));
  ca = fs.readFileSync(own.ca, 'utf8');
  const { cert, key } = own.issue('registry', 'DNS:registry.lab');
  leaf = { cert: fs.readFileSync(cert, 'utf8'), key: fs.readFileSync(key, 'utf8') };
});
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

const access = (given: Partial<AccessSettings>): AccessSettings => ({ ...NO_ACCESS_SETTINGS, ...given });
const fieldsOf = (given: Partial<AccessSettings>): string[] =>
  accessProblems(access(given)).map(({ field, message }) => {
    expect(message).not.toContain(PASSWORD);
    return field;
  });

test.each<[Partial<AccessSettings>]>([
  [{ mirrors: ['https://mirror.example.com', 'http://10.0.2.2:5000/', 'https://[::1]:5000'] }],
  [{ insecure: ['lab.example:5000', 'localhost', '10.0.0.0/8', 'fd00::/8', '[::1]:5000', '192.168.1.7:443'] }],
  [{ httpProxy: 'http://proxy.example.com:3128', httpsProxy: `http://me:${PASSWORD}@10.0.0.1:3128/` }],
  [{ httpsProxy: `socks5://me:p%40ss@[::1]:1080` }],
  [{ noProxy: ['*', '.example.com', 'example.com:80', '10.0.0.0/8', '*.lab', '::1'] }],
])('%j has no problem', (given) => {
  expect(accessProblems(access(given))).toEqual([]);
});

test.each([
  ...['mirror.example.com', 'https://mirror.example.com/path', `https://me:${PASSWORD}@mirror.example.com`, ''],
  ...['ftp://mirror.example.com', 'https://mirror.example.com?x', 'https://a:0', 'https://a:65536', 'https://a b'],
])('"%s" is no mirror', (mirror) => {
  expect(fieldsOf({ mirrors: ['https://right.example', mirror] })).toEqual(['mirrors']);
});

test.each([
  ...['http://lab.example:5000', 'lab.example/team', '10.0.0.0/33', '10.0.0/8', 'fd00::/129', 'lab:99999', '', '-a'],
  ...['a_b:5000', '10.0.0.0/8 ', 'a\nb'],
])('"%s" is no insecure registry', (insecure) => {
  expect(fieldsOf({ insecure: [insecure] })).toEqual(['insecure']);
});

test.each([
  ...['proxy.example.com:3128', 'ftp://proxy', 'http://', `http://me:${PASSWORD}@proxy:3128/path`, 'http://a b'],
  ...[`http://me:${PASSWORD}@pr oxy`, `http://me:${PASSWORD}/@proxy`, 'http://proxy\nNO_PROXY=*', 'http://ü'],
])('a proxy is not said like %j, and is not repeated', (proxy) => {
  expect(fieldsOf({ httpProxy: proxy, httpsProxy: proxy })).toEqual(['httpProxy', 'httpsProxy']);
});

test('whatever has no problem is one line of the environment, and a URL or a host', () => {
  const near = fc.string({ unit: fc.constantFrom(...'ab1.:/@-_[]%#?\n "$`;=*,'.split('')), maxLength: 12 });
  const seen = { proxy: 0, noProxy: 0, mirror: 0 };
  const isRight = (given: Partial<AccessSettings>, kind: keyof typeof seen): boolean => {
    const right = accessProblems(access(given)).length === 0;
    if (right) seen[kind] += 1;
    return right;
  };
  const judge = (text: string): void => {
    if (isRight({ httpProxy: `http://${text}` }, 'proxy'))
      expect(guestAccess(access({ httpProxy: `http://${text}` })).proxy.HTTP_PROXY).toMatch(/^[\x21-\x7e]+$/);
    if (isRight({ noProxy: [text] }, 'noProxy')) expect(text).toMatch(/^[^\s,"$`;]+$/);
    if (!isRight({ mirrors: [`http://${text}`] }, 'mirror')) return;
    const { pathname, username, search, hash } = new URL(`http://${text}`);
    expect({ pathname, username, search, hash }).toEqual({ pathname: '/', username: '', search: '', hash: '' });
  };
  fc.assert(fc.property(near, judge), { numRuns: 5000, examples: [['[a]'], ['[::1]:5000'], ['1.2.3.256']] });
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
});

test('a certificate says whose it is, and until when', () => {
  const { authorities, problem } = readAuthorities(`# ours\r\n${ca}${leaf.cert}\n${ca}`);
  expect(problem).toBeNull();
  expect(authorities).toMatchObject([
    { subject: 'CN=lab', issuer: 'CN=lab', isAuthority: true },
    { subject: 'CN=registry', issuer: 'CN=lab', isAuthority: false },
  ]);
  for (const { validTo, pem } of authorities) {
    expect(validTo).toBeGreaterThan(Date.now());
    expect(readAuthorities(pem).authorities).toHaveLength(1);
  }
});

test('what is no certificate is refused, a private key above all', () => {
  const problemOf = (text: string): string => readAuthorities(text).problem ?? '';
  expect(problemOf(leaf.key)).toContain('private key');
  expect(problemOf(ca + leaf.key)).toContain('private key');
  expect(problemOf('hello')).toContain('no certificate');
  expect(problemOf(ca.slice(0, -40))).toContain('no certificate');
  expect(problemOf(leaf.cert.replace('CERTIFICATE', 'CERTIFICATE REQUEST'))).not.toBe('');
  expect(problemOf(`${ca}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`)).toContain(
    'Certificate 2 of 2',
  );
  expect(fieldsOf({ authorities: [ca, leaf.key] })).toEqual(['authorities']);
});

test('the guest gets what is set, and nothing else', () => {
  expect(guestAccess(NO_ACCESS_SETTINGS)).toEqual({ daemon: null, proxy: {}, authorities: '' });
  const all = access({
    ...{ mirrors: ['https://m.example'], insecure: ['10.0.0.0/8'], noProxy: ['a', '.b'] },
    ...{ httpProxy: 'http://p:1', httpsProxy: `http://me:${PASSWORD}@p:1`, authorities: [`comment\n${ca}`] },
  });
  expect(guestAccess(all)).toEqual({
    daemon: { 'registry-mirrors': ['https://m.example'], 'insecure-registries': ['10.0.0.0/8'] },
    proxy: { HTTP_PROXY: 'http://p:1', HTTPS_PROXY: `http://me:${PASSWORD}@p:1`, NO_PROXY: 'a,.b' },
    authorities: ca,
  });
  expect(accessMark(NO_ACCESS_SETTINGS)).toBe('');
  expect(accessMark(all)).not.toContain(PASSWORD);
  expect(accessMark(access({ httpsProxy: 'http://p:1' }))).not.toBe(accessMark(access({ httpProxy: 'http://p:1' })));
  const wrong = access({ httpsProxy: `me:${PASSWORD}@p` });
  expect(() => guestAccess(wrong)).toThrow(/Registries and proxies/);
});
