import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd } from '../../../testing/dockerd.mjs';
import type { ProjectEvent } from '../../contract/compose';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { createReadModel } from './check/check';
import { createCaller } from './cli/caller';
import { type Compose, createCompose } from './compose';
import { createHarness, downWish, placeOf, upWish } from './testing/harness';

let dockerd: Dockerd;
let engine: Engine;
let compose: Compose;
let project: ReturnType<typeof createHarness>;
const noted: string[] = [];
const { signal } = new AbortController();
const execute = promisify(execFile);

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
  const parts = { homeDir: dockerd.dir, platform: process.platform };
  return createCompose({
    ...{ engine, log: () => undefined, dataDir: path.join(dockerd.dir, name) },
    readModel: createReadModel({ ...parts, env, seesFolders: () => true }),
    caller: createCaller({ ...parts, engine, env }),
    record: (command) => (outcome) => void noted.push(`${outcome}: ${command}`),
  });
}

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = engineAt(dockerd.url);
  await connected(engine);
  compose = makeCompose();
  project = createHarness(compose);
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

const cli = (folder: string, project: string, ...words: readonly string[]) =>
  execute('docker-compose', ['--project-name', project, ...words], {
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
  const bare = (text: string): string =>
    text.replaceAll(/other\/twin|shop|twin/g, '*').replace(/^[0-9a-f]{64}$/, 'anonymous');
  return all
    .map(({ Name, State, Config, NetworkSettings, Mounts }) => ({
      ...{ name: bare(Name), state: State.Status, command: Config.Cmd },
      labels: Object.entries(Config.Labels).map(([name, value]) => `${name}=${bare(value)}`),
      networks: Object.keys(NetworkSettings.Networks).map(bare),
      mounts: Mounts.map((mount) => `${bare(mount.Name)}:${mount.Destination}`).sort(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

describe('a project of three services, as the CLI does it', () => {
  const files = { 'docker-compose.yml': FILE, 'app/Dockerfile': DOCKERFILE };
  const events: ProjectEvent[] = [];
  const ending = new AbortController();
  let key = '';
  let folder = '';
  let twin = '';
  let listening: Promise<void>;

  /** The same twice, by Slipway and by the CLI, is the same. */
  const expectTwins = async (): Promise<void> => expect(await shapeOf('shop')).toEqual(await shapeOf('twin'));
  const write = (text: string): void =>
    [folder, twin].forEach((each) => fs.writeFileSync(path.join(each, 'docker-compose.yml'), text));

  it('is kept, and told before it is up', async () => {
    folder = plant('shop', files);
    twin = plant('other/twin', files);
    key = await compose.keep(null, placeOf(folder));
    expect(key).toBe('shop');
    expect(await project.details(key, ({ row }) => row.services.total !== null)).toMatchObject({
      row: { state: 'down', kept: true, services: { running: 0, known: 0, total: 3 }, problems: [] },
      services: [
        { name: 'db', level: 0, healthcheck: true },
        { name: 'api', level: 1, builds: true },
        { name: 'job', level: 2 },
      ],
      stale: false,
    });
    listening = (async () => {
      for await (const part of compose.events(key, ending.signal)) events.push(...part.events);
    })();
  });

  it('up', async () => {
    const [up] = await Promise.all([project.perform(key, upWish()), cli(twin, 'twin', 'up', '-d')]);
    expect(up.run).toMatchObject({ state: 'done', exitCode: 0, failure: '', project: 'shop' });
    expect(up.run.command).toBe(
      `env -u COMPOSE_PROJECT_NAME DOCKER_HOST=${dockerd.url} docker-compose --ansi never --project-directory ${folder} up -d`,
    );
    expect(noted).toContain(`done: ${up.run.command}`);
    const told = [
      'network shop_default',
      'volume shop_data',
      'service api',
      'container shop_db_1',
      'container shop_api_1',
    ];
    for (const id of told) expect(up.steps.get(id), id).toMatchObject({ state: 'done' });
    expect(up.lines.join('\n')).toContain('Successfully tagged shop_api');
    await project.rowWhen(
      key,
      (row) => row?.state === 'running' && row.health === 'healthy' && row.problems.length === 0,
    );
    await dockerd.docker('wait', 'shop_job_1', 'twin_job_1');
    await expectTwins();
    const { parts } = await project.details(key);
    expect(parts.map(({ name, exists }) => `${name} ${String(exists)}`)).toEqual([
      ...['shop_back true', 'shop_default true', 'shop_data true'],
      expect.stringMatching(/^[0-9a-f]{64} true$/),
    ]);
  });

  it('a change makes what it concerns anew', async () => {
    write(FILE.replace('sleep 1000', 'sleep 2000'));
    const wish = upWish({ services: ['api'] });
    const [change] = await Promise.all([project.perform(key, wish), cli(twin, 'twin', 'up', '-d', 'api')]);
    expect(change.steps.get('container shop_db_1')).toMatchObject({ text: 'Recreating', state: 'done' });
    expect(change.steps.get('container shop_api_1')).toMatchObject({ text: 'up-to-date', state: 'done' });
    await expectTwins();
  });

  it('scale, stop and start', async () => {
    const scaled = await project.perform(key, { verb: 'scale', service: 'api', replicas: 3 });
    expect([...scaled.steps.keys()].sort()).toEqual(['container shop_api_2', 'container shop_api_3']);
    await project.details(key, ({ services }) =>
      services.some(({ name, containers }) => name === 'api' && containers.length === 3),
    );
    await project.perform(key, { verb: 'stop', services: ['db'], timeout: 0 });
    await project.rowWhen(key, (row) => row?.state === 'partial' && row.services.running === 1);
    await project.perform(key, { verb: 'start', services: ['db'] });
    await project.rowWhen(key, (row) => row?.state === 'running');
  });

  it('what the files have no more is an orphan, and goes alone', async () => {
    write(FILE.replace(/ {2}job:[^]*(?=networks: \{b)/, ''));
    await project.rowWhen(key, (row) => row?.orphans === 1 && row.services.total === 2);
    expect(await compose.command(key, { verb: 'remove-orphans' })).toMatch(/^docker .*rm --force shop_job_1$/);
    expect((await project.perform(key, { verb: 'remove-orphans' })).run.state).toBe('done');
    await project.rowWhen(key, (row) => row?.orphans === 0 && row.containers === 4);
    await expect(compose.startRun(key, { verb: 'remove-orphans' })).rejects.toMatchObject({ fault: 'bad-wish' });
  });

  it('down takes what was said', async () => {
    const { volumes } = await compose.downLoss(key, signal);
    expect(volumes.map(({ anonymous, services }) => [anonymous, services])).toEqual([
      [false, ['db']],
      [true, ['db']],
    ]);
    expect(volumes[0]).toMatchObject({ name: 'shop_data', bytes: expect.any(Number) as number });
    const once = { service: 'db', command: ['echo', 'one two'], remove: true, noDeps: true, servicePorts: false };
    const ran = await project.perform(key, { verb: 'run', ...once });
    expect([ran.run.state, ran.lines.at(-1)]).toEqual(['done', 'one two']);
    const down = await project.perform(key, downWish({ images: 'local' }));
    expect(down.steps.get('volume shop_data')).toMatchObject({ text: 'Removing', state: 'done' });
    await project.rowWhen(key, (row) => row?.state === 'down' && row.containers === 0);
    const label = 'label=com.docker.compose.project=shop';
    expect(await dockerd.docker('volume', 'ls', '-q', '--filter', label)).toBe('');
    ending.abort();
    await listening;
    const said = events.map(({ type, service, action }) => `${type} ${service} ${action}`);
    const told = ['container db start', 'container api start', 'network  create', 'network  destroy', 'volume  create'];
    for (const each of told) expect(said).toContain(each);
    expect(events.find(({ service, action }) => service === 'job' && action === 'die')?.exitCode).toBe(0);
  });

  it('one that is known from labels alone is brought down from where they say', async () => {
    const row = await project.rowWhen('twin', (each) => each !== undefined);
    expect(row).toMatchObject({ kept: false, place: { name: 'twin', folder: twin }, orphans: 1 });
    const down = await project.perform('twin', downWish({ removeOrphans: true }));
    expect([down.run.state, down.run.failure]).toEqual(['done', '']);
    await project.rowWhen('twin', (each) => each === undefined);
  });
});

const STUCK = `services:
  db: {image: "slipway/busybox:1", command: sleep 1000, healthcheck: {test: "false", interval: 300ms, retries: 1000}}
  api: {image: "slipway/busybox:1", command: sleep 1000, depends_on: {db: {condition: service_healthy}}}
`;

/** The CLI's own process, by what it was called with. */
async function cliPid(folder: string): Promise<number> {
  const { stdout } = await execute('pgrep', ['-f', `docker-compose .*--project-directory ${folder} `]);
  return Number(stdout.trim());
}

describe('an up that is broken off', () => {
  let folder = '';
  /** Begins one that waits for good, and waits until it does. */
  const begin = async (): Promise<string> => {
    const id = await compose.startRun('stuck', upWish());
    await project.said(id, /(?:Creating stuck_db_1 .*done|stuck_db_1 is up-to-date)/);
    return id;
  };
  const expectHalf = async (): Promise<void> => {
    const row = await project.rowWhen('stuck', (each) => each?.run === null && each.state === 'running');
    expect(row).toMatchObject({ services: { running: 1, known: 1, total: 2 }, containers: 1 });
  };

  it('by its user, who was told meanwhile that it is under way', async () => {
    folder = plant('stuck', { 'compose.yaml': STUCK });
    await compose.keep(null, placeOf(folder));
    const id = await begin();
    await expect(compose.startRun('stuck', downWish())).rejects.toMatchObject({ fault: 'busy', subject: 'stuck' });
    await project.rowWhen('stuck', (row) => row?.run?.id === id && row.run.verb === 'up');
    // A Slipway that was killed finds what it was doing.
    const next = createHarness(makeCompose());
    const found = await next.follow(id);
    expect(found.run).toMatchObject({ state: 'interrupted', endedAt: null });
    expect(found.run.failure).toContain('Slipway ended');
    expect(found.lines.join('\n')).toContain('Creating stuck_db_1');
    expect(found.steps.get('container stuck_db_1')).toMatchObject({ state: 'done' });
    const pid = await cliPid(folder);
    compose.cancel(id);
    const { run } = await project.follow(id);
    expect(run).toMatchObject({ state: 'cancelled', failure: '' });
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expectHalf();
  });

  it('by a kill of the CLI, or of Slipway', async () => {
    const id = await begin();
    process.kill(await cliPid(folder), 'SIGKILL');
    const { run } = await project.follow(id);
    expect(run).toMatchObject({ state: 'failed', exitCode: null });
    expect(run.failure).toContain('SIGKILL');
    await expectHalf();
    const another = makeCompose('another');
    await another.keep(null, placeOf(folder));
    const left = await another.startRun('stuck', upWish());
    await another.close();
    expect(await another.ended(left)).toMatchObject({ state: 'interrupted' });
  });

  it('by the death of the engine', async () => {
    const id = await begin();
    const shown = project.details('stuck', ({ stale }) => stale);
    await dockerd.stop('SIGKILL');
    const { run } = await project.follow(id);
    expect(run.state).toBe('failed');
    expect(run.failure).not.toBe('');
    expect((await shown).services.map(({ name }) => name)).toEqual(['db', 'api']);
    await expect(compose.startRun('stuck', upWish())).rejects.toMatchObject({ kind: 'unreachable' });
    await dockerd.start();
    const row = await project.rowWhen('stuck', (each) => each?.run === null);
    expect(row).toMatchObject({ state: 'stopped', containers: 1 });
    expect((await project.perform('stuck', downWish())).run.state).toBe('done');
  });
});

it('files that are missing or wrong are said, and seen when they come back', async () => {
  const folder = plant('lost', { 'a.yml': 'services: {web: {image: "slipway/busybox:1"}}\n' });
  const file = path.join(folder, 'a.yml');
  const at = placeOf(folder, { files: [file], name: 'lost' });
  const key = await compose.keep(null, at);
  expect(await compose.keep(null, at)).toBe(key);
  fs.rmSync(folder, { recursive: true });
  const row = await project.rowWhen(key, (each) => (each?.problems.length ?? 0) > 0);
  expect(row?.problems).toMatchObject([{ kind: 'missing', subject: folder }]);
  await expect(compose.startRun(key, upWish())).rejects.toMatchObject({ fault: 'not-found', subject: folder });
  plant('lost', { 'a.yml': 'services:\n  web: {image: x, frobnicate: 1}\n' });
  await project.rowWhen(key, (each) => each?.problems[0]?.kind === 'unread' && each.problems[0].subject === file);
  const { run } = await project.perform(key, upWish());
  expect(run).toMatchObject({ state: 'failed', exitCode: 1 });
  expect(run.failure).toContain('frobnicate');
  const second = await compose.keep(null, { ...at, profiles: ['more'] });
  expect(second).toBe('lost~2');
  const same = await project.rowWhen(
    second,
    (each) => each?.problems.some(({ kind }) => kind === 'same-name') === true,
  );
  expect(same?.problems).toContainEqual({ kind: 'same-name', subject: 'lost', detail: '' });
  await compose.forget(second);
  await compose.forget(key);
  await project.rowWhen(key, (each) => each === undefined);
  await expect(project.details(key)).rejects.toMatchObject({ fault: 'no-project' });
  const wrong = { ...at, folder: 'here' };
  await expect(compose.keep(null, wrong)).rejects.toMatchObject({ fault: 'bad-path', subject: 'here' });
  await expect(compose.keep(null, { ...at, name: 'A b' })).rejects.toMatchObject({ fault: 'bad-name' });
});

it("labels are anybody's words", async () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const label = (name: string, value: string): string[] => ['--label', `com.docker.compose.${name}=${value}`];
  const labels = [...label('project', hostile), ...label('service', '../../x'), ...label('container-number', 'many')];
  const away = label('project.working_dir', '//attacker/share');
  await dockerd.docker('run', '-d', ...labels, ...away, 'slipway/busybox:1', 'sleep', '1000');
  const row = await project.rowWhen(hostile, (each) => each !== undefined);
  expect(row).toMatchObject({ name: hostile, place: null, state: 'running', problems: [{ kind: 'unknown-place' }] });
  await expect(compose.startRun(hostile, upWish())).rejects.toMatchObject({ fault: 'no-compose-file' });
});

it('without a CLI everything but running it works, and what to install is said', async () => {
  const none = makeCompose('none', { PATH: plant('empty', { readme: '' }) });
  const folder = plant('idle', { 'compose.yaml': STUCK });
  expect(await none.cli()).toMatchObject({ kind: 'none', program: '', watch: false });
  expect((await none.cli()).remark).toContain('docker-compose-plugin');
  const key = await none.keep(null, placeOf(folder));
  const shown = await createHarness(none).details(key, ({ row }) => row.services.total !== null);
  expect(shown.services).toHaveLength(2);
  await expect(none.startRun(key, upWish())).rejects.toMatchObject({ fault: 'no-cli' });
  await expect(none.command(key, upWish())).rejects.toMatchObject({ fault: 'no-cli' });
  await none.close();
});
