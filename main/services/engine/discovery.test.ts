import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Discovered } from './discovered';
import { discover } from './discovery';
import type { Target } from './target';
import type { System } from './well-known';

let home = '';
beforeEach(() => void (home = mkdtempSync(path.join(os.tmpdir(), 'slipway-home-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const system = (env: System['env'] = {}, platform: NodeJS.Platform = 'linux'): System => ({
  env,
  homeDir: home,
  platform,
  uid: 1000,
});

function write(file: string, content: unknown): string {
  const whole = path.join(home, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, typeof content === 'string' ? content : JSON.stringify(content));
  return whole;
}

const idOf = (name: string): string => createHash('sha256').update(name).digest('hex');

function writeContext(name: string, endpoint: object | null, tls: readonly string[] = []): void {
  const id = idOf(name);
  const Endpoints = endpoint === null ? {} : { docker: endpoint };
  write(`.docker/contexts/meta/${id}/meta.json`, { Name: name, Metadata: {}, Endpoints });
  for (const file of tls) write(`.docker/contexts/tls/${id}/docker/${file}.pem`, 'PEM');
}

const look = (from: System, flag: string | null, wanted: string | null, own?: () => Discovered) =>
  discover({ system: from, flag, ...(own && { own }) }, wanted);
const keysOf = async (...args: Parameters<typeof look>) => (await look(...args)).engines.map(({ key }) => key);
const find = async (key: string, ...args: Parameters<typeof look>) => {
  const engine = (await look(...args)).engines.find(({ keys }) => keys.includes(key));
  if (engine === undefined) throw new Error(`${key} was not found`);
  return engine;
};

test('order: flag, DOCKER_HOST, the current context, other contexts, well-known places', async () => {
  writeContext('aaa', { Host: 'unix:///aaa.sock' });
  writeContext('zzz', { Host: 'unix:///zzz.sock' });
  write('.docker/config.json', { currentContext: 'zzz' });
  const keys = await keysOf(system({ DOCKER_HOST: 'unix:///host.sock' }), 'unix:///flag.sock', null);
  expect(keys.slice(0, 4)).toEqual(['flag', 'env', 'context:zzz', 'context:aaa']);
  expect(keys[4]).toBe('unix:///var/run/docker.sock');
});

test('well-known places on Linux', async () => {
  mkdirSync(path.join(home, '.colima/work'), { recursive: true });
  mkdirSync(path.join(home, '.colima/_lima'), { recursive: true });
  expect(await keysOf(system({ XDG_RUNTIME_DIR: '/run/user/1000' }), null, null)).toEqual([
    'unix:///var/run/docker.sock',
    'unix:///run/user/1000/docker.sock',
    `unix://${home}/.docker/run/docker.sock`,
    `unix://${home}/.docker/desktop/docker.sock`,
    `unix://${home}/.colima/default/docker.sock`,
    `unix://${home}/.colima/work/docker.sock`,
    `unix://${home}/.rd/docker.sock`,
    'unix:///run/user/1000/podman/podman.sock',
    'unix:///run/podman/podman.sock',
  ]);
});

test('well-known places on macOS and Windows', async () => {
  const mac = await look(system({ TMPDIR: '/tmp/x' }, 'darwin'), null, null);
  const macNames = new Set(mac.engines.map(({ name }) => name));
  expect(macNames).toEqual(new Set(['Docker', 'Docker Desktop', 'OrbStack', 'Colima', 'Rancher Desktop', 'Podman']));
  expect(await keysOf(system({}, 'win32'), null, null)).toEqual([
    'npipe:////./pipe/docker_engine',
    'npipe:////./pipe/dockerDesktopLinuxEngine',
    'npipe:////./pipe/podman-machine-default',
  ]);
});

test('one engine by several names is one entry with all its keys', async () => {
  const socket = write('.rd/docker.sock', '');
  const link = path.join(home, 'link.sock');
  symlinkSync(socket, link);
  writeContext('rancher-desktop', { Host: `unix://${socket}` });
  const engine = await find(`unix://${socket}`, system({ DOCKER_HOST: `unix://${link}` }), null, null);
  expect(engine.key).toBe('env');
  expect(engine.keys).toEqual(['env', 'context:rancher-desktop', `unix://${socket}`]);
  expect(engine.name).toBe('rancher-desktop');
  expect(engine.start).toBe('rdctl start');
});

test('TLS material of a context', async () => {
  writeContext('safe', { Host: 'tcp://box:2376' }, ['ca', 'cert', 'key']);
  writeContext('careless', { Host: 'tcp://box:2377', SkipTLSVerify: true });
  writeContext('plain', { Host: 'tcp://box:2375' });
  const tls = path.join(home, '.docker/contexts/tls', idOf('safe'), 'docker');
  expect((await find('context:safe', system(), null, null)).reach).toMatchObject({
    target: {
      endpoint: { secure: true },
      tls: { ca: `${tls}/ca.pem`, cert: `${tls}/cert.pem`, key: `${tls}/key.pem`, skipVerify: false },
    },
  });
  expect((await find('context:careless', system(), null, null)).reach).toMatchObject({
    target: { endpoint: { secure: true }, tls: { ca: null, skipVerify: true } },
  });
  expect((await find('context:plain', system(), null, null)).reach).toMatchObject({
    target: { endpoint: { secure: false }, tls: null },
  });
});

test('DOCKER_TLS_VERIFY and DOCKER_CERT_PATH', async () => {
  write('certs/ca.pem', 'PEM');
  const env = { DOCKER_HOST: 'tcp://box:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: path.join(home, 'certs') };
  expect((await find('env', system(env), null, null)).reach).toMatchObject({
    target: { endpoint: { secure: true }, tls: { ca: path.join(home, 'certs/ca.pem'), cert: null, skipVerify: false } },
  });
  expect((await find('env', system({ ...env, DOCKER_TLS_VERIFY: '' }), null, null)).reach).toMatchObject({
    target: { endpoint: { secure: false }, tls: null },
  });
});

test('DOCKER_CONFIG and DOCKER_CONTEXT', async () => {
  write('elsewhere/contexts/meta/x/meta.json', { Name: 'x', Endpoints: { docker: { Host: 'unix:///x.sock' } } });
  write('elsewhere/contexts/meta/a/meta.json', { Name: 'a', Endpoints: { docker: { Host: 'unix:///a.sock' } } });
  const env = { DOCKER_CONFIG: path.join(home, 'elsewhere'), DOCKER_CONTEXT: 'x' };
  const found = await look(system(env), null, null);
  expect(found.engines.slice(0, 2).map(({ key }) => key)).toEqual(['context:x', 'context:a']);
  expect(found.cliDefault).toBe('context:x');
});

test('what the docker CLI reaches by itself', async () => {
  expect((await look(system(), null, null)).cliDefault).toBe('unix:///var/run/docker.sock');
  expect((await look(system({}, 'win32'), null, null)).cliDefault).toBe('npipe:////./pipe/docker_engine');
  const env = { DOCKER_HOST: 'unix:///h.sock', DOCKER_CONTEXT: 'x' };
  expect((await look(system(env), null, null)).cliDefault).toBe('env');
});

test.each(['', '{', '[]', 'null', '"text"', '{"Name":7}', '{"Name":"x","Endpoints":7}'])(
  'a context file that holds %j is told, and harms no other',
  async (content) => {
    write('.docker/contexts/meta/broken/meta.json', content);
    writeContext('good', { Host: 'unix:///good.sock' });
    expect((await find('context:good', system(), null, null)).reach).toHaveProperty('target');
    const { reach } = await find('context:broken', system(), null, null);
    expect(reach).toMatchObject({
      failure: { state: 'failed', reason: expect.stringContaining('contexts/meta/broken/meta.json') as string },
    });
  },
);

test.each(['', '{"currentContext":', '[]'])('a config.json that holds %j is told', async (content) => {
  const file = write('.docker/config.json', content);
  writeContext('good', { Host: 'unix:///good.sock' });
  expect((await find(`file://${file}`, system(), null, null)).reach).toMatchObject({ failure: { state: 'failed' } });
  expect(await keysOf(system(), null, null)).toContain('context:good');
});

test('a byte order mark is no fault', async () => {
  writeContext('x', { Host: 'unix:///x.sock' });
  writeContext('a', { Host: 'unix:///a.sock' });
  write('.docker/config.json', '\uFEFF{"currentContext":"x"}');
  expect((await keysOf(system(), null, null))[0]).toBe('context:x');
});

test('contexts that cannot be used say why', async () => {
  writeContext('remote', { Host: 'ssh://me@box' });
  writeContext('kube', null);
  writeContext('wrong', { Host: 'ftp://box' });
  write('.docker/config.json', { currentContext: 'gone' });
  const stateOf = async (key: string) => {
    const { reach } = await find(key, system(), null, null);
    return 'failure' in reach ? reach.failure.state : 'usable';
  };
  expect(await Promise.all(['context:remote', 'context:kube', 'context:wrong', 'context:gone'].map(stateOf))).toEqual([
    'unsupported',
    'unsupported',
    'failed',
    'absent',
  ]);
});

test('the chosen engine is there, even where nothing names it any more', async () => {
  expect(await keysOf(system(), null, 'unix:///own.sock')).toContain('unix:///own.sock');
  expect((await find('context:old', system(), null, 'context:old')).reach).toMatchObject({
    failure: { state: 'absent' },
  });
  expect((await find('env', system(), null, 'env')).reach).toMatchObject({ failure: { state: 'absent' } });
});

test("Slipway's own comes last, and whatever names its socket is the same engine, reached our way", async () => {
  const socket = path.join(home, 'own.sock');
  writeFileSync(socket, '');
  writeContext('slipway', { Host: `unix://${socket}` });
  const endpoint: Target['endpoint'] = { kind: 'local', path: '/elsewhere.sock', url: 'unix:///elsewhere.sock' };
  const target: Target = { endpoint, tls: null };
  const own = (): Discovered => ({
    ...{ key: 'vm', name: 'Slipway VM', url: `unix://${socket}`, source: 'slipway', start: null, socket },
    reach: { target },
  });
  const engine = await find('context:slipway', system(), null, null, own);
  expect(engine).toMatchObject({ key: 'vm', keys: ['vm', 'context:slipway'], name: 'Slipway VM', reach: { target } });
  rmSync(path.join(home, '.docker'), { recursive: true });
  expect((await keysOf(system(), null, null, own)).at(-1)).toBe('vm');
});
