import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { StartSetMember } from '../../contract/start-sets';
import { type Dockerd, importBusybox, startDockerd } from '../../../testing/dockerd.mjs';
import { createContainers } from '../containers/containers';
import { type Bench, type BenchOptions, IMAGE, startBench } from './testing/bench';

let dockerd: Dockerd;
let benches: Bench[] = [];

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
}, 120_000);

afterEach(async () => {
  for (const { close, dir } of benches) {
    await close();
    fs.rmSync(dir, { recursive: true, force: true });
  }
  benches = [];
  const ids = await dockerd.docker('ps', '-aq');
  if (ids !== '') await dockerd.docker('rm', '-f', ...ids.split('\n'));
});

afterAll(() => dockerd.remove());

const containers: BenchOptions['containers'] = (engine, record) =>
  createContainers({ engine, record, log: () => undefined, keep: () => Promise.reject(new Error('no bin')) });

async function bench(options: Partial<BenchOptions> = {}): Promise<Bench> {
  const made = await startBench(dockerd, { containers, ...options });
  benches.push(made);
  return made;
}

const NOTHING = { wait: 'nothing' } as const;
const healthy = (seconds: number) => ({ wait: 'healthy', seconds }) as const;
const container = (subject: string, then: StartSetMember['then'] = NOTHING): StartSetMember => ({
  ...{ kind: 'container', subject, then },
});
const project = (subject: string, then: StartSetMember['then'] = NOTHING): StartSetMember => ({
  ...{ kind: 'project', subject, then },
});
const wish = (name: string, members: StartSetMember[], holdBack = false) => ({ id: null, name, members, holdBack });

/** Options, `--`, and what runs; default: for ever. */
async function create(verb: 'create' | 'run', name: string, ...args: string[]): Promise<string> {
  const cut = args.indexOf('--');
  const [options, command] = cut < 0 ? [args, ['sleep', '1000']] : [args.slice(0, cut), args.slice(cut + 1)];
  const begin = verb === 'run' ? ['run', '-d'] : ['create'];
  return dockerd.docker(...begin, '--name', name, ...options, IMAGE, ...command);
}
const of = (name: string): string[] => ['--label', `com.docker.compose.project=${name}`];
const look = (format: string, ...names: string[]): Promise<string> => dockerd.docker('inspect', '-f', format, ...names);
const policies = async (...names: string[]): Promise<string> =>
  (await look('{{.HostConfig.RestartPolicy.Name}}', ...names)).split('\n').join(' ');
const FILE = v.object({ sets: v.array(v.object({ id: v.string() })), held: v.array(v.unknown()) });
const parsed = (text: string): v.InferOutput<typeof FILE> => v.parse(v.pipe(v.string(), v.parseJson(), FILE), text);
const states = async (...names: string[]): Promise<string> =>
  (await look('{{.State.Status}}', ...names)).split('\n').join(' ');

it('a set is started in its order, each member when the one before is healthy, and stopped in reverse', async () => {
  const check = ['--health-cmd', 'test -f /ok || { echo not yet; false; }', '--health-interval', '300ms'];
  await create('create', 'db', ...check, '--', 'sh', '-c', 'sleep 1; touch /ok; exec sleep 1000');
  await create('create', 'shop-web', ...of('shop'));
  await create('create', 'shop-migrate', ...of('shop'), '--', 'true');
  await create('create', 'last');
  const { sets, noted, row, ended } = await bench();
  const id = await sets.save(
    wish('Everything', [container('db', healthy(30)), project('shop', healthy(30)), container('last')]),
  );
  expect((await row(id, () => true)).now.map(({ state }) => state)).toEqual(['stopped', 'stopped', 'stopped']);
  sets.start(id);
  expect(() => sets.start(id)).toThrow('busy');
  await expect(sets.remove(id)).rejects.toThrow('busy');
  await row(id, ({ run }) => run?.members[0]?.detail.includes('db is not healthy yet') === true);
  expect(await states('shop-web', 'last')).toBe('created created');
  const run = await ended(id);
  expect(run).toMatchObject({ verb: 'start', state: 'done' });
  expect(run.members.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  expect(run.members[0]?.detail).toBe('');
  expect(run.members[1]?.detail).toContain('shop-web has no health check: that it runs counts');
  expect(run.members[1]?.detail).toContain('shop-migrate has ended with 0');
  expect(noted).toEqual(['start db: done', 'start last: done']);
  const rows = await row(id, ({ now }) => now.every(({ state }) => state === 'running'));
  expect(rows.holdProblem).toBe('');

  noted.length = 0;
  sets.stop(id);
  expect(await ended(id).then(({ verb, state }) => [verb, state])).toEqual(['stop', 'done']);
  expect(noted).toEqual(['stop last: done', 'stop db: done']);
  expect(await states('db', 'shop-web', 'last')).toBe('exited exited exited');
});

it('a member that ends, is unwell or is not there fails, and the rest is not begun; cancelled, what runs stays', async () => {
  const long = await create('create', 'bad', '--', 'sh', '-c', 'sleep 0.2; exit 3');
  await create(
    'create',
    'ill',
    '--health-cmd',
    'echo out of sorts; false',
    '--health-interval',
    '200ms',
    '--health-retries',
    '1',
  );
  await create('create', 'after');
  const { sets, row, ended } = await bench();
  const told = async (...members: StartSetMember[]): Promise<string[]> => {
    const id = await sets.save(wish(members.map(({ subject }) => subject).join(), members));
    sets.start(id);
    const run = await ended(id);
    expect(run.state).toBe('failed');
    return run.members.map(({ state, detail }) => `${state}: ${detail}`);
  };
  const skipped = 'skipped: An earlier one failed.';
  const pause = { wait: 'pause', seconds: 20 } as const;
  expect(await told(container('bad', pause), container('after'))).toEqual([
    'failed: bad ended with exit code 3',
    skipped,
  ]);
  expect(await told(container('ill', healthy(1)), container('after'))).toEqual([
    'failed: Not within 1 s: ill is unhealthy: out of sorts',
    skipped,
  ]);
  // The engine would take the beginning of an id for a name.
  expect(await told(container(long.slice(0, 12)), container('after'))).toEqual([
    'failed: There is no container of this name.',
    skipped,
  ]);
  expect(await told(project('unknown'))).toEqual(['failed: Slipway does not know this project any more.']);
  expect(await states('after')).toBe('created');

  const id = await sets.save(wish('Slow', [container('after', pause), container('bad')]));
  sets.start(id);
  await row(id, ({ run }) => run?.members[0]?.detail === 'Pause of 20 s');
  sets.cancel(id);
  const run = await ended(id);
  expect([run.state, ...run.members.map(({ state }) => state)]).toEqual(['cancelled', 'skipped', 'skipped']);
  expect(await states('after')).toBe('running');
  const empty = await sets.save(wish('Empty', []));
  expect(() => sets.start(empty)).toThrow('empty');
  await expect(sets.save(wish('slow', []))).rejects.toThrow('name-taken');
  await expect(sets.save({ ...wish('Other', []), id: 'nobody' })).rejects.toThrow('gone');
});

it('what a set holds back does not start with the engine, stopped or killed, and gets its own policy back', async () => {
  await create('run', 'always', '--restart', 'always');
  await create('run', 'unless', '--restart', 'unless-stopped');
  await create('run', 'failing', '--restart', 'on-failure:7');
  await create('run', 'shop-web', '--restart', 'always', ...of('shop'));
  await create('run', 'free', '--restart', 'always');
  const { sets, noted, row } = await bench();
  const members = [container('always'), container('unless'), container('failing'), project('shop')];
  const first = await sets.save(wish('First', members, true));
  const second = await sets.save(wish('Second', [container('always')], true));
  expect(await policies('always', 'unless', 'failing', 'shop-web', 'free')).toBe('no no on-failure no always');
  expect(noted).toEqual(['always', 'unless', 'shop-web'].map((name) => `update --restart no ${name}: done`));
  expect((await row(first, ({ now }) => now.length === 4)).now.map(({ held }) => held)).toEqual([1, 1, 0, 1]);

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    await dockerd.stop(signal);
    await dockerd.start();
    // Started by the engine beside the others, if they were.
    await expect.poll(() => states('free')).toBe('running');
    // With another code than 0 it ended as the engine did, and so on-failure is no way to hold anything back.
    await expect.poll(() => states('failing')).toBe('running');
    expect(await states('always', 'unless', 'shop-web')).toBe('exited exited exited');
    await dockerd.docker('start', 'always', 'unless', 'shop-web');
  }

  // One that appears later, as `up` makes them, is held; one that somebody gave a policy keeps it.
  await create('run', 'shop-worker', '--restart', 'always', ...of('shop'));
  await row(first, ({ now }) => now[3]?.held === 2);
  await dockerd.docker('update', '--restart', 'unless-stopped', 'unless');
  await row(first, ({ holdProblem }) => holdProblem.startsWith('unless keeps the restart policy'));
  // An edit puts another one in its place, which has the policy of the held one, and keeps the old one.
  await dockerd.docker('rename', 'shop-web', 'shop-web-slipway-old-1');
  await create('create', 'shop-web', '--label', 'io.slipway.recreate=1', ...of('shop'));
  await row(first, ({ now }) => now[3]?.held === 3);
  await sets.remove(first);
  expect(await policies('shop-web-slipway-old-1')).toBe('no');
  expect(await policies('always', 'unless', 'failing', 'shop-web', 'shop-worker')).toBe(
    'no unless-stopped on-failure always always',
  );
  await sets.save({ ...wish('Second', [container('always')]), id: second });
  expect(await policies('always')).toBe('always');
}, 90_000);

it('what was killed between note and change, or while no engine was there, is mended at the next start', async () => {
  await create('run', 'one', '--restart', 'always');
  await create('run', 'two', '--restart', 'on-failure:2');
  await dockerd.docker('update', '--restart', 'unless-stopped', 'two');
  let reached: () => void = () => undefined;
  const there = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const never = new Promise<void>(() => undefined);
  const killed = await startBench(dockerd, {
    containers,
    onHold: () => {
      reached();
      return never;
    },
  });
  const file = path.join(killed.dir, 'start-sets.json');
  void killed.sets.save(wish('Mended', [container('one'), container('two')], true));
  await there;
  const left = fs.readFileSync(file, 'utf8');
  expect(left).toContain('"meant"');
  expect(await policies('one', 'two')).toBe('always unless-stopped');
  await killed.kill();
  const { sets, row, dir, noted } = await bench({ dir: killed.dir });
  const id = parsed(left).sets[0]?.id ?? '';
  await row(id, ({ now }) => now.every(({ held }) => held === 1));
  expect(await policies('one', 'two')).toBe('no no');
  expect(noted).toEqual(['update --restart no one: done', 'update --restart no two: done']);

  // Deleted while there is no engine: given back as soon as there is one.
  await dockerd.stop();
  await sets.remove(id);
  await dockerd.start();
  await expect.poll(() => policies('one', 'two'), { timeout: 20_000 }).toBe('always unless-stopped');
  await expect.poll(() => parsed(fs.readFileSync(path.join(dir, 'start-sets.json'), 'utf8')).held).toEqual([]);
}, 60_000);
