import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CredentialFaultData } from '../../../contract/registry-fault';
import type { SafeStorage } from '../../shell/safe-storage';
import { CredentialFault } from '../faults';
import { type Credentials, createCredentials } from './credentials';
import { HUB_KEY } from './keys';

const SECRET = 'c4n4ry-pa55-word';
const AUTH = { username: 'alice', password: SECRET, identityToken: '' };
const REGISTRY = 'registry.example:5000';
/** Keeps each registry's JSON in a file of its own, by the protocol. */
const GOOD = `#!/bin/sh
dir=$(dirname "$0")/kept
mkdir -p "$dir"
name() { printf %s "$1" | tr -c 'A-Za-z0-9.' _; }
case $1 in
  store) read -r line; url=$(printf %s "$line" | sed 's/.*"ServerURL":"\\([^"]*\\)".*/\\1/'); printf %s "$line" > "$dir/$(name "$url")" ;;
  get) read -r url; cat "$dir/$(name "$url")" 2> /dev/null || { echo credentials not found in native keychain; exit 1; } ;;
  erase) read -r url; rm -f "$dir/$(name "$url")" ;;
  list) printf '{"${REGISTRY}":"alice","https://index.docker.io/v1/":"bob","https://index.docker.io/v1/access-token":"x","not a registry":"y"}' ;;
esac
`;

let dir: string;
let file: string;
let credentials: Credentials;

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'slipway-creds-'));
  mkdirSync(path.join(dir, 'bin'));
  // What the machine has beside them is not to be found.
  for (const tool of ['dirname', 'tr', 'sed', 'cat', 'mkdir', 'rm', 'sleep'])
    symlinkSync(existsSync(`/usr/bin/${tool}`) ? `/usr/bin/${tool}` : `/bin/${tool}`, path.join(dir, 'bin', tool));
  file = path.join(dir, 'docker', 'config.json');
  credentials = open();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function open(helperTimeoutMs = 10_000, safeStorage?: SafeStorage): Credentials {
  const dataDir = path.join(dir, 'data');
  const env = { DOCKER_CONFIG: path.join(dir, 'docker'), PATH: path.join(dir, 'bin') };
  return createCredentials({ env, homeDir: dir, platform: 'linux', helperTimeoutMs, dataDir, safeStorage });
}
function helper(name: string, script: string): void {
  writeFileSync(path.join(dir, 'bin', `docker-credential-${name}`), script, { mode: 0o755 });
}
function config(text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o600 });
}
const onDisk = (): unknown => JSON.parse(readFileSync(file, 'utf8'));
const faultOf = async (work: Promise<unknown>): Promise<CredentialFaultData> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CredentialFault)) throw new Error(`no fault: ${String(error)}`);
  expect(`${error.stack ?? ''}${error.message}${JSON.stringify(error.data)}`).not.toContain(SECRET);
  return error.data;
};
const header = async (registry: string): Promise<unknown> => {
  const said = await credentials.authFor(registry);
  return said === null ? null : JSON.parse(Buffer.from(said, 'base64url').toString('utf8'));
};

describe("docker's config.json", () => {
  test('is read as the CLI writes it, under the keys of old and new', async () => {
    const auth = Buffer.from(`alice:${SECRET}:with:colons`).toString('base64');
    const auths = {
      [HUB_KEY]: { auth },
      'https://old.example/v1/': { auth },
      'token.example': { auth: '', identitytoken: 'T' },
    };
    config(`\uFEFF${JSON.stringify({ auths: { ...auths, 'empty.example': {} } })}`);
    expect(await header('docker.io')).toEqual({
      username: 'alice',
      password: `${SECRET}:with:colons`,
      serveraddress: HUB_KEY,
    });
    expect(await header('old.example')).toMatchObject({ username: 'alice' });
    expect(await header('token.example')).toEqual({ identitytoken: 'T', serveraddress: 'token.example' });
    expect(await header('empty.example')).toBeNull();
    const { logins } = await credentials.list();
    expect(logins.map(({ registry, username, state }) => [registry, username, state])).toEqual([
      ['docker.io', 'alice', 'in'],
      ['empty.example', null, 'out'],
      ['old.example', 'alice', 'in'],
      ['token.example', '', 'in'],
    ]);
  });

  test('where it is missing it is made for its owner only, and a link stays one', async () => {
    await credentials.store(REGISTRY, AUTH, { kind: 'config' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await header(REGISTRY)).toMatchObject({ password: SECRET });
    const elsewhere = path.join(dir, 'dotfiles.json');
    writeFileSync(elsewhere, readFileSync(file));
    rmSync(file);
    symlinkSync(elsewhere, file);
    expect(await credentials.erase(REGISTRY)).toBe(true);
    expect(JSON.parse(readFileSync(elsewhere, 'utf8'))).toEqual({ auths: {} });
    expect(await credentials.erase(REGISTRY)).toBe(false);
  });

  test.each([
    ['', 'config-broken'],
    ['{"auths": {"x": {"auth": "' + SECRET, 'config-broken'],
    ['[]', 'config-broken'],
    ['{"auths": []}', 'config-broken'],
  ])('broken as %j it is named, and never written', async (text, kind) => {
    config(text);
    expect(await faultOf(credentials.authFor(REGISTRY))).toMatchObject({ kind, file });
    expect(await faultOf(credentials.store(REGISTRY, AUTH, { kind: 'config' }))).toMatchObject({ kind });
    expect((await credentials.list()).faults).toMatchObject([{ kind }]);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('that is a folder, or write-protected, is named', async () => {
    config('{}');
    chmodSync(file, 0o400);
    expect(await faultOf(credentials.store(REGISTRY, AUTH, { kind: 'config' }))).toMatchObject({
      kind: 'config-not-written',
    });
    expect(readFileSync(file, 'utf8')).toBe('{}');
    rmSync(file);
    mkdirSync(file);
    expect(await faultOf(credentials.authFor(REGISTRY))).toMatchObject({ kind: 'config-unreadable' });
  });

  test('keeps whatever else is in it', async () => {
    const key = fc
      .oneof(fc.string(), fc.constantFrom('__proto__', 'HttpHeaders', 'proxies'))
      .filter((name) => !['auths', 'credsStore', 'credHelpers'].includes(name));
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(key, fc.jsonValue()),
        fc.dictionary(
          fc.stringMatching(/^[a-z]+\.example$/),
          fc.record({ auth: fc.base64String(), more: fc.string() }),
        ),
        async (rest, auths) => {
          const before = JSON.stringify({ ...rest, auths });
          config(before);
          await credentials.store(REGISTRY, AUTH, { kind: 'config' });
          await credentials.erase(REGISTRY);
          expect(onDisk()).toEqual(JSON.parse(before));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('of many changes at once each is kept', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `r${String(at)}.example`);
    await Promise.all(names.map((name) => open().store(name, AUTH, { kind: 'config' })));
    expect((await credentials.list()).logins.map(({ registry }) => registry).sort()).toEqual([...names].sort());
  });
});

describe('helpers', () => {
  test('keep, give and lose a login, and the file points to them', async () => {
    helper('vault', GOOD);
    config('{"auths":{"other.example":{"auth":"YTpi"}}}');
    expect(await credentials.storage(REGISTRY)).toEqual({ configured: null, helpers: ['vault'], safe: false });
    await credentials.store(REGISTRY, AUTH, { kind: 'helper', name: 'vault' });
    expect(onDisk()).toMatchObject({ credHelpers: { [REGISTRY]: 'vault' }, auths: { [REGISTRY]: {} } });
    expect(readFileSync(file, 'utf8')).not.toContain(SECRET);
    expect(await header(REGISTRY)).toEqual({ username: 'alice', password: SECRET, serveraddress: REGISTRY });
    expect((await credentials.list()).logins).toContainEqual({
      registry: REGISTRY,
      username: 'alice',
      means: 'helper',
      helper: 'vault',
      state: 'in',
    });
    expect(await faultOf(credentials.store(REGISTRY, AUTH, { kind: 'config' }))).toMatchObject({
      kind: 'config-not-written',
      helper: 'vault',
    });
    expect(await credentials.erase(REGISTRY)).toBe(true);
    expect(await header(REGISTRY)).toBeNull();
  });

  test("of the whole system: Docker Hub's key, tokens, and what is not a login", async () => {
    helper('vault', GOOD);
    config('{"credsStore":"vault"}');
    await credentials.store(
      'docker.io',
      { username: '', password: '', identityToken: SECRET },
      { kind: 'helper', name: 'vault' },
    );
    expect(onDisk()).toEqual({ credsStore: 'vault', auths: { [HUB_KEY]: {} } });
    expect(await header('docker.io')).toEqual({ identitytoken: SECRET, serveraddress: HUB_KEY });
    expect((await credentials.list()).logins.map(({ registry, username }) => [registry, username])).toEqual([
      ['docker.io', 'bob'],
      [REGISTRY, 'alice'],
    ]);
  });

  test('that is installed is the one to use while nobody is logged in, and is written down', async () => {
    helper('secretservice', GOOD);
    expect(await credentials.storage(REGISTRY)).toMatchObject({ configured: 'secretservice' });
    await credentials.store(REGISTRY, AUTH, { kind: 'helper', name: 'secretservice' });
    expect(onDisk()).toEqual({ credsStore: 'secretservice', auths: { [REGISTRY]: {} } });
    expect(await header(REGISTRY)).toMatchObject({ password: SECRET });
  });

  test.each([
    ['missing', null, 'helper-missing'],
    ['rubbish', `#!/bin/sh\necho '{"Username": 5, ${SECRET}'`, 'helper-rubbish'],
    ['empty', '#!/bin/sh\n', 'helper-rubbish'],
    ['angry', `#!/bin/sh\necho "no: password=${SECRET}"; exit 3`, 'helper-failed'],
    ['hanging', '#!/bin/sh\nsleep 600 & wait', 'helper-hung'],
    ['noexec', '#!/nowhere/sh\n', 'helper-missing'],
  ])('%s: it is named', async (name, script, kind) => {
    if (script !== null) helper(name, script);
    config(JSON.stringify({ credHelpers: { [REGISTRY]: name }, auths: { 'fine.example': { auth: 'YTpi' } } }));
    const ours = open(300);
    expect(await faultOf(ours.authFor(REGISTRY))).toMatchObject({ kind, helper: name });
    expect(await ours.find('fine.example')).toMatchObject({ username: 'a' });
  });

  test('that fails hides nothing else, and nothing is pointed to it', async () => {
    helper('angry', `#!/bin/sh\nread -r line; echo "no: $line"; exit 1`);
    config('{"auths":{"fine.example":{"auth":"YTpi"}},"credHelpers":{"bad.example":"angry"}}');
    const { logins, faults } = await credentials.list();
    expect(faults).toMatchObject([{ kind: 'helper-failed', helper: 'angry' }]);
    expect(logins.map(({ registry, state }) => [registry, state])).toEqual([
      ['bad.example', 'unknown'],
      ['fine.example', 'in'],
    ]);
    const before = readFileSync(file, 'utf8');
    expect(await faultOf(credentials.store(REGISTRY, AUTH, { kind: 'helper', name: 'angry' }))).toMatchObject({
      kind: 'helper-failed',
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

test('every login that can be read, for a build', async () => {
  config(
    JSON.stringify({
      auths: { 'https://index.docker.io/v1/': { auth: btoa('bob:one') }, [REGISTRY]: {} },
      credHelpers: { [REGISTRY]: 'gone' },
    }),
  );
  await credentials.store('other.example', AUTH, { kind: 'memory' });
  const found = (await credentials.all()).map(({ key, username, password }) => [key, username, password]);
  expect(found.sort()).toEqual([
    ['https://index.docker.io/v1/', 'bob', 'one'],
    ['other.example', 'alice', SECRET],
  ]);
});

test('in memory it is kept until the end, and nowhere else', async () => {
  await credentials.store(REGISTRY, AUTH, { kind: 'memory' });
  expect(existsSync(file)).toBe(false);
  expect(await header(REGISTRY)).toMatchObject({ username: 'alice', password: SECRET });
  expect((await credentials.list()).logins).toMatchObject([{ registry: REGISTRY, means: 'memory', state: 'in' }]);
  expect(await credentials.erase(REGISTRY)).toBe(true);
  expect(await header(REGISTRY)).toBeNull();
});
