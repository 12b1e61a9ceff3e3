import { describe, expect, test } from 'vitest';
import { MASK, isSecretName, maskArguments, maskAssignment, maskText, maskValue } from './secrets';

describe('names', () => {
  test.each([
    'PASSWORD',
    'MYSQL_ROOT_PASSWORD',
    'DB_PASS',
    'MYSQL_PWD',
    'PGPASSWORD',
    'API_KEY',
    'apiKey',
    'APIKey',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_ACCESS_KEY_ID',
    'GITHUB_TOKEN',
    'clientSecret',
    'CREDENTIALS',
    'com.example.db.password',
    'SESSION_COOKIE',
    'JWT_SIGNATURE',
    'AUTHTOKEN',
    'rootpassword2',
    'BASIC_AUTH',
  ])('%s is secret', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  test.each([
    'PATH',
    'PWD',
    'OLDPWD',
    'KEYBOARD',
    'KEYMAP',
    'MONKEY',
    'PUBLIC_KEY',
    'TOKEN_TTL',
    'AUTH_URL',
    'PASSWORD_FILE',
    'KEY_NAME',
    'AUTHOR',
    'COMPASS',
    'BYPASS_CACHE',
    'TOKENIZER',
    'LANG',
    '',
  ])('%s is not', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

describe('values', () => {
  test.each([
    ['POSTGRES_PASSWORD', 'hunter2', MASK],
    ['ALLOW_EMPTY_PASSWORD', 'yes', 'yes'],
    ['PASSWORD', '', ''],
    ['DB_PASSWORD', '/run/secrets/db', '/run/secrets/db'],
    ['DB_PASSWORD', '/guess/me', MASK],
    ['DATABASE_URL', 'postgres://app:hunter2@db:5432/shop', `postgres://app:${MASK}@db:5432/shop`],
    ['REDIS', 'redis://:hunter2@cache', `redis://:${MASK}@cache`],
    ['HOME_PAGE', 'https://example.test/a:b@c', 'https://example.test/a:b@c'],
    ['CONN', 'Server=db;User=sa;Password=hunter2;Timeout=3', `Server=db;User=sa;Password=${MASK};Timeout=3`],
    ['HEADER', 'Authorization: Bearer abcdef123456', MASK],
    ['X', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789', MASK],
    ['X', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', MASK],
    ['X', '-----BEGIN RSA PRIVATE KEY-----\nMIIE', MASK],
    ['PATH', '/usr/bin:/bin', '/usr/bin:/bin'],
  ])('%s=%s', (name, value, shown) => {
    expect(maskValue(name, value)).toBe(shown);
    expect(maskAssignment(`${name}=${value}`)).toBe(`${name}=${shown}`);
  });

  test('a name without a value stays', () => {
    expect(maskAssignment('PASSWORD')).toBe('PASSWORD');
  });

  test('5 MB are not searched through', () => {
    const long = 'x'.repeat(5 * 1024 * 1024);
    const start = performance.now();
    expect(maskText(long)).toBe(long);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

test('a command keeps its words but the secret ones', () => {
  expect(
    maskArguments(['serve', '--password=hunter2', '--token', 'abc', '--verbose', '-p', '80', 'API_KEY=1a']),
  ).toEqual(['serve', `--password=${MASK}`, '--token', MASK, '--verbose', '-p', '80', `API_KEY=${MASK}`]);
  expect(maskArguments(['--token', '--next'])).toEqual(['--token', '--next']);
});
