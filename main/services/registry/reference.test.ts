import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { familiarReference, formatReference, parseReference, registryProblem, withDefaultTag } from './reference';

const HEX = 'ab'.repeat(32);
const DIGEST = `sha256:${HEX}`;

const full = (text: string): string => {
  const parsed = parseReference(text);
  return parsed.ok ? formatReference(withDefaultTag(parsed.reference)) : `! ${parsed.reason}`;
};

describe('as the CLI reads it', () => {
  test.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:1.27', 'docker.io/library/nginx:1.27'],
    ['team/app', 'docker.io/team/app:latest'],
    ['docker.io/nginx', 'docker.io/library/nginx:latest'],
    ['index.docker.io/team/app:1', 'docker.io/team/app:1'],
    ['localhost/app', 'localhost/app:latest'],
    ['localhost:5000/app:v1', 'localhost:5000/app:v1'],
    ['127.0.0.1:5000/a/b/c', '127.0.0.1:5000/a/b/c:latest'],
    ['[::1]:5000/app', '[::1]:5000/app:latest'],
    ['Registry/app', 'Registry/app:latest'],
    ['ghcr.io/a/b@sha256:' + HEX, `ghcr.io/a/b@${DIGEST}`],
    ['ghcr.io/a/b:1@sha256:' + HEX, `ghcr.io/a/b:1@${DIGEST}`],
    ['a__b/c.d-e---f', 'docker.io/a__b/c.d-e---f:latest'],
  ])('%s', (text, said) => expect(full(text)).toBe(said));

  test.each([
    ['', /missing/],
    ['nginx:', /tag after the colon/],
    [':tag', /missing/],
    ['Nginx', /lower case/],
    ['team/App', /lower case/],
    ['nginx latest', /spaces/],
    ['https://ghcr.io/a', /without https/],
    ['a//b', /no name of a repository/],
    ['a/_b', /no name of a repository/],
    ['-bad.example/app', /cannot be the name of a registry/],
    ['host:port/app', /cannot be the name of a registry/],
    ['nginx:.x', /no tag/],
    [`nginx:${'x'.repeat(129)}`, /no tag/],
    ['nginx@sha256:abc', /64 hexadecimal/],
    ['nginx@md5:' + 'a'.repeat(32), /no digest/],
    [HEX, /image ID/],
    [`a/${'x'.repeat(255)}`, /255/],
  ])('refuses %j', (text, reason) => {
    const parsed = parseReference(text);
    expect(parsed.ok ? full(text) : parsed.reason).toMatch(reason);
    expect(parsed.ok).toBe(false);
  });
});

const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const registry = fc.oneof(
  fc.constantFrom('docker.io', 'localhost', '[::1]:5000', '127.0.0.1:5000'),
  fc.tuple(label, label, fc.nat({ max: 65535 })).map(([a, b, port]) => `${a}.${b}:${String(port)}`),
);
const reference = fc.record({
  registry,
  repository: fc.array(label, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('/')),
  tag: fc.option(fc.stringMatching(/^\w[\w.-]{0,20}$/)),
  digest: fc.option(fc.constant(DIGEST)),
});

test('what is written in full or in short is read as the same', () => {
  fc.assert(
    fc.property(reference, (one) => {
      expect(parseReference(formatReference(one))).toEqual({ ok: true, reference: one });
      expect(parseReference(familiarReference(one))).toEqual({ ok: true, reference: one });
    }),
  );
  expect(familiarReference({ registry: 'docker.io', repository: 'library/nginx', tag: '1', digest: null })).toBe(
    'nginx:1',
  );
});

test('any text is read or refused with a reason, and what is read is stable', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({ unit: fc.constantFrom('a', 'B', '1', '.', ':', '/', '@', '_', '-', '[', ']', ' ') }),
      ),
      (text) => {
        const parsed = parseReference(text);
        if (!parsed.ok) expect(parsed.reason).not.toBe('');
        else expect(parseReference(formatReference(parsed.reference))).toEqual(parsed);
      },
    ),
  );
});

test('what is no registry is said', () => {
  expect(registryProblem('https://ghcr.io')).toMatch(/without https/);
  expect(registryProblem('ghcr.io/team')).toMatch(/without a path/);
  expect(registryProblem('user@host')).toMatch(/cannot be/);
  expect(registryProblem('127.0.0.1:5000')).toBeNull();
});
