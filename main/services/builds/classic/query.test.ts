import { expect, it } from 'vitest';
import { buildQuery, hideLogins, registryConfig } from './query';

const LOGINS = [
  { key: 'https://index.docker.io/v1/', username: 'bob', password: 'p4ss-word', identityToken: '' },
  { key: 'r:5000', username: '', password: '', identityToken: 'tok-tok' },
];

it('what the engine is asked', () => {
  const wish = {
    ...{ folder: '/f', dockerfile: '/f/D', target: 'web', tags: ['a', 'b:1'], labels: [{ name: 'l', value: '=&' }] },
    ...{ platform: 'linux/arm64', noCache: true, pull: true, secrets: [], ssh: [], classic: true },
    args: [
      { name: 'A', value: '1 2' },
      { name: 'B', value: null },
      { name: 'C', value: null },
    ],
  };
  const query = new URLSearchParams(buildQuery(wish, 'sub/D', { B: 'from env' }));
  expect(query.getAll('t')).toEqual(['a', 'b:1']);
  expect(JSON.parse(query.get('buildargs') ?? '')).toEqual({ A: '1 2', B: 'from env', C: null });
  expect(JSON.parse(query.get('labels') ?? '')).toEqual({ l: '=&' });
  const rest = ['dockerfile', 'target', 'platform', 'nocache', 'pull', 'rm', 'forcerm'].map((name) => query.get(name));
  expect(rest).toEqual(['sub/D', 'web', 'linux/arm64', '1', '1', '1', '1']);
});

it('logins are sent, and never told', () => {
  const sent: unknown = JSON.parse(Buffer.from(registryConfig(LOGINS) ?? '', 'base64url').toString());
  expect(sent).toEqual({
    'https://index.docker.io/v1/': {
      serveraddress: 'https://index.docker.io/v1/',
      username: 'bob',
      password: 'p4ss-word',
    },
    'r:5000': { serveraddress: 'r:5000', identitytoken: 'tok-tok' },
  });
  expect(registryConfig([])).toBe(null);
  expect(hideLogins(LOGINS, 'denied: bob:p4ss-word, tok-tok at https://u:p@r/')).toBe(
    'denied: bob:***, *** at https://***@r/',
  );
});
