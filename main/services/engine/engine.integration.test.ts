import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { importBusybox, startDockerd } from '../../../testing/dockerd.mjs';
import { startFaultProxy } from '../../../testing/fault-proxy.mjs';
import { createEngine } from './engine';
import type { Engine, EngineClient } from './types';

let dockerd: Awaited<ReturnType<typeof startDockerd>>;
let image = '';
beforeAll(async () => {
  dockerd = await startDockerd();
  image = await importBusybox(dockerd.url);
});
afterAll(() => dockerd.remove());

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const act of undo.splice(0).reverse()) await act();
});

interface Watched {
  readonly engine: Engine;
  /** States as they came, with the ms since the watch began. */
  readonly states: { readonly state: string; readonly at: number }[];
  readonly reason: () => string;
  /** Ids of the last complete list and the events after it. */
  readonly names: () => ReadonlySet<string>;
  /** How often the listener was connected. */
  readonly epochs: () => number;
}

function watch(url: string): Watched {
  const engine = createEngine({
    flag: url,
    env: {},
    homeDir: '/nonexistent',
    platform: 'win32',
    uid: 0,
    choice: { selected: null, consented: [] },
    saveChoice: () => undefined,
    log: () => undefined,
  });
  undo.push(() => engine.close());
  const states: Watched['states'] = [];
  engine.onState(() => {
    const { state } = engine.state().status;
    if (states.at(-1)?.state !== state) states.push({ state, at: performance.now() });
  });
  let names = new Set<string>();
  let epochs = 0;
  const list = async (client: EngineClient, signal: AbortSignal): Promise<void> => {
    const answer = await client.json({ method: 'GET', path: '/containers/json', query: { all: true }, signal });
    if (!signal.aborted) names = new Set((answer as { Names: string[] }[]).map(({ Names }) => Names[0] ?? ''));
  };
  engine.subscribe({
    connected: (client, epoch) => {
      epochs += 1;
      list(client, epoch).catch(() => undefined);
    },
    event: ({ type, action, attributes }) => {
      if (type === 'container' && action === 'create') names.add(`/${attributes.name ?? ''}`);
      if (type === 'container' && action === 'destroy') names.delete(`/${attributes.name ?? ''}`);
    },
    disconnected: () => undefined,
  });
  return { engine, states, reason: () => engine.state().status.reason, names: () => names, epochs: () => epochs };
}

const stateOf = ({ engine }: Watched) => engine.state().status.state;
const becomes = (watched: Watched, state: string, timeout = 10_000) =>
  expect.poll(() => stateOf(watched), { timeout, interval: 10 }).toBe(state);
/** ms from `since` until the state first came after it. */
const after = ({ states }: Watched, since: number, state: string): number =>
  (states.find((one) => one.at >= since && one.state === state)?.at ?? Infinity) - since;

let serial = 0;
async function create(): Promise<string> {
  const name = `it-${String((serial += 1))}`;
  await dockerd.docker('create', '--name', name, image);
  return `/${name}`;
}
const shows = (watched: Watched, name: string) =>
  expect.poll(() => watched.names().has(name), { timeout: 5_000, interval: 20 }).toBe(true);

async function proxied() {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'slipway-it-'));
  const proxy = await startFaultProxy({ listen: `unix://${dir}/proxy.sock`, target: dockerd.url });
  undo.push(
    () => rmSync(dir, { recursive: true, force: true }),
    () => proxy.close(),
  );
  const watched = watch(proxy.url);
  await becomes(watched, 'connected');
  return { proxy, watched };
}

test('facts and disk use of a real engine', async () => {
  const watched = watch(dockerd.url);
  await becomes(watched, 'connected');
  const facts = await watched.engine.facts();
  expect(facts).toMatchObject({ negotiatedApiVersion: '1.41', osType: 'linux', images: 1 });
  expect(facts.cpus).toBeGreaterThan(0);
  const usage = await watched.engine.diskUsage(AbortSignal.timeout(10_000));
  expect(usage.images.count).toBe(1);
  expect(usage.images.sizeBytes).toBeGreaterThan(500_000);
  await expect(watched.engine.client.json({ method: 'GET', path: '/containers/none/json' })).rejects.toMatchObject({
    kind: 'refused',
    status: 404,
    message: 'No such container: none',
  });
});

test('killed and restarted: disconnected within a second, and right again after the start', async () => {
  const watched = watch(dockerd.url);
  await becomes(watched, 'connected');
  const killedAt = performance.now();
  await dockerd.stop('SIGKILL');
  expect(after(watched, killedAt, 'disconnected')).toBeLessThan(1_000);
  expect(watched.reason()).toContain(dockerd.socket);
  await dockerd.start();
  const name = await create();
  await becomes(watched, 'connected', 2_000);
  await shows(watched, name);
});

test('stopped gracefully: disconnected, never anything else in between', async () => {
  const watched = watch(dockerd.url);
  await becomes(watched, 'connected');
  await dockerd.stop();
  await becomes(watched, 'disconnected', 1_000);
  await dockerd.start();
  await becomes(watched, 'connected', 2_000);
  expect(watched.states.map(({ state }) => state)).toEqual(['connecting', 'connected', 'disconnected', 'connected']);
});

test('the socket file removed, replaced by a file, and back', async () => {
  const watched = watch(dockerd.url);
  await becomes(watched, 'connected');
  const aside = `${dockerd.socket}.aside`;
  const removedAt = performance.now();
  renameSync(dockerd.socket, aside);
  await becomes(watched, 'disconnected', 2_000);
  expect(after(watched, removedAt, 'disconnected')).toBeLessThan(1_000);
  expect(watched.reason()).toBe(`There is no socket at ${dockerd.socket}.`);
  writeFileSync(dockerd.socket, '');
  await expect.poll(() => watched.reason(), { timeout: 3_000 }).toContain('connection refused');
  const backAt = performance.now();
  renameSync(aside, dockerd.socket);
  await becomes(watched, 'connected', 2_000);
  expect(after(watched, backAt, 'connected')).toBeLessThan(1_300);
  await shows(watched, await create());
});

test('hung: not responding within 5 s, right again within 2 s, no request sent twice', async () => {
  const { proxy, watched } = await proxied();
  const victim = await create();
  const hungAt = performance.now();
  process.kill(dockerd.pid(), 'SIGSTOP');
  undo.push(() => process.kill(dockerd.pid(), 'SIGCONT'));
  const renamed = watched.engine.client.json({
    method: 'POST',
    path: `/containers${victim}/rename`,
    query: { name: 'it-renamed' },
  });
  await becomes(watched, 'not-responding', 6_000);
  expect(after(watched, hungAt, 'not-responding')).toBeLessThan(5_000);
  await expect(watched.engine.client.json({ method: 'GET', path: '/info' })).rejects.toMatchObject({
    kind: 'unreachable',
  });
  process.kill(dockerd.pid(), 'SIGCONT');
  await becomes(watched, 'connected', 2_000);
  await renamed;
  await shows(watched, '/it-renamed');
  expect(proxy.count(/^POST .*rename$/)).toBe(1);
});

test('half-open: noticed by the heartbeat, healed when the way is free', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'slipway-it-'));
  undo.push(() => rmSync(dir, { recursive: true, force: true }));
  const proxy = await startFaultProxy({ listen: 'tcp://127.0.0.1:0', target: dockerd.url });
  undo.push(() => proxy.close());
  const watched = watch(proxy.url);
  await becomes(watched, 'connected');
  const cutAt = performance.now();
  proxy.halfOpen(true);
  await becomes(watched, 'not-responding', 15_000);
  expect(after(watched, cutAt, 'not-responding')).toBeLessThan(15_000);
  const name = await create();
  proxy.halfOpen(false);
  await becomes(watched, 'connected', 15_000);
  await shows(watched, name);
});

test('500s: the words of the engine, no POST sent again', async () => {
  const { proxy, watched } = await proxied();
  proxy.fail(/^POST |^GET .info/, 500, 'out of inodes <b>');
  const { client } = watched.engine;
  const refused = { kind: 'refused', status: 500, message: 'out of inodes <b>' };
  await expect(client.json({ method: 'POST', path: '/containers/create', body: {} })).rejects.toMatchObject(refused);
  await expect(client.json({ method: 'GET', path: '/info' })).rejects.toMatchObject(refused);
  expect(proxy.count(/^POST /)).toBe(1);
  expect(stateOf(watched)).toBe('connected');
});

test('slow answers: the connection is none the worse, a timeout is said', async () => {
  const { proxy, watched } = await proxied();
  proxy.delay(/^GET .info/, 5_000);
  await expect(watched.engine.client.json({ method: 'GET', path: '/info', timeoutMs: 200 })).rejects.toMatchObject({
    kind: 'timeout',
    afterMs: 200,
  });
  await shows(watched, await create());
  expect(watched.states.map(({ state }) => state)).toEqual(['connecting', 'connected']);
});

test('a truncated answer heals by itself; of a POST it is told, once', async () => {
  const { proxy, watched } = await proxied();
  const { client } = watched.engine;
  proxy.truncate(/^GET .containers.json/, 1, 2);
  expect(Array.isArray(await client.json({ method: 'GET', path: '/containers/json' }))).toBe(true);
  expect(proxy.count(/^GET .containers.json/)).toBeGreaterThanOrEqual(3);
  proxy.truncate(/^POST /, 5);
  const post = {
    method: 'POST',
    path: '/containers/create',
    query: { name: 'it-cut' },
    body: { Image: image },
  } as const;
  await expect(client.json(post)).rejects.toMatchObject({ kind: 'unreachable' });
  expect(proxy.count(/^POST /)).toBe(1);
});

test('a malformed event: listed again at once, still connected', async () => {
  const { proxy, watched } = await proxied();
  const before = watched.epochs();
  expect(proxy.malformed('{"Type":"container","Act')).toBe(1);
  await expect.poll(() => watched.epochs(), { timeout: 1_000 }).toBe(before + 1);
  await shows(watched, await create());
  expect(watched.states.map(({ state }) => state)).toEqual(['connecting', 'connected']);
});

test('cut again and again: right as soon as it is quiet, no POST sent twice', async () => {
  const { proxy, watched } = await proxied();
  proxy.cutEvery(200, 800);
  let name = '';
  for (let round = 0; round < 15; round += 1) {
    name = await create();
    await watched.engine.client.json({ method: 'POST', path: `/containers${name}/start` }).catch(() => undefined);
  }
  proxy.reset();
  await becomes(watched, 'connected', 2_000);
  await shows(watched, name);
  const truth = (await dockerd.docker('ps', '-a', '--format', '{{.Names}}')).split('\n').map((one) => `/${one}`);
  await expect.poll(() => [...watched.names()].sort(), { timeout: 2_000 }).toEqual(truth.sort());
  for (const [request, count] of Object.entries(proxy.counts()))
    if (request.startsWith('POST ')) expect([request, count]).toEqual([request, 1]);
});

test('a burst beyond what the engine keeps, while away', async () => {
  const { proxy, watched } = await proxied();
  proxy.cut();
  proxy.freeze(true);
  const burst = Array.from({ length: 300 }, (_, index) => `busy:${String(index)}`);
  for (let start = 0; start < burst.length; start += 50)
    await Promise.all(burst.slice(start, start + 50).map((tag) => dockerd.docker('tag', image, tag)));
  const name = await create();
  proxy.freeze(false);
  await becomes(watched, 'connected', 6_000);
  await shows(watched, name);
});
