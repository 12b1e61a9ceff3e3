import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { ComposePlace, ProjectDetails, ProjectEvent, ProjectRow } from '../../contract/compose';
import type { ComposeRun, ComposeWish, RunStep } from '../../contract/compose-runs';
import { createEngine } from '../engine/engine';
import type { Engine } from '../engine/types';
import { createCaller } from './cli/caller';
import { type Compose, createCompose } from './compose';
import { readPlainModel } from './testing/plain-model';

let dockerd: Dockerd;
let engine: Engine;
let compose: Compose;
const noted: string[] = [];
const signal = new AbortController().signal;

const FILE = `services:
  db:
    image: slipway/busybox:1
    command: sleep 1000
    volumes: ["data:/data", "/scratch"]
    healthcheck: {test: "true", interval: 300ms}
  api:
    build: app
    depends_on: {db: {condition: service_healthy}}
    networks: [default, back]
  job:
    image: slipway/busybox:1
    command: sh -c 'echo done'
    depends_on: [api]
networks: {back: {}}
volumes: {data: {}}
`;
const DOCKERFILE = 'FROM slipway/busybox:1\nRUN echo built > /built\nCMD ["sleep", "1000"]\n';

const envNow = () => ({ ...process.env, DOCKER_HOST: 'unix:///nowhere.sock', COMPOSE_PROJECT_NAME: 'another' });

function makeCompose(name = 'slipway', env: NodeJS.ProcessEnv = envNow()): Compose {
  const { platform } = process;
  return createCompose({
    ...{ engine, log: () => undefined, dataDir: path.join(dockerd.dir, name), readModel: readPlainModel },
    caller: createCaller({ engine, env, homeDir: dockerd.dir, platform }),
    record: (command) => (outcome) => void noted.push(`${outcome}: ${command}`),
  });
}

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = createEngine({
    ...{ env: {}, homeDir: dockerd.dir, platform: process.platform, uid: 0, flag: dockerd.url },
    choice: { selected: null, consented: [] },
    saveChoice: () => undefined,
    log: () => undefined,
  });
  await until(() => engine.state().status.state === 'connected', 10_000, 'the engine is connected');
  compose = makeCompose();
});

afterAll(async () => {
  await compose.close();
  await engine.close();
  await dockerd.remove();
});

/** A folder with these files. */
function plant(name: string, files: Readonly<Record<string, string>>): string {
  const folder = path.join(dockerd.dir, 'work', name);
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

const placeOf = (folder: string, more: Partial<ComposePlace> = {}): ComposePlace => ({
  ...{ name: '', folder, files: [], envFiles: [], profiles: [], ...more },
});

const upWish = (more: Partial<Extract<ComposeWish, { verb: 'up' }>> = {}): ComposeWish => ({
  ...{ verb: 'up', services: [], timeout: null, build: 'auto', pull: 'auto', recreate: 'changed', noDeps: false },
  ...{ removeOrphans: false, renewVolumes: false, scale: [], ...more },
});

async function firstOf<T>(items: AsyncIterable<T>, wanted: (item: T) => boolean): Promise<T> {
  for await (const item of items) if (wanted(item)) return item;
  throw new Error('it ended');
}

/** Once it is as wanted. */
const details = (key: string, wanted: (details: ProjectDetails) => boolean = () => true): Promise<ProjectDetails> =>
  firstOf(compose.project(key, signal), wanted);

async function rowWhen(key: string, wanted: (row: ProjectRow | undefined) => boolean): Promise<void> {
  const rows = new Map<string, ProjectRow>();
  for await (const change of compose.watch(signal)) {
    if (change.type === 'upsert') for (const row of change.rows) rows.set(row.key, row);
    if (change.type === 'remove') for (const id of change.ids) rows.delete(id);
    if (change.type === 'synced' && wanted(rows.get(key))) return;
  }
}

interface Whole {
  readonly run: ComposeRun;
  readonly steps: ReadonlyMap<string, RunStep>;
  readonly lines: readonly string[];
}

async function follow(id: string, of = compose): Promise<Whole> {
  const steps = new Map<string, RunStep>();
  const lines: string[] = [];
  for await (const item of of.report(id, signal)) {
    if (item.type === 'steps') for (const step of item.steps) steps.set(step.id, step);
    if (item.type === 'log') lines.push(...item.lines);
  }
  return { run: await of.ended(id), steps, lines };
}

const perform = async (key: string, wish: ComposeWish): Promise<Whole> => follow(await compose.startRun(key, wish));

const cli = (folder: string, project: string, ...words: readonly string[]) =>
  promisify(execFile)('docker-compose', ['--project-name', project, ...words], {
    cwd: folder,
    env: { ...process.env, DOCKER_HOST: dockerd.url },
  });

/** What the engine has of a project, without what differs between any two of them. */
async function shapeOf(project: string): Promise<unknown> {
  const ids = (await dockerd.docker('ps', '-aq', '--filter', `label=com.docker.compose.project=${project}`)).split(
    '\n',
  );
  const all = JSON.parse(await dockerd.docker('inspect', ...ids)) as {
    Name: string;
    State: { Status: string };
    Config: { Labels: Record<string, string>; Cmd: string[] };
    NetworkSettings: { Networks: Record<string, unknown> };
    Mounts: { Name: string; Destination: string }[];
  }[];
  const bare = (text: string): string => text.replaceAll(project, '*').replace(/[0-9a-f]{64}/, 'anonymous');
  return all
    .map(({ Name, State, Config, NetworkSettings, Mounts }) => ({
      ...{ name: bare(Name), state: State.Status, command: Config.Cmd },
      labels: Object.entries(Config.Labels).map(([name, value]) => `${name}=${bare(value)}`),
      networks: Object.keys(NetworkSettings.Networks).map(bare),
      mounts: Mounts.map((mount) => `${bare(mount.Name)}:${mount.Destination}`).sort(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

it('a project of three services from up to down, as the CLI does it', async () => {
  const files = { 'docker-compose.yml': FILE, 'app/Dockerfile': DOCKERFILE };
  const folder = plant('shop', files);
  const other = plant('other/shop', files);
  const key = await compose.keep(null, placeOf(folder));
  expect(key).toBe('shop');
  expect(await details(key)).toMatchObject({
    row: { state: 'down', kept: true, services: { running: 0, known: 0, total: 3 }, problems: [] },
    services: [
      { name: 'db', level: 0, healthcheck: true },
      { name: 'api', level: 1, builds: true },
      { name: 'job', level: 2 },
    ],
    stale: false,
  });
  const events: ProjectEvent[] = [];
  const ending = new AbortController();
  const listening = (async () => {
    for await (const part of compose.events(key, ending.signal)) events.push(...part.events);
  })();
  const [up] = await Promise.all([perform(key, upWish()), cli(other, 'twin', 'up', '-d')]);
  expect(up.run).toMatchObject({ state: 'done', exitCode: 0, failure: '', project: 'shop' });
  expect(up.run.command).toBe(
    `env -u COMPOSE_PROJECT_NAME DOCKER_HOST=${dockerd.url} docker-compose --ansi never --project-directory ${folder} up -d`,
  );
  expect(noted).toContain(`done: ${up.run.command}`);
  for (const id of [
    'network shop_default',
    'volume shop_data',
    'service api',
    'container shop_db_1',
    'container shop_api_1',
  ])
    expect(up.steps.get(id), id).toMatchObject({ state: 'done' });
  expect(up.lines.join('\n')).toContain('Successfully tagged shop_api');
  await rowWhen(key, (row) => row?.state === 'running' && row.health === 'healthy');
  const plainly = (shape: unknown): unknown =>
    JSON.parse(
      JSON.stringify(shape)
        .replaceAll(path.dirname(other), path.dirname(folder))
        .replaceAll('*', 'shop')
        .replaceAll('shop_shop', 'shop'),
    );
  expect(plainly(await shapeOf('shop'))).toEqual(plainly(await shapeOf('twin')));
  expect((await details(key)).parts.map(({ name, exists }) => [name, exists])).toEqual([
    ...[
      ['shop_default', true],
      ['shop_back', true],
      ['shop_data', true],
    ],
    [expect.stringMatching(/^[0-9a-f]{64}$/), true],
  ]);

  fs.writeFileSync(path.join(folder, 'docker-compose.yml'), FILE.replace('sleep 1000', 'sleep 2000'));
  fs.writeFileSync(path.join(other, 'docker-compose.yml'), FILE.replace('sleep 1000', 'sleep 2000'));
  const [change] = await Promise.all([
    perform(key, upWish({ services: ['api'] })),
    cli(other, 'twin', 'up', '-d', 'api'),
  ]);
  expect(change.steps.get('container shop_db_1')).toMatchObject({ text: 'Recreating', state: 'done' });
  expect(change.steps.get('container shop_api_1')).toMatchObject({ text: 'up-to-date', state: 'done' });
  expect(plainly(await shapeOf('shop'))).toEqual(plainly(await shapeOf('twin')));

  const scaled = await perform(key, { verb: 'scale', service: 'api', replicas: 3 });
  expect([...scaled.steps.keys()].sort()).toEqual(['container shop_api_2', 'container shop_api_3']);
  await details(key, ({ services }) => services.find(({ name }) => name === 'api')?.containers.length === 3);
  await perform(key, { verb: 'stop', services: ['db'], timeout: 0 });
  await rowWhen(key, (row) => row?.state === 'partial' && row.services.running === 1);
  await perform(key, { verb: 'start', services: ['db'] });

  fs.writeFileSync(path.join(folder, 'docker-compose.yml'), FILE.replace(/ {2}job:[^]*(?=networks: \{b)/, ''));
  await rowWhen(key, (row) => row?.orphans === 1 && row.services.total === 2);
  expect(await compose.command(key, { verb: 'remove-orphans' })).toMatch(/^docker .*rm --force shop_job_1$/);
  expect((await perform(key, { verb: 'remove-orphans' })).run.state).toBe('done');
  await rowWhen(key, (row) => row?.orphans === 0 && row.containers === 4);
  await expect(compose.startRun(key, { verb: 'remove-orphans' })).rejects.toMatchObject({ fault: 'bad-wish' });

  const { volumes } = await compose.downLoss(key, signal);
  expect(volumes.map(({ anonymous, services }) => [anonymous, services])).toEqual([
    [false, ['db']],
    [true, ['db']],
  ]);
  expect(volumes[0]).toMatchObject({ name: 'shop_data', bytes: expect.any(Number) as number });
  const once = await perform(key, {
    ...{ verb: 'run', service: 'db', command: ['echo', 'one two'], remove: true, noDeps: true, servicePorts: false },
  });
  expect([once.run.state, once.lines.at(-1)]).toEqual(['done', 'one two']);
  const down = await perform(key, { verb: 'down', timeout: 0, volumes: true, images: 'local', removeOrphans: false });
  expect(down.steps.get('volume shop_data')).toMatchObject({ text: 'Removing', state: 'done' });
  await rowWhen(key, (row) => row?.state === 'down' && row.containers === 0);
  expect(await dockerd.docker('volume', 'ls', '-q', '--filter', 'label=com.docker.compose.project=shop')).toBe('');
  ending.abort();
  await listening;
  const said = events.map(({ type, service, action }) => `${type} ${service} ${action}`);
  for (const each of [
    'container db start',
    'container api start',
    'network  create',
    'network  destroy',
    'volume  create',
  ])
    expect(said).toContain(each);
  expect(events.find(({ service, action }) => service === 'job' && action === 'die')?.exitCode).toBe(0);

  // Known from its labels alone, and brought down from where they say its files are.
  await rowWhen('twin', (row) => row?.kept === false && row.place?.folder === other);
  const twin = await perform('twin', { verb: 'down', timeout: 0, volumes: true, images: 'keep', removeOrphans: true });
  expect(twin.run.state).toBe('done');
  await rowWhen('twin', (row) => row === undefined);
});
