import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TRAVERSALS } from '../page/testing/traversals';
import { readStaticFiles } from './static-files';
import { type TestServer, request, startTestServer } from './testing/page-server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  fs.writeFileSync(path.join(server.root, 'later.js'), 'secret');
  fs.writeFileSync(path.join(server.root, 'index.html'), 'secret');
});
afterAll(() => server.close());

const get = (at: string, method = 'GET', more: [string, string][] = []) =>
  request(server.port, `${method} ${at}`, [['Host', server.host], ...more]);

test.each([
  '/',
  '/?theme=dark',
  '/index.html',
  '/containers',
  '/containers/4f66ad9b0b2e',
  '/containers/4f66ad9b0b2e/inspect',
  '/engine',
  '/settings',
])('the page, as it was at the start, is at %s', async (at) => {
  const { status, headers, body } = await get(at);
  expect({ status, body }).toEqual({ status: 200, body: '<!doctype html><html lang="en">page' });
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
});

test('a file whose name has a hash may be kept forever', async () => {
  const { headers, body } = await get('/assets/index-Ab1_xY9z.js');
  expect(body).toBe('script');
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

test('another is asked for again, and not sent again', async () => {
  const { headers } = await get('/assets/plain.css');
  expect(headers.get('cache-control')).toBe('no-cache');
  const again = await get('/assets/plain.css', 'GET', [['If-None-Match', headers.get('etag') ?? '']]);
  expect(again).toMatchObject({ status: 304, body: '' });
  expect(again.headers.get('content-security-policy')).toBeDefined();
  expect((await get('/assets/plain.css', 'GET', [['If-None-Match', '"other"']])).status).toBe(200);
});

test('HEAD tells the length only', async () => {
  const { status, headers, body } = await get('/assets/plain.css', 'HEAD');
  expect({ status, body, length: headers.get('content-length') }).toEqual({ status: 200, body: '', length: '5' });
});

const NOTHING = [
  ...TRAVERSALS,
  '/assets/../index.html',
  '/..;/secret.txt',
  '/assets/index-Ab1_xY9z.js%00.html',
  '//index.html',
  '/%69ndex.html',
  '/containers/',
  '/containers/..',
  '/containers/../secret.txt',
  '/containers//secret',
  '/rpc',
  '/session',
  '/__proto__',
  '/constructor',
  'secret.txt',
  '*',
  'http://127.0.0.1/index.html',
  'file:///etc/passwd',
];

test('there are enough of them to speak of', () => expect(NOTHING.length).toBeGreaterThanOrEqual(40));

test.each(NOTHING)('nothing is at %s', async (at) => {
  const { status, body, headers } = await get(at);
  expect([400, 404]).toContain(status);
  expect(['Bad Request\n', 'Not Found\n']).toContain(body);
  expect(headers.get('content-security-policy')).toBeDefined();
  expect(server.errors).toEqual([]);
});

test('a folder without a page is told at the start', () => {
  expect(() => readStaticFiles(path.join(server.root, 'assets'))).toThrow('the page is not built');
});
