import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownHosts } from './gate';
import { type RawHeaders, type TestServer, request, startTestServer } from './testing/page-server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** `{port}` stands for the server's. */
interface Row {
  readonly line?: string;
  readonly headers: RawHeaders;
  readonly body?: string;
  readonly status: number;
}

const own = ['Host', '127.0.0.1:{port}'] as const;
const ownOrigin = ['Origin', 'http://127.0.0.1:{port}'] as const;
const json = ['Content-Type', 'application/json'] as const;
const site = (value: string) => ['Sec-Fetch-Site', value] as const;
const navigation = [
  ['Sec-Fetch-Mode', 'navigate'],
  ['Sec-Fetch-Dest', 'document'],
] as const;
const upgrade = [
  ['Connection', 'Upgrade'],
  ['Upgrade', 'websocket'],
  ['Sec-WebSocket-Version', '13'],
  ['Sec-WebSocket-Key', 'AAAAAAAAAAAAAAAAAAAAAA=='],
] as const;

const hosts: Record<string, Row> = {
  'its address': { headers: [own], status: 200 },
  localhost: { headers: [['Host', 'localhost:{port}']], status: 200 },
  'the IPv6 address': { headers: [['Host', '[::1]:{port}']], status: 200 },
  'no host': { headers: [], status: 403 },
  'an empty host': { headers: [['Host', '']], status: 403 },
  'no port': { headers: [['Host', '127.0.0.1']], status: 403 },
  'another port': { headers: [['Host', '127.0.0.1:1']], status: 403 },
  'a name that was rebound': { headers: [['Host', 'evil.test:{port}']], status: 403 },
  'a name below localhost': { headers: [['Host', 'evil.localhost:{port}']], status: 403 },
  'a name that begins like the address': { headers: [['Host', '127.0.0.1.evil.test:{port}']], status: 403 },
  'another loopback address': { headers: [['Host', '127.0.0.2:{port}']], status: 403 },
  'the address in other digits': { headers: [['Host', '2130706433:{port}']], status: 403 },
  'a name with a dot at its end': { headers: [['Host', 'localhost.:{port}']], status: 403 },
  'any address': { headers: [['Host', '0.0.0.0:{port}']], status: 403 },
  'a user in the host': { headers: [['Host', 'evil@127.0.0.1:{port}']], status: 403 },
  'two hosts': { headers: [own, ['Host', 'evil.test:{port}']], status: 403 },
  'two hosts, both right': { headers: [own, own], status: 403 },
  'the host in the target only': {
    line: 'GET http://127.0.0.1:{port}/',
    headers: [['Host', 'evil.test']],
    status: 403,
  },
};

const origins: Record<string, Row> = {
  'its origin': { headers: [own, ownOrigin], status: 200 },
  'its other name': { headers: [own, ['Origin', 'http://localhost:{port}']], status: 403 },
  'another origin': { headers: [own, ['Origin', 'http://evil.test']], status: 403 },
  'another port of this machine': { headers: [own, ['Origin', 'http://127.0.0.1:1']], status: 403 },
  'no port in the origin': { headers: [own, ['Origin', 'http://127.0.0.1']], status: 403 },
  https: { headers: [own, ['Origin', 'https://127.0.0.1:{port}']], status: 403 },
  'the origin null': { headers: [own, ['Origin', 'null']], status: 403 },
  'an empty origin': { headers: [own, ['Origin', '']], status: 403 },
  'an origin with a path': { headers: [own, ['Origin', 'http://127.0.0.1:{port}/']], status: 403 },
  'two origins': { headers: [own, ownOrigin, ['Origin', 'http://evil.test']], status: 403 },
};

const sites: Record<string, Row> = {
  'the same origin': { headers: [own, site('same-origin')], status: 200 },
  'typed by the user': { headers: [own, site('none'), ...navigation], status: 200 },
  'a link from another site': { headers: [own, site('cross-site'), ...navigation], status: 200 },
  'a link from another port': { headers: [own, site('same-site'), ...navigation], status: 200 },
  'an image on another site': {
    headers: [own, site('cross-site'), ['Sec-Fetch-Mode', 'no-cors'], ['Sec-Fetch-Dest', 'image']],
    status: 403,
  },
  'a script on another port': {
    headers: [own, site('same-site'), ['Sec-Fetch-Mode', 'no-cors'], ['Sec-Fetch-Dest', 'script']],
    status: 403,
  },
  'a frame on another site': {
    headers: [own, site('cross-site'), ['Sec-Fetch-Mode', 'navigate'], ['Sec-Fetch-Dest', 'iframe']],
    status: 403,
  },
  'another site, no mode': { headers: [own, site('cross-site')], status: 403 },
  'a HEAD from another site': { line: 'HEAD /', headers: [own, site('cross-site'), ...navigation], status: 403 },
  'a site nobody knows': { headers: [own, site('friend'), ...navigation], status: 403 },
  'two sites': { headers: [own, site('same-origin'), site('cross-site')], status: 403 },
  'a form on another site': {
    line: 'POST /session',
    headers: [own, ownOrigin, json, site('cross-site'), ...navigation],
    body: '{}',
    status: 403,
  },
};

const post = (headers: RawHeaders, status: number, body = '{"code":"x"}'): Row => ({
  ...{ line: 'POST /session', headers, body, status },
});

const posts: Record<string, Row> = {
  'a JSON post': post([own, ownOrigin, json], 401),
  'a JSON post with its character set': post(
    [own, ownOrigin, ['Content-Type', 'application/json; charset=utf-8']],
    401,
  ),
  'a post without an origin': post([own, json], 403),
  'a post from nowhere': post([own, ['Origin', 'null'], json], 403),
  'a post from another site': post([own, ['Origin', 'http://evil.test'], json], 403),
  'a form': post([own, ownOrigin, ['Content-Type', 'application/x-www-form-urlencoded']], 403, 'code=x'),
  'a form with files': post([own, ownOrigin, ['Content-Type', 'multipart/form-data; boundary=x']], 403),
  'a post of text': post([own, ownOrigin, ['Content-Type', 'text/plain']], 403),
  'a post of text that names JSON': post([own, ownOrigin, ['Content-Type', 'text/plain; application/json']], 403),
  'a post of nearly JSON': post([own, ownOrigin, ['Content-Type', 'application/json-patch+json']], 403),
  'a post without a type': post([own, ownOrigin], 403),
  'a post with two types': post([own, ownOrigin, json, json], 403),
  'a check without a body or a type': {
    line: 'POST /session/check',
    headers: [own, ownOrigin, ['Content-Length', '0']],
    status: 401,
  },
};

const methods: Record<string, Row> = {
  ...Object.fromEntries(
    ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'].map((method) => [
      method,
      { line: `${method} /`, headers: [own, ownOrigin, json], status: 403 },
    ]),
  ),
  'a CORS preflight': {
    line: 'OPTIONS /session',
    headers: [own, ['Origin', 'http://evil.test'], ['Access-Control-Request-Method', 'POST']],
    status: 403,
  },
  'a tunnel': { line: 'CONNECT evil.test:443', headers: [own], status: 403 },
  'a GET with a body': { headers: [own], body: 'x', status: 403 },
  'a GET with an endless body': { headers: [own, ['Transfer-Encoding', 'chunked']], status: 403 },
};

const sockets: Record<string, Row> = {
  'a WebSocket without a session': { line: 'GET /rpc', headers: [own, ownOrigin, ...upgrade], status: 401 },
  'a WebSocket without an origin': { line: 'GET /rpc', headers: [own, ...upgrade], status: 403 },
  'a WebSocket of another site': {
    line: 'GET /rpc',
    headers: [own, ['Origin', 'http://evil.test'], ...upgrade],
    status: 403,
  },
  'a WebSocket by a rebound name': {
    line: 'GET /rpc',
    headers: [['Host', 'evil.test:{port}'], ['Origin', 'http://evil.test:{port}'], ...upgrade],
    status: 403,
  },
  'a WebSocket that says it is cross-site': {
    line: 'GET /rpc',
    headers: [own, ownOrigin, site('cross-site'), ...upgrade, ...navigation],
    status: 403,
  },
  'a WebSocket by POST': { line: 'POST /rpc', headers: [own, ownOrigin, json, ...upgrade], status: 403 },
  'another upgrade': {
    line: 'GET /',
    headers: [own, ownOrigin, ['Connection', 'Upgrade'], ['Upgrade', 'h2c']],
    status: 404,
  },
};

const rows = Object.entries({ ...hosts, ...origins, ...sites, ...posts, ...methods, ...sockets });

test('the matrix is one', () => expect(rows.length).toBeGreaterThanOrEqual(60));

test.each(rows)('%s', async (_name, { line = 'GET /', headers, body = '', status }) => {
  const fill = (text: string): string => text.replaceAll('{port}', String(server.port));
  const filled = headers.map(([name, value]) => [name, fill(value)] as const);
  const response = await request(server.port, fill(line), filled, body);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('access-control-allow-origin')).toBeUndefined();
  expect(server.errors).toEqual([]);
});

test('on port 80 browsers leave the port out', () => {
  expect(ownHosts(80)).toContain('127.0.0.1');
  expect(ownHosts(8080)).not.toContain('127.0.0.1');
});
