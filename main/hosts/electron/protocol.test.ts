import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPageFiles } from '../page/page-files';
import { TRAVERSALS } from '../page/testing/traversals';
import { registerAppScheme, serveApp } from './protocol';

const noTickets = { download: () => null, upload: () => null };

let root = '';
let serve: (request: Request) => Promise<Response>;

beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-page-'));
  fs.writeFileSync(path.join(root, 'secret.txt'), 'secret');
  fs.mkdirSync(path.join(root, 'renderer/assets'), { recursive: true });
  fs.writeFileSync(path.join(root, 'renderer/index.html'), '<!doctype html><html lang="en">page');
  fs.writeFileSync(path.join(root, 'renderer/assets/main-Ab1.js'), 'script');
  fs.writeFileSync(path.join(root, 'renderer/assets/.hidden'), 'hidden');
  fs.symlinkSync(path.join(root, 'secret.txt'), path.join(root, 'renderer/assets/link.js'));
  const files = listPageFiles(path.join(root, 'renderer'));
  fs.writeFileSync(path.join(root, 'renderer/later.js'), 'later');
  serveApp({ handle: (_scheme: string, handler: typeof serve) => (serve = handler) } as never, {
    ...{ files, desk: noTickets, language: () => 'de' as const, t: (text: string) => text },
  });
});
afterAll(() => fs.rmSync(root, { recursive: true }));

const get = (url: string, method = 'GET'): Promise<Response> => serve(new Request(url, { method }));

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

test('the scheme is standard, secure, and no more', () => {
  const registered: unknown[] = [];
  registerAppScheme({ registerSchemesAsPrivileged: (schemes: unknown) => registered.push(schemes) } as never);
  expect(registered).toEqual([
    [{ scheme: 'slipway', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
  ]);
});

test.each([
  '/',
  '/index.html',
  '/containers',
  '/containers/4f66ad9b0b2e',
  '/engine',
  '/settings',
  '/containers?filter=x',
])('the page is at %s', async (at) => {
  const response = await get(`slipway://app${at}`);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('<!doctype html><html lang="de">page');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toBe(POLICY);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('its script is beside it', async () => {
  const response = await get('slipway://app/assets/main-Ab1.js');
  expect(await response.text()).toBe('script');
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toBe(POLICY);
});

test.each(['POST', 'HEAD', 'PUT', 'DELETE'])('%s is not answered', async (method) => {
  expect((await get('slipway://app/', method)).status).toBe(405);
});

test('there are enough of them to speak of', () => expect(TRAVERSALS.length).toBeGreaterThanOrEqual(40));

test.each([...TRAVERSALS, '/ index.html'])('nothing is at %s', async (at) => {
  const response = await get(`slipway://app${at}`);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('');
  expect(response.headers.get('content-security-policy')).toBe(POLICY);
});

test.each(['slipway://evil/', 'slipway://app.evil/', 'slipway://app:80/', 'slipway:///index.html'])(
  'nothing is on another host: %s',
  async (url) => expect((await get(url)).status).toBe(404),
);

test('the safe page has no script, and says what can be done', async () => {
  const answer = await get('slipway://app/safe');
  expect(answer.status).toBe(200);
  const text = await answer.text();
  expect(text).not.toMatch(/<script|onclick|style=/);
  expect([...text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
    ...['/safe/style.css', '/', '/safe/logs', '/safe/quit'],
  ]);
  expect((await get('slipway://app/safe/style.css')).headers.get('content-type')).toContain('text/css');
  for (const path of ['/safe/quit', '/safe/logs', '/safe/'])
    expect((await get(`slipway://app${path}`)).status).toBe(404);
});
