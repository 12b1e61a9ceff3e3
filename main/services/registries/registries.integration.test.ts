import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Dockerd, importBusybox, startDockerd } from '../../../testing/dockerd.mjs';
import { type Registry, startRegistry } from '../../../testing/registry.mjs';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { createCredentials } from '../registry/credentials/credentials';
import { faultOfEngineWords } from '../registry/engine-words';
import { RegistryFault } from '../registry/faults';
import { parseReference } from '../registry/reference';
import { createClients } from './clients';
import { createRegistries, type Registries } from './registries';

const SECRET = 'c4n4ry-pa55-word';
const { signal } = new AbortController();
const undo: (() => unknown)[] = [];
const commands: string[] = [];
let dockerd: Dockerd;
let registry: Registry;
let engine: Engine;
let home: string;
let registries: Registries;

const configFile = (): string => path.join(home, '.docker', 'config.json');

function open(client: Engine['client'] = engine.client): Registries {
  const ours = { env: {}, homeDir: home, platform: 'linux' as const, dataDir: path.join(home, 'data') };
  const parts = { credentials: createCredentials(ours), engine: { client, cliPrefix: () => 'docker' } };
  return createRegistries({
    ...{ ...parts, dataDir: ours.dataDir, clients: createClients({ ...ours, ...parts, authorities: () => [] }) },
    record: (command) => (outcome, message) => void commands.push(`${command} [${outcome}] ${message}`),
  });
}

const faultOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RegistryFault)) throw new Error(`no fault: ${String(error)}`);
  expect(`${error.stack ?? ''} ${JSON.stringify(error.data)}`).not.toContain(SECRET);
  return error.data;
};

beforeAll(async () => {
  dockerd = await startDockerd();
  undo.push(() => dockerd.remove());
  registry = await startRegistry(dockerd, { outside: true, users: { alice: SECRET } });
  undo.push(() => registry.remove());
  engine = engineAt(dockerd.url);
  undo.push(() => engine.close());
  engine.subscribe({ connected: () => undefined, event: () => undefined, disconnected: () => undefined });
  await connected(engine);
});
beforeEach(() => {
  const made = mkdtempSync(path.join(os.tmpdir(), 'slipway-home-'));
  undo.push(() => rmSync(made, { recursive: true, force: true }));
  home = made;
  commands.length = 0;
  registries = open();
});
afterAll(async () => {
  for (const act of undo.splice(0).reverse()) await act();
});

const wish = () => ({
  registry: registry.host,
  username: 'alice',
  password: SECRET,
  means: { kind: 'config' as const },
});
const rowOf = async () => (await registries.list()).registries.find((row) => row.registry === registry.host);
/** The docker CLI, as this home's user runs it. */
const cli = (...args: readonly string[]) =>
  spawnSync('docker', ['--config', path.join(home, '.docker'), '-H', dockerd.url, ...args], { encoding: 'utf8' });

test('a login is seen by the CLI, whose push and logout are seen here', async () => {
  expect(await registries.login(wish(), signal)).toBe('engine');
  const state = { state: 'in', username: 'alice', means: 'config', from: ['docker'], insecure: true };
  expect(await rowOf()).toMatchObject(state);
  const tag = await importBusybox(dockerd.url, `${registry.host}/team/busybox:1`);
  const pushed = cli('push', tag);
  expect(pushed.stderr).toBe('');
  const digest = /digest: (sha256:\w+)/.exec(pushed.stdout)?.[1] ?? '';
  const of = { registry: registry.host, repository: 'team/busybox' };
  expect(await registries.repositories({ registry: registry.host, after: '' }, signal)).toEqual({
    names: ['team/busybox'],
    next: null,
  });
  expect(await registries.tags({ ...of, after: '' }, signal)).toEqual({ names: ['1'], next: null });
  expect(await registries.describe({ ...of, reference: '1' }, signal)).toMatchObject({
    digest,
    platforms: [{ os: 'linux', layers: 1 }],
  });
  const name = `${registry.host}/team/busybox`;
  expect(await registries.tagsOf(name, signal)).toEqual(['1']);
  expect(await registries.platformsOf(`${name}:1`, signal)).toEqual([expect.stringMatching(/^linux\/\w+/)]);
  expect(await registries.platformsOf('docker.io/library/redis', signal)).toEqual([]);
  expect(await registries.tagsOf('No Name', signal)).toEqual([]);
  cli('tag', tag, `${registry.host}/team/busybox:same`);
  cli('push', `${registry.host}/team/busybox:same`);
  const companions = await registries.companions({ ...of, digest }, signal);
  expect(companions).toEqual({ tags: ['1', 'same'], checked: 2, all: true });
  await registries.remove({ ...of, digest }, signal);
  expect((await registries.tags({ ...of, after: '' }, signal)).names).toEqual([]);
  expect(cli('logout', registry.host).status).toBe(0);
  expect((await rowOf())?.state ?? 'out').toBe('out');
});

test("a login of the CLI's is ours, and ends here", async () => {
  const login = spawnSync(
    'docker',
    [
      '--config',
      path.join(home, '.docker'),
      '-H',
      dockerd.url,
      'login',
      '-u',
      'alice',
      '--password-stdin',
      registry.host,
    ],
    { encoding: 'utf8', input: SECRET },
  );
  expect(login.stdout).toContain('Login Succeeded');
  await registries.repositories({ registry: registry.host, after: '' }, signal);
  expect(await registries.logout(registry.host)).toBe(true);
  expect(JSON.parse(readFileSync(configFile(), 'utf8'))).toEqual({ auths: {} });
  const again = registries.repositories({ registry: registry.host, after: '' }, signal);
  expect(await faultOf(again)).toMatchObject({ kind: 'unauthorized' });
  expect(commands).toEqual([`docker logout ${registry.host} [done] `]);
});

test('a wrong password is refused by the engine, and by the registry where there is none; nothing is kept or told', async () => {
  const wrong = { ...wish(), username: 'bob' };
  expect(await faultOf(registries.login(wrong, signal))).toMatchObject({ kind: 'unauthorized', status: 401 });
  await engine.close();
  expect(await faultOf(open().login(wrong, signal))).toMatchObject({ kind: 'unauthorized', status: 401 });
  expect(await open().login({ ...wish(), means: { kind: 'memory' } }, signal)).toBe('slipway');
  expect(commands.map((line) => line.split(' [')[0])).toEqual([
    `docker login -u bob ${registry.host}`,
    `docker login -u bob ${registry.host}`,
    `docker login -u alice ${registry.host}`,
  ]);
  expect(commands.join('\n')).not.toContain(SECRET);
  expect(() => readFileSync(configFile())).toThrow('ENOENT');
});

test('registries of our own list, and a broken config.json beside them', async () => {
  await registries.add(registry.host, signal);
  expect(await faultOf(registries.add('127.0.0.1:1', signal))).toMatchObject({ kind: 'refused' });
  mkdirSync(path.dirname(configFile()));
  writeFileSync(configFile(), '');
  const listed = await open().list();
  expect(listed.registries.map(({ registry: name, from }) => [name, from])).toEqual([
    ['docker.io', ['hub']],
    [registry.host, ['added']],
  ]);
  expect(listed.faults).toMatchObject([{ kind: 'config-broken', file: configFile() }]);
  await registries.forget(registry.host);
  expect((await open().list()).registries).toHaveLength(1);
});

test('what the engine says of a registry has the same names', async () => {
  const said = async (image: string) => {
    const pulled = await dockerd.docker('pull', image).catch((error: unknown) => String(error));
    return faultOfEngineWords(pulled, 'r')?.kind;
  };
  expect(await said('127.0.0.1:1/a')).toBe('refused');
  expect(await said(`${registry.host}/a`)).toBe('unauthorized');
  expect(faultOfEngineWords('toomanyrequests: too fast, retry after 30s', 'r')).toMatchObject({
    kind: 'rate-limited',
    retryAfterSeconds: 30,
  });
  expect(faultOfEngineWords('no such container', 'r')).toBeNull();
});

test('references are good or bad as the CLI has it', () => {
  const names = [
    'a',
    'a/b',
    'A/b',
    'a/B',
    'a:',
    'a:b:c',
    'a@b',
    'a..b/c',
    'a._b',
    'a__b',
    'a___b',
    'a--b',
    '-a',
    'a-',
    'x.y/-a',
    'x.y:1/a',
    'x.y:z/a',
  ];
  const more = [
    'localhost/a',
    'LOCALHOST/a',
    '[::1]/a',
    '[::1]:5/a',
    '[::1/a',
    'a/',
    '/a',
    'a//b',
    'a:1@sha256:1',
    `a:1@sha256:${'f'.repeat(64)}`,
    'f'.repeat(64),
  ];
  for (const name of [
    ...names,
    ...more,
    `a:${'b'.repeat(128)}`,
    `a:${'b'.repeat(129)}`,
    'docker.io/library/a',
    'library/a/b',
    'ä',
    'a b',
  ]) {
    const { stderr } = spawnSync('docker', ['-H', 'unix:///nowhere', 'pull', '--', name], { encoding: 'utf8' });
    expect([name, parseReference(name).ok]).toEqual([name, /Cannot connect|failed to connect/i.test(stderr)]);
  }
});
