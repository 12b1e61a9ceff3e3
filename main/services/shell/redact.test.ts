import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MASK } from '../../contract/secrets';
import { createRedactor } from './redact';

const SECRET = 'kanarie-7f/3+ x&y';

const encodings: Readonly<Record<string, (secret: string) => string>> = {
  raw: (secret) => secret,
  json: (secret) => JSON.stringify({ x: `a"${secret}` }),
  base64: (secret) => Buffer.from(secret).toString('base64'),
  'base64, moved by one': (secret) => Buffer.from(`a${secret}bc`).toString('base64'),
  'base64, moved by two': (secret) => Buffer.from(`ab${secret}c`).toString('base64url'),
  'base64 after letters': (secret) => `xyz${Buffer.from(secret).toString('base64')}`,
  'base64 in lines': (secret) =>
    Buffer.from(`${'.'.repeat(50)}${secret}${'.'.repeat(50)}`)
      .toString('base64')
      .replace(/.{60}/g, '$&\n'),
  url: encodeURIComponent,
  form: (secret) => new URLSearchParams({ q: secret }).toString(),
  'percent for every byte': (secret) => Buffer.from(secret).toString('hex').replace(/../g, '%$&'),
  hex: (secret) => Buffer.from(secret).toString('hex'),
  'hex in capitals': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'gzip in base64': (secret) => gzipSync(`log: ${secret}`).toString('base64'),
  'gzip in hex': (secret) => gzipSync(secret).toString('hex'),
  'base64 of base64': (secret) => Buffer.from(Buffer.from(secret).toString('base64')).toString('base64'),
};

describe('a known secret', () => {
  it.each(Object.entries(encodings))('is masked as %s', (_name, encode) => {
    const redactor = createRedactor();
    const text = `before ${encode(SECRET)} after`;
    expect(redactor.redact(text)).toContain(encode(SECRET).slice(-6));
    redactor.know(SECRET);
    const redacted = redactor.redact(text);
    expect(redacted).toContain(MASK);
    expect(redacted).not.toContain(encode(SECRET));
    expect(redacted).toMatch(/^before .* after$/s);
  });

  it('is not what every word holds', () => {
    const redactor = createRedactor();
    for (const word of ['docker', 'abc', '', ' ']) redactor.know(word);
    expect(redactor.redact('docker abc runs')).toBe('docker abc runs');
  });

  it('is forgotten after many others', () => {
    const redactor = createRedactor();
    redactor.know('the-very-first');
    for (let each = 0; each < 300; each++) redactor.know(`another-${String(each)}-one`);
    expect(redactor.redact('the-very-first another-299-one')).toBe(`the-very-first ${MASK}`);
  });

  it('of several lines is masked line by line', () => {
    const redactor = createRedactor();
    const lines = ['q'.repeat(30), 'w'.repeat(30)];
    redactor.know(lines.join('\n'));
    expect(redactor.redact(`x ${lines[1] ?? ''}`)).toBe(`x ${MASK}`);
  });
});

describe('what looks like a secret', () => {
  const { redact } = createRedactor();
  const header = `Authorization: Bearer ${'t'.repeat(12)}, then`;
  it.each([
    ['DB_PASSWORD=hunter-22 NAME=web', `DB_PASSWORD=${MASK} NAME=web`],
    ['{"auth":"dXNlcg","user":"me"}', `{"auth":"${MASK}","user":"me"}`],
    ['docker login -u me --password hunter-22 host', `docker login -u me --password ${MASK} host`],
    ['https://me:p@ss@host/x?token=abc&n=1', `https://${MASK}@host/x?token=${MASK}&n=1`],
    ['ssh://me@host', 'ssh://me@host'],
    [header, `Authorization: ${MASK}`],
    ['GET /transfer/abcdefghijklmnopqrstuvwxyz', `GET /transfer/${MASK}`],
    ['a -----BEGIN EC PRIVATE KEY-----\nMIG\n-----END EC PRIVATE KEY----- b', `a ${MASK} b`],
    ['cut -----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn', `cut ${MASK}`],
    ['x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc y', `x ${MASK} y`],
    [`x ghp_${'a'.repeat(36)} y`, `x ${MASK} y`],
    [Buffer.from('{"username":"u","password":"hunter-22"}').toString('base64'), MASK],
  ])('%s', (text, redacted) => expect(redact(text)).toBe(redacted));

  it.each([
    'container 4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899a died with 137',
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 pulled',
    'GET /v1.41/containers/json?all=true 200 in 12 ms, PASSWORD=false, KEYBOARD=de',
    '/home/someone/projects/very-long-folder-name/compose.yaml',
  ])('leaves alone: %s', (text) => expect(redact(text)).toBe(text));

  it('takes no time worth telling', () => {
    const text = `${'a'.repeat(200_000)} ${'=:"'.repeat(20_000)}${'0f'.repeat(100_000)}`;
    const start = performance.now();
    redact(text);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
