import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { PullProgress, RunProgress } from '../../contract/create';
import { startRegistry } from '../../../testing/registry.mjs';
import type { ContainerSpec } from '../../contract/spec';
import { createPull, noAuth } from '../engine/pull';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { emptyNetwork, emptySpec } from '../../contract/empty-spec';
import { type Create, createCreate } from './create';
import type { RunWish } from './run';

const IMAGE = 'slipway/busybox:1';
/** With a port, a volume, an environment. */
const RICH = 'slipway/rich:1';

let dockerd: Dockerd;
let engine: Engine;
let create: Create;
let dataDir: string;
const noted: string[] = [];
const outcomes: string[] = [];
const { signal } = new AbortController();

const spec = (change: Partial<ContainerSpec>): ContainerSpec => ({ ...emptySpec(), image: IMAGE, ...change });
const SLEEP = ['sleep', '1000'];

async function run(wish: Partial<RunWish> & Pick<RunWish, 'spec'>): Promise<RunProgress[]> {
  const told: RunProgress[] = [];
  const whole = { pull: 'never', start: true, keep: false, ...wish } as const;
  for await (const item of create.run(whole, signal)) told.push(item);
  return told;
}

const problems = async (wish: ContainerSpec, replacing: string | null = null) => {
  const checked = await create.check(wish, replacing, signal);
  return Object.fromEntries(checked.problems.map(({ path: at, message, severity }) => [at, `${severity}: ${message}`]));
};

const names = async (): Promise<string[]> => (await dockerd.docker('ps', '-a', '--format', '{{.Names}}')).split('\n');

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  await dockerd.docker('create', '--name', 'rich', IMAGE);
  const changes = ['EXPOSE 80', 'EXPOSE 53/udp', 'VOLUME /data', 'ENV A=1', 'USER nobody'];
  await dockerd.docker('commit', ...changes.flatMap((change) => ['--change', change]), 'rich', RICH);
  await dockerd.docker('rm', 'rich');
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-create-'));
  engine = engineAt(dockerd.url);
  await connected(engine);
  create = createCreate({
    ...{
      engine,
      pull: createPull(engine.client, noAuth),
      dataDir,
      homeDir: dataDir,
      log: () => undefined,
      checkBinds: async () => [],
    },
    portHolder: () => Promise.resolve(null),
    record: (command) => {
      noted.push(command);
      return (outcome) => void outcomes.push(outcome);
    },
  });
}, 60_000);

beforeEach(async () => {
  const ids = await dockerd.docker('ps', '-aq');
  if (ids !== '') await dockerd.docker('rm', '-f', '-v', ...ids.split('\n'));
  noted.length = 0;
});

afterAll(async () => {
  await engine.close();
  await dockerd.remove();
  fs.rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

describe('a form', () => {
  it('begins with what the image proposes, on free host ports', async () => {
    await dockerd.docker('run', '-d', '-p', '8080:1', IMAGE, ...SLEEP);
    const { spec: begun, facts } = await create.start(RICH, signal);
    expect(begun.ports.map(({ hostPort, containerPort, protocol }) => [hostPort, containerPort, protocol])).toEqual([
      ['8053', '53', 'udp'],
      ['8081', '80', 'tcp'],
    ]);
    expect(begun.mounts).toMatchObject([{ type: 'volume', source: '', target: '/data' }]);
    expect(facts).toMatchObject({ user: 'nobody', command: ['sh'] });
    expect(facts?.env).toContainEqual({ name: 'A', value: '1' });
    expect((await create.start('nobody/has:this', signal)).facts).toBeNull();
  });

  it('is filled from a container, under a free name and on free host ports', async () => {
    const id = await dockerd.docker(
      'run',
      '-d',
      '--name',
      'web',
      '-p',
      '8090:80',
      '-e',
      'X=1',
      '-v',
      '/anonymous',
      IMAGE,
    );
    await dockerd.docker('start', id);
    await dockerd.docker('create', '--name', 'web-2', IMAGE);
    const { spec: copy } = await create.copyOf(id, signal);
    expect(copy).toMatchObject({ name: 'web-3', image: IMAGE, env: [{ name: 'X', value: '1' }] });
    expect(copy.mounts).toMatchObject([{ source: '', target: '/anonymous' }]);
  });
});

describe('a check', () => {
  it('names what is missing or taken, at its field, with what is free', async () => {
    const id = await dockerd.docker('run', '-d', '--name', 'web', '-p', '8070:80', IMAGE, ...SLEEP);
    await dockerd.docker('network', 'create', '--subnet', '10.99.0.0/24', 'small').catch(() => '');
    const wish = spec({
      image: 'nobody/has:this',
      name: 'web',
      ports: [{ hostIp: '127.0.0.1', hostPort: '8070', containerPort: '80', protocol: 'tcp' }],
      networks: [{ ...emptyNetwork('small'), ipv4: '10.98.0.3' }, emptyNetwork('nowhere')],
      mounts: [
        { flag: 'volume', type: 'volume', source: 'fresh', target: '/a', readOnly: false, options: '' },
        { flag: 'mount', type: 'bind', source: `${dataDir}/absent`, target: '/b', readOnly: false, options: '' },
      ],
      resources: { ...emptySpec().resources, memory: 1024, cpus: 10_000 },
    });
    expect(await problems(wish)).toMatchObject({
      image: expect.stringMatching(/^warning: .*pulled/) as string,
      name: 'error: Another container has this name. web-2 is free.',
      'ports.0.hostPort': 'error: The container web has 8070. 8071 is free.',
      'networks.0.ipv4': 'error: It is not within 10.99.0.0/24, as the network is.',
      'networks.1.name': 'error: The engine has no network of this name.',
      'mounts.0.source': expect.stringMatching(/^warning: There is no volume/) as string,
      'mounts.1.source': 'error: It is not there.',
      'resources.memory': expect.stringMatching(/^error/) as string,
      'resources.cpus': expect.stringMatching(/^error/) as string,
    });
    // What is replaced makes room.
    const same = spec({ name: 'web', ports: [{ hostIp: '', hostPort: '8070', containerPort: '80', protocol: 'tcp' }] });
    expect(await problems(same, id)).toEqual({});
  });

  it('tells of a program of this computer on the port', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const hostPort = String(typeof address === 'object' && address !== null ? address.port : 0);
    const wish = spec({ ports: [{ hostIp: '', hostPort, containerPort: '80', protocol: 'tcp' }] });
    expect((await problems(wish))['ports.0.hostPort']).toMatch(/^warning: A program on this computer listens/);
    server.close();
  });
});

describe('a run', () => {
  it('makes and starts what the form says, and is in the command log', async () => {
    const told = await run({ spec: spec({ name: 'made', command: SLEEP, labels: [{ name: 'a', value: 'b c' }] }) });
    expect(told.map(({ type }) => type)).toEqual(['creating', 'starting', 'done']);
    const [state, label] = (
      await dockerd.docker('inspect', '-f', '{{.State.Status}}|{{.Config.Labels.a}}', 'made')
    ).split('|');
    expect([state, label]).toEqual(['running', 'b c']);
    expect(noted).toHaveLength(1);
    expect(noted[0]).toMatch(/ run -d .*--name made .*--label 'a=b c' slipway\/busybox:1 sleep 1000$/);
    const [created] = (await run({ spec: spec({ name: 'only' }), start: false })).slice(-1);
    expect(created).toMatchObject({ type: 'done', started: false });
    expect(await dockerd.docker('inspect', '-f', '{{.State.Status}}', 'only')).toBe('created');
  });

  it('of a name that was taken meanwhile says so at the name, and leaves nothing', async () => {
    await dockerd.docker('create', '--name', 'taken', IMAGE);
    const [end] = (await run({ spec: spec({ name: 'taken' }) })).slice(-1);
    expect(end).toMatchObject({ type: 'failed', remains: 'none', problems: [{ path: 'name' }] });
    expect(await names()).toEqual(['taken']);
  });

  it('that does not start is taken away again, or kept by choice', async () => {
    const wish = spec({ name: 'broken', command: ['/no/such/program'] });
    const [end] = (await run({ spec: wish })).slice(-1);
    expect(end).toMatchObject({ type: 'failed', remains: 'removed', id: null });
    expect(await names()).toEqual(['']);
    const [kept] = (await run({ spec: wish, keep: true })).slice(-1);
    expect(kept).toMatchObject({ type: 'failed', remains: 'kept' });
    expect(await names()).toEqual(['broken']);
  });

  it('without the image fails at the image', async () => {
    const wish = spec({ image: 'localhost:1/nobody/has:this' });
    const [end] = (await run({ spec: wish, pull: 'missing' })).slice(-1);
    expect(end).toMatchObject({ type: 'failed', remains: 'none', problems: [{ path: 'image' }] });
    const [never] = (await run({ spec: wish })).slice(-1);
    expect(never).toMatchObject({ type: 'failed', remains: 'none', problems: [{ path: 'image' }] });
  });

  it('goes on when its reader leaves once it is making', async () => {
    const items = create.run(
      { spec: spec({ name: 'left', command: SLEEP }), pull: 'never', start: true, keep: false },
      signal,
    );
    for await (const item of items) if (item.type === 'creating') break;
    const runs = async (): Promise<boolean> =>
      (await dockerd.docker('inspect', '-f', '{{.State.Running}}', 'left').catch(() => '')) === 'true';
    await until(runs, 10_000, 'it runs');
  });
});

describe('a pull by itself', () => {
  async function pull(image: string, end: AbortSignal = signal): Promise<PullProgress[]> {
    const told: PullProgress[] = [];
    for await (const item of create.pull({ image, platform: '' }, end)) told.push(item);
    return told;
  }

  it('brings the image, says why it does not, ends with its reader, and is in the command log', async () => {
    const registry = await startRegistry(dockerd);
    const image = `${registry.host}/pulled:1`;
    await dockerd.docker('tag', IMAGE, image);
    await dockerd.docker('push', image);
    await dockerd.docker('rmi', image);
    expect((await pull(image)).at(-1)).toEqual({ type: 'pulled' });
    expect(await problems(spec({ image }))).toEqual({});
    expect(noted).toEqual([expect.stringMatching(/ pull 127\.0\.0\.1:5000\/pulled:1$/)]);
    const absent = (await pull(`${registry.host}/absent:1`)).at(-1);
    expect(absent).toMatchObject({ type: 'failed', message: expect.stringContaining('absent') as string });
    await dockerd.docker('rmi', image);
    await registry.remove();
    // Somebody who takes the question and says nothing.
    const deaf = ['sh', '-c', 'sleep 1000 | nc -l -p 5001'];
    await dockerd.docker('run', '-d', '--init', '--network', 'host', IMAGE, ...deaf);
    const end = new AbortController();
    for await (const item of create.pull({ image: '127.0.0.1:5001/slow:1', platform: '' }, end.signal))
      if (item.type === 'pulling') end.abort();
    expect(end.signal.aborted).toBe(true);
    await until(() => Promise.resolve(outcomes.at(-1) === 'unknown'), 10_000, 'the log has its end');
  }, 30_000);
});

describe('folders and templates', () => {
  it('lists folders of this computer, and the nearest of one that is not there', async () => {
    fs.mkdirSync(path.join(dataDir, 'tree/inner'), { recursive: true });
    fs.writeFileSync(path.join(dataDir, 'tree/file'), '');
    const tree = path.join(dataDir, 'tree');
    const found = await create.folders(tree);
    expect(found).toMatchObject({ path: tree, parent: dataDir, problem: '' });
    expect(found.folders.map(({ name }) => name)).toEqual(['inner']);
    expect((await create.folders(path.join(tree, 'absent/below'))).path).toBe(tree);
  });

  it('keeps templates over a restart, replaces by name, and writes nothing over what it cannot read', async () => {
    const kept = spec({ name: 'web', env: [{ name: 'A', value: 'b' }] });
    const id = await create.templates.save('One', kept);
    expect(await create.templates.save('One', kept)).toBe(id);
    await create.templates.rename(id, 'Two');
    const options = {
      ...{ engine, dataDir, homeDir: dataDir, log: () => undefined, checkBinds: async () => [] },
      ...{
        portHolder: () => Promise.resolve(null),
        pull: createPull(engine.client, noAuth),
        record: () => () => undefined,
      },
    };
    const again = createCreate(options);
    expect(await again.templates.get(id)).toEqual(kept);
    expect(again.templates.rows()).toMatchObject([{ id, name: 'Two', image: IMAGE }]);
    await again.templates.remove(id);
    expect(again.templates.rows()).toEqual([]);
    fs.writeFileSync(path.join(dataDir, 'templates.json'), JSON.stringify({ version: 99, templates: [] }));
    await expect(createCreate(options).templates.save('x', kept)).rejects.toThrow(/newer/);
    fs.writeFileSync(path.join(dataDir, 'templates.json'), '{broken');
    await createCreate(options).templates.save('x', kept);
    expect(fs.readdirSync(dataDir).some((name) => name.startsWith('templates.json.corrupt-'))).toBe(true);
  });
});
