import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SafeStorage } from '../../shell/safe-storage';
import { CredentialFault } from '../faults';
import { type Credentials, createCredentials } from './credentials';

const SECRET = 'c4n4ry-pa55-word';
const AUTH = { username: 'alice', password: SECRET, identityToken: '' };
const TOKEN = { username: '', password: '', identityToken: SECRET };
const REGISTRY = 'registry.example:5000';

/** A keychain with a key of its own, that can be locked and changed. */
function createKeychain() {
  const keys = [randomBytes(32)];
  const state = { locked: false, there: true };
  const newest = (): Buffer => keys.at(-1) ?? Buffer.alloc(32);
  const unlocked = <T>(work: () => T): Promise<T> =>
    state.locked ? Promise.reject(new Error(`locked, with ${SECRET} in mind`)) : Promise.resolve(work());
  const storage: SafeStorage = {
    isThere: () => Promise.resolve(state.there),
    seal: (text) =>
      unlocked(() => {
        const iv = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', newest(), iv);
        return Buffer.concat([
          Buffer.from([keys.length - 1]),
          iv,
          cipher.update(text),
          cipher.final(),
          cipher.getAuthTag(),
        ]);
      }),
    open: (sealed) =>
      unlocked(() => {
        const bytes = Buffer.from(sealed);
        const at = bytes[0] ?? 0;
        const cipher = createDecipheriv('aes-256-gcm', keys[at] ?? newest(), bytes.subarray(1, 13));
        cipher.setAuthTag(bytes.subarray(-16));
        const text = Buffer.concat([cipher.update(bytes.subarray(13, -16)), cipher.final()]).toString();
        return { text, reseal: at < keys.length - 1 };
      }),
  };
  return { storage, state, rotate: () => void keys.push(randomBytes(32)) };
}

let dir: string;
let keychain: ReturnType<typeof createKeychain>;
let credentials: Credentials;
const file = (): string => path.join(dir, 'data', 'logins.json');
const config = (): string => path.join(dir, 'docker', 'config.json');

const open = (safeStorage: SafeStorage | undefined = keychain.storage): Credentials => {
  const env = { DOCKER_CONFIG: path.join(dir, 'docker'), PATH: path.join(dir, 'bin') };
  return createCredentials({
    ...{ env, homeDir: dir, platform: 'linux', dataDir: path.join(dir, 'data') },
    safeStorage,
  });
};
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-safe-'));
  keychain = createKeychain();
  credentials = open();
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const faultOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CredentialFault)) throw new Error(`no fault: ${String(error)}`);
  expect(`${error.stack ?? ''} ${JSON.stringify(error.data)}`).not.toContain(SECRET);
  return error.data;
};
const keep = (registry = REGISTRY, auth = AUTH) => credentials.store(registry, auth, { kind: 'safe' });

test('a login is sealed, found again by the next Slipway, and erased', async () => {
  expect(await credentials.storage(REGISTRY)).toEqual({ configured: null, helpers: [], safe: true });
  await keep();
  await keep('docker.io', TOKEN);
  expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
  for (const encoded of [
    SECRET,
    Buffer.from(`alice:${SECRET}`).toString('base64'),
    Buffer.from(SECRET).toString('hex'),
  ])
    expect(fs.readFileSync(file(), 'utf8')).not.toContain(encoded);
  expect(fs.existsSync(config())).toBe(false);
  credentials = open();
  expect(await credentials.find(REGISTRY)).toEqual(AUTH);
  expect(await credentials.find('docker.io')).toEqual(TOKEN);
  const header = await credentials.authFor(REGISTRY);
  expect(Buffer.from(header ?? '', 'base64').toString()).toContain(SECRET);
  const row = { means: 'safe', helper: '', state: 'in' };
  expect(await credentials.list()).toEqual({
    faults: [],
    logins: [
      { ...row, registry: 'docker.io', username: '' },
      { ...row, registry: REGISTRY, username: 'alice' },
    ],
  });
  expect(await credentials.erase(REGISTRY)).toBe(true);
  expect(await credentials.erase(REGISTRY)).toBe(false);
  expect(await credentials.find(REGISTRY)).toBeNull();
  expect(await credentials.find('docker.io')).toEqual(TOKEN);
});

test('where the host has none, or its keychain is not there, it is not offered and nothing is kept', async () => {
  keychain.state.there = false;
  expect((await credentials.storage(REGISTRY)).safe).toBe(false);
  credentials = createCredentials({
    ...{
      env: { DOCKER_CONFIG: path.join(dir, 'docker') },
      homeDir: dir,
      platform: 'linux',
      dataDir: path.join(dir, 'data'),
    },
  });
  expect((await credentials.storage(REGISTRY)).safe).toBe(false);
  expect(await faultOf(keep())).toMatchObject({ kind: 'safe-failed' });
  expect(fs.existsSync(file())).toBe(false);
});

test('a locked keychain is told without what it was to keep, and changes nothing', async () => {
  await keep();
  const before = fs.readFileSync(file());
  keychain.state.locked = true;
  expect(await faultOf(keep())).toMatchObject({
    kind: 'safe-failed',
    detail: 'locked, with *** in mind',
  });
  keychain.state.locked = false;
  expect(fs.readFileSync(file())).toEqual(before);
  expect(await credentials.find(REGISTRY)).toEqual(AUTH);
});

test('with a newer key it is sealed anew', async () => {
  await keep();
  keychain.rotate();
  expect(await credentials.find(REGISTRY)).toEqual(AUTH);
  const { logins } = JSON.parse(fs.readFileSync(file(), 'utf8')) as { logins: Record<string, { sealed: string }> };
  expect(Buffer.from(logins[REGISTRY]?.sealed ?? '', 'base64')[0]).toBe(1);
});

test('what was sealed for one registry is not sent to another', async () => {
  await keep();
  fs.writeFileSync(file(), fs.readFileSync(file(), 'utf8').replace(REGISTRY, 'evil.example'));
  expect(await credentials.find('evil.example')).toBeNull();
});

test('a broken file is named, left as it is, and hides no login of docker', async () => {
  await credentials.store('docker.io', AUTH, { kind: 'config' });
  fs.mkdirSync(path.dirname(file()), { recursive: true });
  fs.writeFileSync(file(), '{"version": 1, "logins": ');
  const { logins, faults } = await credentials.list();
  expect(faults).toMatchObject([{ kind: 'config-broken', file: file() }]);
  expect(logins).toMatchObject([{ registry: 'docker.io', means: 'config' }]);
  expect(await credentials.find('docker.io')).toEqual(AUTH);
  expect(await faultOf(keep())).toMatchObject({ kind: 'config-broken', file: file() });
  expect(fs.readFileSync(file(), 'utf8')).toBe('{"version": 1, "logins": ');
});

test('the newest choice is the one that counts', async () => {
  await keep();
  const other = { ...AUTH, password: `${SECRET}-2` };
  await credentials.store(REGISTRY, other, { kind: 'memory' });
  expect(await credentials.find(REGISTRY)).toEqual(other);
  await credentials.store(REGISTRY, other, { kind: 'config' });
  expect(await credentials.find(REGISTRY)).toEqual(other);
  expect(fs.readFileSync(file(), 'utf8')).not.toContain(REGISTRY);
  await keep();
  expect(await credentials.find(REGISTRY)).toEqual(AUTH);
  expect(await credentials.erase(REGISTRY)).toBe(true);
  expect(fs.readFileSync(config(), 'utf8')).not.toContain(REGISTRY);
});

test('where docker is set up with a helper, that one keeps it', async () => {
  fs.mkdirSync(path.dirname(config()), { recursive: true });
  fs.writeFileSync(config(), '{"credsStore": "pass"}');
  expect(await faultOf(keep())).toMatchObject({ kind: 'config-not-written', helper: 'pass' });
});
