import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseEndpoint } from './endpoint';

const good = (text: string, tls = false) => {
  const parsed = parseEndpoint(text, tls);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.endpoint;
};
const bad = (text: string): string => {
  const parsed = parseEndpoint(text);
  if (parsed.ok) throw new Error(`${text} was taken for ${parsed.endpoint.url}`);
  return parsed.error;
};

test('unix sockets', () => {
  expect(good('unix:///run/docker.sock')).toEqual({
    kind: 'local',
    path: '/run/docker.sock',
    url: 'unix:///run/docker.sock',
  });
});

test('named pipes become paths of Windows', () => {
  expect(good('npipe:////./pipe/docker_engine')).toMatchObject({ kind: 'local', path: '\\\\.\\pipe\\docker_engine' });
});

test.each([
  ['tcp://10.0.0.1:2375', { host: '10.0.0.1', port: 2375, secure: false, loopback: false }],
  ['tcp://localhost', { host: 'localhost', port: 2375, secure: false, loopback: true }],
  ['tcp://[::1]:2000', { host: '::1', port: 2000, loopback: true, url: 'tcp://[::1]:2000' }],
  ['tcp://127.8.9.1:80', { port: 80, loopback: true, url: 'tcp://127.8.9.1:80' }],
  ['http://box', { port: 80, secure: false }],
  ['https://box', { port: 443, secure: true }],
  ['https://box:8443/docker/', { port: 8443, basePath: '/docker', url: 'https://box:8443/docker' }],
  ['box:2375', { host: 'box', port: 2375, url: 'tcp://box:2375' }],
  ['TCP://BOX:2375', { host: 'box', url: 'tcp://box:2375' }],
  // A name that only looks like loopback.
  ['tcp://127.0.0.1.example.com:2375', { loopback: false }],
  ['tcp://localhost.example.com:2375', { loopback: false }],
])('%s', (text, expected) => {
  expect(good(text)).toMatchObject({ kind: 'network', ...expected });
});

test('tcp with TLS material is secure, on its own port', () => {
  expect(good('tcp://box', true)).toMatchObject({ secure: true, port: 2376 });
});

test('ssh is recognised but not supported', () => {
  expect(good('ssh://me:secret@box:22/run')).toMatchObject({ kind: 'unsupported', url: 'ssh://me@box:22' });
});

test.each([
  '',
  '  ',
  'foo',
  '/var/run/docker.sock',
  'unix://relative.sock',
  'unix:///',
  'unix:///folder/',
  'npipe://docker',
  'tcp://',
  'tcp://:2375',
  'tcp://box:99999',
  'tcp://box:0',
  'tcp://box:port',
  'tcp://box:1?x=1',
  'tcp://bo x:1',
  'ftp://box',
  'ssh://',
  'unix:///a\nb',
  'tcp://box:1\u202e',
])('%j is refused in one clear line', (text) => {
  const error = bad(text);
  expect(error).toMatch(/^\P{C}{10,400}\.$/u);
});

test('a path gets the right address as advice', () => {
  expect(bad('/var/run/docker.sock')).toContain('"unix:///var/run/docker.sock"');
});

test('credentials are used but never shown', () => {
  expect(good('https://user:s3cret@box')).toMatchObject({ auth: 'user:s3cret', url: 'https://box:443' });
  fc.assert(
    fc.property(
      fc.constantFrom('tcp', 'ftp', 'https', 'unix', 'zz'),
      fc.string(),
      fc.string(),
      (scheme, host, path) => {
        const parsed = parseEndpoint(`${scheme}://user:s3cret@${host}${path}`);
        if (scheme !== 'unix') expect(parsed.ok ? parsed.endpoint.url : parsed.error).not.toContain('s3cret');
      },
    ),
  );
});

test('any text gives an endpoint or an error', () => {
  fc.assert(fc.property(fc.string(), (text) => typeof parseEndpoint(text).ok === 'boolean'));
});
