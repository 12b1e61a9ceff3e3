import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine, type EngineOptions } from './engine';
import type { EngineChoice } from './selection';
import { ConsentNeeded, UnknownEngine } from './selection-errors';
import { startFakeEngine, type FakeEngineOptions } from './testing/fake-engine';
import type { Engine } from './types';

let home = '';
const undo: (() => unknown)[] = [];
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'slipway-home-'));
  undo.push(() => rmSync(home, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const act of undo.splice(0).reverse()) await act();
});

const saved: EngineChoice[] = [];
const lines: string[] = [];

function start(options: Partial<EngineOptions> = {}): Engine {
  saved.length = 0;
  lines.length = 0;
  const engine = createEngine({
    flag: null,
    // No engine of this machine is asked: the well-known places are looked for below the home folder only.
    env: { XDG_RUNTIME_DIR: home },
    homeDir: home,
    platform: 'win32',
    uid: 1000,
    choice: { selected: null, consented: [] },
    saveChoice: (choice) => saved.push(choice),
    log: (line) => lines.push(line),
    ...options,
  });
  undo.push(() => engine.close());
  return engine;
}

const socket = (name: string): string => path.join(home, name);
const url = (name: string): string => `unix://${socket(name)}`;

async function fake(name: string, options: FakeEngineOptions = {}) {
  const engine = await startFakeEngine({ ...options, socket: socket(name) });
  undo.push(() => engine.close());
  return engine;
}

const status = (engine: Engine) => engine.state().status;
const connected = (engine: Engine) => expect.poll(() => status(engine).state, { timeout: 4_000 }).toBe('connected');
const stateOf = (engine: Engine, key: string) => engine.state().candidates.find((one) => one.key === key)?.state;

test('the first that answers is used, and stays the one while it is away', async () => {
  const first = await fake('a.sock');
  await fake('b.sock');
  const choice = { selected: null, consented: [] };
  const engine = start({ flag: null, env: { DOCKER_HOST: url('a.sock') }, choice });
  await connected(engine);
  expect(status(engine).engine?.key).toBe('env');
  expect(engine.state().selected).toBeNull();
  await first.close();
  await expect.poll(() => status(engine).state).toBe('disconnected');
  await expect.poll(() => status(engine).reason).toBe(`There is no socket at ${socket('a.sock')}.`);
  await fake('a.sock');
  await connected(engine);
  expect(saved).toEqual([]);
});

test('a chosen engine that is absent is waited for; no other is used instead', async () => {
  await fake('a.sock');
  const env = { DOCKER_HOST: url('a.sock') };
  const engine = start({ env, choice: { selected: url('mine.sock'), consented: [] } });
  await expect.poll(() => stateOf(engine, 'env')).toBe('connected');
  expect(status(engine)).toMatchObject({ state: 'disconnected', engine: { url: url('mine.sock') } });
  expect(status(engine).reason).toContain(socket('mine.sock'));
  await expect(engine.client.json({ method: 'GET', path: '/info' })).rejects.toMatchObject({ kind: 'unreachable' });
  await fake('mine.sock');
  await connected(engine);
  expect(engine.state().selected).toBe(url('mine.sock'));
});

test('select switches, keeps the choice, and tells the listeners', async () => {
  await fake('a.sock');
  await fake('b.sock');
  const engine = start({ flag: url('a.sock'), env: { DOCKER_HOST: url('b.sock') } });
  const seen: string[] = [];
  engine.subscribe({
    connected: () => seen.push(`connected ${status(engine).engine?.key ?? ''}`),
    event: () => undefined,
    disconnected: () => seen.push('disconnected'),
  });
  await connected(engine);
  expect(engine.cliPrefix()).toBe(`docker -H ${url('a.sock')}`);
  await engine.select('env', false);
  await connected(engine);
  expect(seen).toEqual(['connected flag', 'disconnected', 'connected env']);
  expect(saved).toEqual([{ selected: 'env', consented: [] }]);
  expect(engine.cliPrefix()).toBe('docker');
  await engine.select('flag', false);
  // The flag is gone at the next start: its address is kept.
  expect(saved.at(-1)).toEqual({ selected: url('a.sock'), consented: [] });
  await expect(engine.select('nobody', false)).rejects.toBeInstanceOf(UnknownEngine);
});

test('an unencrypted engine on another machine is not contacted before the yes', async () => {
  let contacts = 0;
  const server = net.createServer((client) => {
    contacts += 1;
    client.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  undo.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const remote = `tcp://0.0.0.0:${String(port)}`;
  const engine = start({ flag: remote });
  await expect.poll(() => stateOf(engine, 'flag')).toBe('consent-needed');
  await engine.rescan();
  expect(stateOf(engine, 'flag')).toBe('consent-needed');
  await expect(engine.select('flag', false)).rejects.toBeInstanceOf(ConsentNeeded);
  expect(contacts).toBe(0);
  await engine.select('flag', true);
  expect(saved).toEqual([{ selected: remote, consented: [remote] }]);
  await expect.poll(() => contacts).toBeGreaterThan(0);
});

test('rescan finds what came meanwhile', async () => {
  const engine = start({ flag: url('a.sock') });
  await expect.poll(() => stateOf(engine, 'flag')).toBe('absent');
  await fake('a.sock');
  await engine.rescan();
  expect(stateOf(engine, 'flag')).toBe('connected');
  await connected(engine);
});

test('a malformed event is skipped; everybody lists again', async () => {
  const other = await fake('a.sock');
  const engine = start({ flag: url('a.sock') });
  const seen: string[] = [];
  engine.subscribe({
    connected: () => seen.push('connected'),
    event: ({ id }) => seen.push(id),
    disconnected: () => seen.push('disconnected'),
  });
  await connected(engine);
  const event = (id: string) => `${JSON.stringify({ Type: 'container', Action: 'start', Actor: { ID: id } })}\n`;
  other.say(event('one') + '{"broken\n' + event('two'));
  await expect.poll(() => seen).toEqual(['connected', 'one', 'connected', 'two']);
});

test('the event stream is open before the listeners list', async () => {
  const other = await fake('a.sock', {
    routes: { 'GET /containers/json': (_request, response) => response.end('[]') },
  });
  const engine = start({ flag: url('a.sock') });
  const watchers = new Promise((resolve) => {
    const connectedTo = (client: Engine['client']) => {
      void client.json({ method: 'GET', path: '/containers/json' }).then(() => resolve(other.watchers()));
    };
    engine.subscribe({ connected: connectedTo, event: () => undefined, disconnected: () => undefined });
  });
  expect(await watchers).toBe(1);
  const [events, list] = ['/events', '/containers/json'].map((name) =>
    other.requests.findIndex((request) => request.includes(name)),
  );
  expect(events).toBeLessThan(list ?? 0);
});

test('while nothing answers, a cause is logged once a minute', async () => {
  const engine = start({ flag: url('none.sock') });
  await expect.poll(() => status(engine).state).toBe('disconnected');
  const probes = performance.now() + 1_500;
  await expect.poll(() => performance.now() > probes, { timeout: 3_000 }).toBe(true);
  expect(lines).toEqual([`engine ${url('none.sock')}: There is no socket at ${socket('none.sock')}.`]);
});

test('close ends everything, at once', async () => {
  const other = await fake('a.sock');
  const engine = start({ flag: url('a.sock') });
  await connected(engine);
  const events = await engine.client.stream({ method: 'GET', path: '/events' });
  const startedAt = performance.now();
  await engine.close();
  expect(performance.now() - startedAt).toBeLessThan(200);
  await expect.poll(() => events.destroyed).toBe(true);
  await expect.poll(() => other.watchers()).toBe(0);
});

test("Slipway's own engine: its sleep is no failure, nothing but a request wakes it", async () => {
  const guest = await fake('guest.sock');
  let asleep = false;
  let woken = 0;
  const wake = async (): Promise<void> => {
    if (asleep) woken += 1;
    asleep = false;
    await Promise.resolve();
  };
  const endpoint = { kind: 'local' as const, path: socket('guest.sock'), url: url('guest.sock') };
  const own = { key: 'vm', name: 'Slipway VM', url: url('own.sock'), source: 'slipway' as const, start: null };
  const reach = { target: { endpoint, tls: null, power: { asleep: () => asleep, wake } } };
  const engine = start({ flag: 'vm', own: () => ({ ...own, reach, socket: socket('own.sock') }) });
  await connected(engine);
  expect(engine.state()).toMatchObject({ selected: 'vm', status: { engine: { key: 'vm', name: 'Slipway VM' } } });
  // Other programs reach it by the socket that wakes it.
  expect(engine.address()).toMatchObject({ endpoint: { url: url('own.sock') }, tls: null });
  asleep = true;
  const pings = ({ requests }: { readonly requests: readonly string[] }): number =>
    requests.filter((line) => line.includes('/_ping')).length;
  const before = pings(guest);
  // A second engine's heartbeat tells when this one's would have been due.
  const other = await fake('other.sock');
  const witness = start({ flag: url('other.sock') });
  await connected(witness);
  await expect.poll(() => pings(other), { timeout: 5_000 }).toBeGreaterThan(3);
  expect(pings(guest) - before).toBeLessThanOrEqual(1);
  expect([status(engine).state, woken]).toEqual(['connected', 0]);
  await engine.client.json({ method: 'GET', path: '/containers/json' }).catch(() => undefined);
  expect(woken).toBe(1);
});
