import { expect, test } from 'vitest';
import { failureOf, toEngineError } from './failure';
import type { Target } from './target';
import { EngineError } from './types';

const local: Target = { endpoint: { kind: 'local', path: '/run/d.sock', url: 'unix:///run/d.sock' }, tls: null };
const place = {
  host: '::1',
  port: 1,
  secure: true,
  basePath: '',
  auth: 'me:s3cret',
  loopback: true,
  url: 'tcp://[::1]:1',
};
const remote: Target = { endpoint: { kind: 'network', ...place }, tls: null };
const coded = (code: string, message = 'words'): Error => Object.assign(new Error(message), { code });

test.each([
  ['ENOENT', 'absent'],
  ['ECONNREFUSED', 'refused'],
  ['EACCES', 'permission-denied'],
  ['ECONNRESET', 'refused'],
  ['ETIMEDOUT', 'not-responding'],
  ['EAGAIN', 'not-responding'],
  ['ENOTFOUND', 'refused'],
  ['HPE_INVALID_CONSTANT', 'failed'],
  ['EWHATEVER', 'failed'],
])('%s: %s, in a sentence that names the place', (code, state) => {
  for (const [target, name] of [
    [local, '/run/d.sock'],
    [remote, '[::1]:1'],
  ] as const) {
    const failure = failureOf(coded(code), target);
    expect(failure).toMatchObject({ state, code });
    expect(failure.reason).toContain(name);
    expect(failure.reason).not.toContain('s3cret');
  }
});

test('of several addresses tried, the last one counts', () => {
  const both = new AggregateError([coded('EADDRNOTAVAIL'), coded('ECONNREFUSED')]);
  expect(failureOf(both, remote)).toMatchObject({ state: 'refused', code: 'ECONNREFUSED' });
});

test('TLS words count for network places only', () => {
  expect(failureOf(coded('CERT_HAS_EXPIRED'), remote).state).toBe('tls-problem');
  expect(failureOf(coded('CERT_HAS_EXPIRED'), local).state).toBe('failed');
});

test('an EngineError stays what it is', () => {
  const error = new EngineError('refused', 'no', 409);
  expect(toEngineError(error, local)).toBe(error);
  expect(toEngineError(coded('ENOENT'), local)).toMatchObject({ kind: 'unreachable', code: 'ENOENT' });
});
