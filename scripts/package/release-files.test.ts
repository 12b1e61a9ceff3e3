import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { gatherRelease } from './release-files.mjs';

let dir = '';
beforeEach(() => (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-release-'))));
afterEach(() => fs.rmSync(dir, { recursive: true }));

const write = (name: string, text: string): void => {
  const file = path.join(dir, 'from', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
};
const feed = (version: string, url: string): string =>
  `version: ${version}\nfiles:\n  - url: ${url}\n    size: 1\npath: ${url}\n`;
const gather = (): Promise<string[]> => gatherRelease(path.join(dir, 'from'), path.join(dir, 'to'));

test('the feeds of two processors become one, and every file has its hash', async () => {
  write('package-mac-x64/Slipway-x64.zip', 'x64');
  write('package-mac-x64/latest-mac.yml', feed('1.0.0', 'Slipway-x64.zip'));
  write('package-mac-arm64/Slipway-arm64.zip', 'arm64');
  write('package-mac-arm64/latest-mac.yml', feed('1.0.0', 'Slipway-arm64.zip'));
  expect(await gather()).toEqual(['Slipway-arm64.zip', 'Slipway-x64.zip', 'latest-mac.yml']);
  const { files } = parse(fs.readFileSync(path.join(dir, 'to/latest-mac.yml'), 'utf8')) as { files: { url: string }[] };
  expect(files.map(({ url }) => url).sort()).toEqual(['Slipway-arm64.zip', 'Slipway-x64.zip']);
  const sums = fs.readFileSync(path.join(dir, 'to/SHA256SUMS'), 'utf8').trim().split('\n');
  expect(sums).toHaveLength(3);
  expect(sums).toContain(`${createHash('sha256').update('x64').digest('hex')}  Slipway-x64.zip`);
});

test('two versions, or one name twice, are no release', async () => {
  write('a/latest.yml', feed('1.0.0', 'a.exe'));
  write('b/latest.yml', feed('1.0.1', 'b.exe'));
  await expect(gather()).rejects.toThrow('feeds of two versions');
  fs.rmSync(path.join(dir, 'from'), { recursive: true });
  write('a/Slipway.exe', 'one');
  write('b/Slipway.exe', 'two');
  await expect(gather()).rejects.toThrow('Slipway.exe was made twice');
});

test('with a key, each feed has its signature beside it', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  write('a/latest.yml', feed('1.0.0', 'a.exe'));
  await gatherRelease(
    path.join(dir, 'from'),
    path.join(dir, 'to'),
    privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  const text = fs.readFileSync(path.join(dir, 'to/latest.yml'));
  const signature = Buffer.from(fs.readFileSync(path.join(dir, 'to/latest.yml.sig'), 'utf8'), 'base64');
  expect(verify(null, text, publicKey, signature)).toBe(true);
  expect(fs.readFileSync(path.join(dir, 'to/SHA256SUMS'), 'utf8')).toContain('latest.yml.sig');
});
