import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import { type FaultProxy, startFaultProxy } from '../../../testing/fault-proxy.mjs';
import { type Registry, startRegistry } from '../../../testing/registry.mjs';
import { freePort, type Relay, startRelay } from '../../../testing/relay.mjs';
import type { LayerState } from '../../contract/pulls';
import { createRegistryClient } from '../registry/client/client';
import { readTrust } from '../registry/client/trust';
import { RegistryFault } from '../registry/faults';
import { type Bench, buildImage, judged, startBench } from './testing/bench';

/** The list of tags in use is read again after ten times as long as reading it took: long, on a busy machine. */
const SOON_MS = 20_000;
const PASSWORD = 'pa55-of-nobody-else';
const BLOBS = /^GET \/v2\/.*\/blobs\//;

let dockerd: Dockerd;
let registry: Registry;
/** Wants a login. */
let closed: Registry;
let proxy: FaultProxy;
let relay: Relay;
/** The registry, by way of the proxy. */
let faulty: string;
let bench: Bench;
let password = PASSWORD;

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  registry = await startRegistry(dockerd, { outside: true });
  closed = await startRegistry(dockerd, { users: { me: PASSWORD } });
  proxy = await startFaultProxy({ listen: 'tcp://127.0.0.1:0', target: `tcp://${registry.host}` });
  const port = await freePort();
  relay = await startRelay({ pid: dockerd.pid(), port }, { pid: null, port: Number(new URL(proxy.url).port) });
  faulty = `127.0.0.1:${String(relay.port)}`;
  bench = await startBench(
    dockerd,
    (asked) =>
      Promise.resolve(
        asked === closed.host && password !== ''
          ? Buffer.from(JSON.stringify({ username: 'me', password, serveraddress: asked })).toString('base64')
          : null,
      ),
    askProxy,
  );
  await buildImage(dockerd, `${registry.host}/team/big:1`, 3);
}, 120_000);
beforeEach(() => {
  proxy.reset();
  password = PASSWORD;
  bench.noted.length = 0;
});
afterAll(async () => {
  await bench.close();
  await relay.close();
  await proxy.close();
  await Promise.all([registry.remove(), closed.remove()]);
  await dockerd.remove();
});

/** From here the registry has the address of the proxy. */
async function askProxy(reference: string, signal: AbortSignal): Promise<number | null> {
  const { host } = new URL(proxy.url.replace('tcp:', 'http:'));
  const trust = await readTrust(host, true, { certFolders: [], platform: 'linux', authorities: [] });
  const client = createRegistryClient({ registry: host, auth: null, trust });
  const fault: unknown = await client.head('team/big', '1', signal).catch((error: unknown) => error);
  asked.push(reference);
  return fault instanceof RegistryFault ? fault.data.retryAfterSeconds : null;
}
const asked: string[] = [];
const pull = (reference: string, platform = ''): string => bench.pulls.begin([{ reference, platform }])[0] ?? '';
const push = (image: string, reference = image): string => bench.pulls.push({ image, reference });
const forget = (...tags: string[]): Promise<string> => dockerd.docker('rmi', '-f', ...tags);
const states = ({ layers }: { readonly layers: readonly { readonly state: LayerState }[] }): LayerState[] =>
  layers.map(({ state }) => state);

it('pushes under a new tag, and what is there is not pushed again', async () => {
  const image = `${registry.host}/team/big:1`;
  const pushed = await bench.end(push(image));
  expect(pushed).toMatchObject({ kind: 'push', state: 'done', bytes: pushed.total, unmeasured: 0, failure: null });
  expect(states(pushed)).toEqual(Array(4).fill('pushed'));
  expect(await judged(image)).toEqual({ digest: pushed.digest, layers: 4 });

  const other = `${registry.host}/other/big:2`;
  const mounted = await bench.end(push(image, other));
  expect(mounted.digest).toBe(pushed.digest);
  expect(states(mounted)).toEqual(Array(4).fill('mounted'));
  expect(await judged(other)).toEqual({ digest: pushed.digest, layers: 4 });
  expect(states(await bench.end(push(other)))).toEqual(Array(4).fill('exists'));
  expect(bench.noted).toEqual([
    `push ${image}: done`,
    `tag ${image} ${other}: done`,
    `push ${other}: done`,
    `push ${other}: done`,
  ]);
  const missing = await bench.end(push(`${registry.host}/team/none:1`));
  expect(missing).toMatchObject({ state: 'failed', failure: { kind: 'not-local' } });
});

it('pulls several at once, one of them once, and says what was there already', async () => {
  const [one, two] = [`${registry.host}/team/big:1`, `${registry.host}/other/big:2`];
  await forget(one, two);
  const ids = bench.pulls.begin([one, two, one].map((reference) => ({ reference, platform: '' })));
  expect(ids[2]).toBe(ids[0]);
  const [first, second] = await Promise.all([bench.end(ids[0] ?? ''), bench.end(ids[1] ?? '')]);
  const { digest } = await judged(one);
  expect([first, second].map((each) => [each.state, each.digest])).toEqual(Array(2).fill(['done', digest]));
  expect(first).toMatchObject({ isNew: true, bytes: first.total, unmeasured: 0, note: '', rate: null });
  expect(new Set(states(first))).toEqual(new Set(['exists', 'done']));
  const again = await bench.end(pull(one));
  expect(again).toMatchObject({ state: 'done', isNew: false, digest });
  expect(await dockerd.docker('inspect', '-f', '{{.RepoDigests}}', one)).toContain(digest);
  expect(bench.noted.sort()).toEqual([`pull ${one}: done`, `pull ${one}: done`, `pull ${two}: done`].sort());
});

it('says what came where it was not the platform that was wished', async () => {
  const image = `${registry.host}/team/big:1`;
  const pulled = await bench.end(pull(image, process.arch === 'arm64' ? 'linux/amd64' : 'linux/arm64'));
  expect(pulled).toMatchObject({
    state: 'done',
    note: expect.stringMatching(/^This is an image for linux\//) as string,
  });
});

it('is cancelled at once, and begins anew', async () => {
  const image = `${faulty}/team/big:1`;
  await forget(`${registry.host}/team/big:1`, `${registry.host}/other/big:2`);
  proxy.delay(BLOBS, 60_000);
  const id = pull(image);
  const before = await bench.when(id, ({ layers }) => layers.length > 1);
  expect(before).toMatchObject({ state: 'running', secondsLeft: null, unmeasured: 3 });
  const began = performance.now();
  bench.pulls.cancel(id);
  expect(await bench.end(id)).toMatchObject({ state: 'cancelled', failure: null });
  expect(performance.now() - began).toBeLessThan(2000);
  proxy.reset();
  // The engine waits for what it asked for before it asks again.
  proxy.cut();
  const retried = bench.pulls.retry(id) ?? '';
  expect(await bench.end(retried)).toMatchObject({ state: 'done', isNew: true, reference: image });
  await until(() => !bench.transfers.has(id), 5000, 'the old one has left the list');
  expect(bench.noted).toEqual([`pull ${image}: failed cancelled`, `pull ${image}: done`]);
  await forget(image);
});

it('marks a pull that is part of something else, until the user asks for it too', async () => {
  const image = `${faulty}/team/big:1`;
  proxy.delay(BLOBS, 60_000);
  const asking = new AbortController();
  const pulled = bench.pulls.pull({ reference: image, platform: '' }, () => undefined, asking.signal);
  const found = (): string => [...bench.transfers.values()].find(({ state }) => state === 'running')?.id ?? '';
  await until(() => found() !== '', 5000, 'it is listed');
  const id = found();
  expect(bench.transfers.get(id)).toMatchObject({ reference: image, quiet: true });
  expect(pull(image)).toBe(id);
  await bench.when(id, ({ quiet }) => !quiet);
  asking.abort();
  await expect(pulled).rejects.toThrow();
  proxy.reset();
  proxy.cut();
});

it('names what the registry said', async () => {
  const failure = async (reference: string) => (await bench.end(pull(reference))).failure;
  proxy.fail(/manifests/, 503, 'no');
  expect(await failure(`${faulty}/team/big:1`)).toMatchObject({ kind: 'registry-trouble' });
  proxy.reset();
  proxy.fail(/manifests/, 429, 'slow down, retry-after: 30s');
  const limited = await failure(`${faulty}/team/big:1`);
  expect(asked).toEqual([]);
  expect(limited).toMatchObject({ kind: 'rate-limited', retryAt: expect.any(Number) as number });
  // What it says in no words that the engine passes on it is asked for.
  proxy.reset();
  proxy.refuse(/manifests/, 429, { 'Retry-After': '1700' });
  const { retryAt } = (await failure(`${faulty}/team/big:1`)) ?? { retryAt: null };
  expect(asked).toEqual([`${faulty}/team/big:1`]);
  expect((retryAt ?? 0) - Date.now()).toBeGreaterThan(1_600_000);
  expect((retryAt ?? 0) - Date.now()).toBeLessThanOrEqual(1_700_000);
  expect(await failure(`${registry.host}/team/big:none`)).toMatchObject({ kind: 'not-found' });
  expect(await failure('127.0.0.1:9/x')).toMatchObject({ kind: 'no-connection' });
  expect(await failure(`${registry.host}/BIG`)).toMatchObject({ kind: 'bad-reference' });
});

it('logs in with what it is given, and never repeats it', async () => {
  const image = `${closed.host}/team/big:1`;
  await dockerd.docker('tag', 'slipway/busybox:1', image);
  password = '';
  expect((await bench.end(push(image))).failure).toMatchObject({ kind: 'login' });
  password = 'wrong-pa55';
  const wrong = await bench.end(push(image));
  expect(wrong.failure).toMatchObject({ kind: 'login' });
  expect(JSON.stringify([wrong, bench.noted])).not.toContain('wrong-pa55');
  password = PASSWORD;
  expect(await bench.end(push(image))).toMatchObject({ state: 'done' });
  await forget(image);
  expect(await bench.end(pull(image))).toMatchObject({ state: 'done' });
  await forget(image);
});

it('tells of newer images of tags in use, and asks no further where the registry has had enough', async () => {
  const [web, api] = [`${faulty}/team/web:1`, `${faulty}/team/api:1`];
  for (const tag of [web, api]) {
    await dockerd.docker('tag', 'slipway/busybox:1', tag);
    expect(await bench.end(push(tag))).toMatchObject({ state: 'done' });
    await dockerd.docker('create', tag);
  }
  await dockerd.docker('create', 'slipway/busybox:1');
  const check = async (): Promise<void> => {
    bench.pulls.check(null);
    await until(() => bench.pulls.checking().progress === null, 20_000, 'the check is over');
  };
  const results = () => Object.fromEntries([...bench.checks].map(([reference, { result }]) => [reference, result]));
  await until(() => bench.checks.size === 3, SOON_MS, 'the tags are known');
  expect(results()).toEqual({ [web]: 'unknown', [api]: 'unknown', 'slipway/busybox:1': 'local' });
  await check();
  await until(() => results()[web] === 'current' && results()[api] === 'current', SOON_MS, 'they are current');

  await buildImage(dockerd, 'new:1', 1);
  await dockerd.docker('tag', 'new:1', `${registry.host}/team/web:1`);
  expect(await bench.end(push(`${registry.host}/team/web:1`))).toMatchObject({ state: 'done' });
  await check();
  await until(() => results()[web] === 'newer', SOON_MS, 'there is a newer one');
  expect(await bench.end(pull(web))).toMatchObject({ state: 'done', isNew: true });
  await until(() => results()[web] === 'current', SOON_MS, 'it was pulled');
  expect(bench.checks.get(web)).toMatchObject({ users: 1, older: 1 });

  proxy.fail(/manifests/, 429, 'enough', 2);
  const before = proxy.count(/manifests/);
  await check();
  await until(() => bench.checks.get(api)?.failure?.kind === 'rate-limited', SOON_MS, 'the limit is told');
  expect(proxy.count(/manifests/) - before).toBeLessThanOrEqual(2);
  expect(bench.checks.get(web)).toMatchObject({ result: 'current', failure: null });
});
