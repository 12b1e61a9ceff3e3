// The whole app on a real Podman, whose API is Docker's in other words: what Slipway does most, and an import from it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../testing/dockerd.mjs';
import { type Podman, startPodman } from '../../testing/podman.mjs';
import { type App, createApp } from '../app';
import type { ContainerRow } from '../contract/containers';
import type { TerminalInput } from '../contract/terminal';

const IMAGE = 'localhost/slipway/busybox:1';
const JOB = { force: false, volumes: false, keep: false };
const LOOP = 'while :; do date; sleep 0.2; done';

let podman: Podman;
let dockerd: Dockerd;
let dataDir: string;
let app: App;

const appOn = (url: string, source: string): Promise<App> =>
  createApp({
    ...{ dataDir: fs.mkdtempSync(path.join(dataDir, 'app-')), engineUrl: url, homeDir: dataDir, checkout: null },
    ...{ env: { PATH: process.env.PATH, DOCKER_HOST: source }, platform: process.platform, version: '0' },
    ...{ user: 'me', host: 'browser' },
    startLogScanner: () => {
      throw new Error('no log is searched here');
    },
  });

const context = (signal = new AbortController().signal) => ({ signal, connection: { id: 1, signal } });

const PATIENCE_MS = 15_000;

/** Reads a stream until an item will do. */
async function first<T>(
  start: (call: ReturnType<typeof context>) => AsyncIterable<T>,
  is: (item: T) => boolean,
): Promise<void> {
  const end = new AbortController();
  const late = setTimeout(() => end.abort(), PATIENCE_MS);
  const seen: T[] = [];
  try {
    for await (const item of start(context(end.signal))) {
      if (is(item)) return;
      seen.push(item);
    }
    throw new Error(`the stream ended after ${JSON.stringify(seen.slice(-3)).slice(0, 2000)}`);
  } finally {
    clearTimeout(late);
    end.abort();
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** The list as a page has it, kept up to date until the test is over. */
const rows = new Map<string, ContainerRow>();
const watching = new AbortController();
async function mirror(): Promise<void> {
  for await (const change of app.handlers.containers.watch(undefined, context(watching.signal))) {
    if (change.type === 'upsert') for (const row of change.rows) rows.set(row.id, row);
    if (change.type === 'remove') for (const id of change.ids) rows.delete(id);
  }
}
const web = (): ContainerRow | undefined => [...rows.values()].find(({ name }) => name === 'web');
const shown = (state: string): Promise<void> =>
  until(() => web()?.state === state && web()?.pending === null, 15_000, `web is shown as ${state}`);

beforeAll(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-data-'));
  [podman, dockerd] = await Promise.all([startPodman(), startDockerd()]);
  await importBusybox(podman.url);
  app = await appOn(podman.url, dockerd.url);
  await first(
    (call) => app.handlers.engine.watch(undefined, call),
    ({ status }) => status.state === 'connected',
  );
  void mirror();
});

afterAll(async () => {
  watching.abort();
  await app.close();
  await Promise.all([podman.remove(), dockerd.remove()]);
  fs.rmSync(dataDir, { recursive: true, force: true });
});

it('a container is made, shown, and goes through its states, with its health', async () => {
  const line = `docker run -d --name web -v data:/v --health-cmd true --health-interval 1h ${IMAGE} sh -c '${LOOP}'`;
  const { spec } = await app.handlers.create.readLine({ line }, context());
  const made = await all(app.handlers.create.run({ spec, pull: 'never', start: true, keep: false }, context()));
  expect(made.at(-1)).toMatchObject({ type: 'done', started: true });
  await shown('running');
  const id = web()?.id ?? '';
  for (const [action, state] of [
    ['pause', 'paused'],
    ['unpause', 'running'],
    ['kill', 'exited'],
    ['start', 'running'],
  ] as const) {
    expect((await all(app.handlers.containers.run({ ...JOB, action, ids: [id] }, context()))).at(-1)).toMatchObject({
      outcome: 'done',
    });
    await shown(state);
  }
  // Its events do not say how it is, and neither does its list.
  await podman.podman('healthcheck', 'run', 'web');
  await until(() => web()?.health === 'healthy', 10_000, 'web is shown as healthy');
  expect(web()).toMatchObject({ networks: ['podman'], volumes: ['data'] });
});

it('logs, processes, figures, files and a terminal work', async () => {
  const id = web()?.id ?? '';
  const { handlers } = app;
  await first(
    (call) => handlers.processes.watch({ id }, call),
    (item) => item.type === 'list' && item.rows[0]?.pid === '1' && item.titles.includes('COMMAND'),
  );
  await first(
    (call) => handlers.stats.live({ wanted: [{ id, after: 0 }], pace: 'detail' }, call),
    (batch) => batch.some(({ samples }) => samples.some(({ memory, pids }) => (memory ?? 0) > 0 && (pids ?? 0) > 0)),
  );
  await first(
    (call) =>
      handlers.logs.open({ selection: { kind: 'containers', ids: [id] }, sinceMicros: null, untilMicros: null }, call),
    ({ lines }) => lines > 1,
  );
  const source = { kind: 'container', id } as const;
  await first(
    (call) => handlers.files.list({ source, path: '/', fresh: false, unbounded: false }, call),
    (item) => item.type === 'entries' && item.entries.some(({ name }) => name === 'v'),
  );
  const target = { kind: 'shell', container: id, shell: 'sh', user: '', workingDir: '' } as const;
  const { session } = await handlers.terminal.open(
    { target: { ...target, env: [] }, beside: null, direction: 'row' },
    context(),
  );
  let screen = '';
  async function* type(): AsyncGenerator<TerminalInput> {
    yield { type: 'resize', cols: 91, rows: 31 };
    await until(() => screen.includes('#'), 10_000, 'the shell asks for something');
    yield Buffer.from('until stty size | grep "31 91"; do sleep 0.1; done; echo "end"ed\n');
    await until(() => screen.includes('ended'), 10_000, 'the size is known');
  }
  await first(
    (call) => handlers.terminal.attach({ session }, call, type()),
    (item) => {
      if (item instanceof Uint8Array) screen += Buffer.from(item).toString();
      return screen.includes('ended');
    },
  );
  await handlers.terminal.close({ session }, context());
});

it('networks and images are changed and seen, and what takes room has its name', async () => {
  const { handlers } = app;
  const id = web()?.id ?? '';
  const bare = { options: [], internal: false, attachable: false, ipv6: false, ipam: [], labels: [] };
  const seen = new Map<string, readonly string[]>();
  const looking = new AbortController();
  const look = async (): Promise<void> => {
    for await (const change of handlers.networks.watch(undefined, context(looking.signal)))
      if (change.type === 'upsert')
        for (const row of change.rows)
          seen.set(
            row.name,
            row.endpoints.map((end) => end.id),
          );
  };
  const looked = look();
  const net = await handlers.networks.create({ ...bare, name: 'n1', driver: 'bridge' }, context());
  await until(() => seen.has('n1'), 10_000, 'it is shown, which the engine tells nobody');
  const joining = { network: net.id, container: id, aliases: [], ipv4: '', ipv6: '' };
  await handlers.networks.connect(joining, context());
  await until(() => seen.get('n1')?.[0] === id && seen.get('bridge')?.[0] === id, 10_000, 'web is shown in both');
  await handlers.networks.disconnect({ network: net.id, container: id, force: false }, context());
  looking.abort();
  await looked;
  const image = await podman.docker('image', 'inspect', '-f', '{{.Id}}', IMAGE);
  const wish = { id: image, reference: 'localhost/other:2', replace: false };
  await handlers.images.tag(wish, context());
  const { items, totalBytes } = await handlers.disk.measure(undefined, context());
  expect(items.find(({ kind }) => kind === 'image')).toMatchObject({ name: IMAGE, detail: '2 names' });
  expect(totalBytes).toBeGreaterThan(1_000_000);
  expect(await handlers.images.sizes(undefined, context())).toMatchObject({ shared: [{ id: image }] });
});

it('an edit keeps what Docker would keep; what is deleted is in the bin and comes back', async () => {
  const { handlers } = app;
  const old = web()?.id ?? '';
  const { spec, revision } = await handlers.recreate.read({ id: old }, context());
  expect(spec).toMatchObject({ env: [], mounts: [{ source: 'data', options: '' }], networks: [] });
  // No check: Podman leaves those to systemd's timers, which there may be none of.
  const health = { ...spec.health, mode: 'none' as const, test: [], interval: 0, timeout: 0, retries: 0 };
  const next = { ...spec, env: [{ name: 'B', value: '2' }], health };
  expect(await handlers.recreate.plan({ id: old, spec: next }, context())).toMatchObject({
    ...{ way: 'recreate', problems: [] },
  });
  const edit = { id: old, revision, spec: next, automatic: false, graceSeconds: 1, pull: false };
  expect((await all(handlers.recreate.run(edit, context()))).at(-1)).toMatchObject({ type: 'done' });
  await until(() => web() !== undefined && web()?.id !== old && web()?.state === 'running', 15_000, 'the new one runs');
  expect(await podman.docker('exec', 'web', 'sh', '-c', 'echo $B; ls -d /v')).toBe('2\n/v');
  const job = { ...JOB, action: 'remove' as const, ids: [web()?.id ?? ''], force: true, keep: true };
  expect((await all(handlers.containers.run(job, context()))).at(-1)).toMatchObject({ outcome: 'done' });
  let key = '';
  await first(
    (call) => handlers.bin.watch(undefined, call),
    (change) => {
      if (change.type === 'upsert') key = change.rows.find(({ name }) => name === 'web')?.key ?? key;
      return key !== '';
    },
  );
  await handlers.bin.restore({ key, name: '' }, context());
  await shown('running');
  expect(await podman.docker('exec', 'web', 'sh', '-c', 'echo $B')).toBe('2');
});

it('images, volumes and networks come over into a dockerd, the same at both ends', async () => {
  const write = 'mkdir d; ln -s f l; head -c 3000000 /dev/urandom > f; chmod 700 d';
  await podman.docker('exec', '-w', '/v', 'web', 'sh', '-c', write);
  await podman.docker('network', 'create', '--subnet', '10.78.0.0/24', 'back');
  const target = await appOn(dockerd.url, podman.url);
  const { imports, engine } = target.handlers;
  try {
    await first(
      (call) => engine.watch(undefined, call),
      ({ status }) => status.state === 'connected',
    );
    const found = await imports.preflight({ source: 'env' }, context());
    const remark: unknown = expect.stringContaining('who owns its files');
    expect(found).toMatchObject({ volumes: [{ name: 'data', state: 'new', runningUsers: ['web'], remark }] });
    const image = found.images.find(({ names }) => names.includes(IMAGE));
    const network = found.networks.find(({ name }) => name === 'back');
    expect(image).toMatchObject({ state: 'new', fits: true });
    expect(image?.bytes).toBeGreaterThan(1_000_000);
    expect(network).toMatchObject({ state: 'new', subnets: ['10.78.0.0/24'], problem: '' });
    const wish = {
      source: 'env',
      images: [{ id: image?.id ?? '', names: ['moved/busybox:1'] }],
      volumes: [{ name: 'data', to: 'data', replace: false, pause: true }],
      networks: [{ id: network?.id ?? '', to: 'back', subnets: true }],
    };
    await imports.start(wish, context());
    await first(
      (call) => imports.run(undefined, call),
      (run) => run !== null && run.state !== 'running',
    );
    await first(
      (call) => imports.items(undefined, call),
      (change) => {
        if (change.type !== 'upsert') return false;
        const ends = change.rows.map(({ kind, state, failure }) => ({ kind, state, failure }));
        const done = { state: 'done', failure: null };
        expect(ends).toEqual(['network', 'image', 'volume'].map((kind) => ({ kind, ...done })));
        return true;
      },
    );
  } finally {
    await target.close();
  }
  const layers = ['image', 'inspect', '-f', '{{json .RootFS.Layers}} {{.Id}}'];
  expect(await dockerd.docker(...layers, 'moved/busybox:1')).toBe(await podman.docker(...layers, IMAGE));
  // Podman rounds times to the second.
  const sum = ['sh', '-c', 'cd /v && find . -mindepth 1 -exec stat -c "%N %f %u %g" {} + | sort; sha256sum f'];
  expect(await dockerd.docker('run', '--rm', '-v', 'data:/v', 'moved/busybox:1', ...sum)).toBe(
    await podman.docker('exec', 'web', ...sum),
  );
  expect(await dockerd.docker('network', 'inspect', '-f', '{{(index .IPAM.Config 0).Subnet}}', 'back')).toBe(
    '10.78.0.0/24',
  );
});
