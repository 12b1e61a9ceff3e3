import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import { raw } from '../../../testing/raw-request.mjs';
import type { ContainerRow, JobProgress } from '../../contract/containers';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { type Containers, createContainers } from './containers';
import { readList } from './list';
import { type Cuttable, cutDuring, cuttable } from './testing/cuttable';
import { createMirror, follow, type Mirror } from './testing/mirror';
import { operate, prepare, seeded, type Send, summary } from './testing/random-operations';

const IMAGE = 'slipway/busybox:1';

let dockerd: Dockerd;
let way: Cuttable;
let engine: Engine;
let containers: Containers;
let seen: Mirror;
const noted: string[] = [];
const end = new AbortController();
/** What ends what was started, last first. */
const endings: (() => Promise<void> | void)[] = [() => end.abort()];

const send: Send = (method, path, body) => raw(dockerd.socket, method, path, body);

/** What the engine lists now, read by the same reader. */
const listed = async (): Promise<readonly ContainerRow[]> => {
  const json: unknown = JSON.parse(await send('GET', '/containers/json?all=1'));
  return (readList(json, Date.now()) ?? []).map(({ row }) => row);
};

/** Watchers have what the engine lists, and say so. */
const equal = async (ms = 4000): Promise<void> => {
  const now = async () => {
    const there = summary(await listed());
    return { there, rows: summary(seen.rows.values()), last: seen.last };
  };
  let last = await now();
  const same = async (): Promise<boolean> => {
    last = await now();
    return last.last === 'synced' && JSON.stringify(last.rows) === JSON.stringify(last.there);
  };
  await until(same, ms, 'the rows equal the list').catch(() => undefined);
  expect(last).toEqual({ there: last.there, rows: last.there, last: 'synced' });
};

const named = (name: string): ContainerRow | undefined => [...seen.rows.values()].find((row) => row.name === name);
const row = async (name: string, is: (row: ContainerRow) => boolean, ms = 5000): Promise<ContainerRow> => {
  const found = (): boolean => {
    const present = named(name);
    return present !== undefined && is(present);
  };
  await until(found, ms, `${name} is as expected, not ${JSON.stringify(named(name))}`);
  const present = named(name);
  if (present === undefined) throw new Error(`${name} is gone`);
  return present;
};

beforeAll(async () => {
  dockerd = await startDockerd();
  endings.unshift(() => dockerd.remove());
  await importBusybox(dockerd.url);
  await prepare(send);
  way = await cuttable(dockerd.socket);
  endings.unshift(() => way.close());
  engine = engineAt(way.url);
  endings.unshift(() => engine.close());
  const record = (command: string) => (outcome: string, message: string) =>
    void noted.push(`${command}: ${outcome} ${message}`.trim());
  containers = createContainers({ engine, record, log: () => undefined });
  endings.unshift(() => containers.close());
  seen = createMirror();
  void follow(containers.watch(end.signal), seen);
  await connected(engine);
});

afterAll(async () => {
  for (const ending of endings) await ending();
});

beforeEach(async () => {
  for (const { id } of await listed()) await send('DELETE', `/containers/${id}?force=1&v=1`);
  noted.length = 0;
});

const run = (name: string, ...more: string[]) =>
  dockerd.docker('run', '-d', '--name', name, '--stop-timeout', '0', ...more, IMAGE, 'sleep', '1000');

const job = async (wish: Parameters<Containers['run']>[0]): Promise<JobProgress[]> => {
  const told: JobProgress[] = [];
  for await (const progress of containers.run(wish, new AbortController().signal)) told.push(progress);
  return told;
};

describe('the rows', () => {
  it('follow what is done in a terminal', async () => {
    await run('web', '-p', '127.0.0.1::80', '-v', 'data:/data', '--label', 'com.docker.compose.project=shop');
    const web = await row('web', ({ state }) => state === 'running');
    expect(web).toMatchObject({ project: 'shop', image: IMAGE, volumes: ['data'], networks: ['bridge'] });
    expect(web.ports).toMatchObject([{ hostIp: '127.0.0.1', containerPort: 80, protocol: 'tcp' }]);
    await dockerd.docker('pause', 'web');
    await row('web', ({ state }) => state === 'paused');
    await dockerd.docker('unpause', 'web');
    await dockerd.docker('rename', 'web', 'site');
    await row('site', ({ state }) => state === 'running');
    await dockerd.docker('network', 'connect', 'convergence', 'site');
    await row('site', ({ networks }) => networks.join() === 'bridge,convergence');
    await dockerd.docker('stop', 'site');
    const stopped = await row('site', ({ state }) => state === 'exited');
    const exitCode = Number(await dockerd.docker('inspect', '--format', '{{.State.ExitCode}}', 'site'));
    expect(stopped).toMatchObject({ exitCode, health: 'none', timesExact: true });
    await equal();
    await dockerd.docker('rm', 'site');
    await until(() => seen.rows.size === 0, 2000, 'the row is gone');
  });

  it('follow health', async () => {
    const health = ['--health-cmd', 'test -e /tmp/well', '--health-interval', '200ms', '--health-retries', '1'];
    await run('ill', ...health);
    await row('ill', (each) => each.health === 'unhealthy', 10_000);
    await dockerd.docker('exec', 'ill', 'touch', '/tmp/well');
    await row('ill', (each) => each.health === 'healthy', 10_000);
    await equal();
  });

  it('have exact times', async () => {
    await run('timed');
    const { startedAt } = await row('timed', ({ state, timesExact }) => state === 'running' && timesExact);
    const said = Date.parse(await dockerd.docker('inspect', '-f', '{{.State.StartedAt}}', 'timed'));
    expect(Math.abs(said - (startedAt ?? 0))).toBeLessThan(1000);
  });

  it('follow an image that gets another name', async () => {
    await dockerd.docker('tag', IMAGE, 'moving:1');
    await dockerd.docker('create', '--name', 'old', 'moving:1', 'true');
    await row('old', ({ image }) => image === 'moving:1');
    await dockerd.docker('commit', 'old', 'moving:1');
    await row('old', ({ image }) => image !== 'moving:1');
    await equal();
  });

  it('show hostile text as it is, and cut', async () => {
    const hostile = '<img src=x onerror=alert(1)>\u001b[31m\u202e\n\u0000'.replace('\0', '');
    const Labels = { [hostile]: hostile, big: 'x'.repeat(5_000_000) };
    const answer = await send('POST', '/containers/create?name=hostile', {
      Image: IMAGE,
      Cmd: [hostile],
      Env: [hostile],
      Labels,
    });
    expect(answer).toContain('Id');
    const shown = await row('hostile', () => true);
    expect(shown.labels[hostile]).toBe(hostile);
    expect(shown.labels.big).toHaveLength(1024);
    expect(shown.command).toContain('<img');
    expect((await containers.inspect(shown.id, end.signal)).length).toBeGreaterThan(5_000_000);
    await equal();
  });

  it('change within 50 ms of the event, 95 times of 100', async () => {
    const id = /[0-9a-f]{64}/.exec(await send('POST', '/containers/create?name=quick', { Image: IMAGE }))?.[0] ?? '';
    await row('quick', () => true);
    const toldAt = new Map<string, number>();
    const lags: number[] = [];
    const stop = engine.subscribe({
      connected: () => undefined,
      disconnected: () => undefined,
      event: ({ attributes }) => void toldAt.set(attributes.name ?? '', performance.now()),
    });
    const over = new AbortController();
    const reading = (async () => {
      for await (const change of containers.watch(over.signal))
        for (const { name } of change.type === 'upsert' ? change.rows : [])
          if (toldAt.has(name)) lags.push(performance.now() - (toldAt.get(name) ?? 0));
    })();
    for (let round = 1; round <= 60; round++) {
      await send('POST', `/containers/${id}/rename?name=quick-${String(round)}`);
      await until(() => lags.length === round, 2000, `rename ${String(round)}`);
    }
    over.abort();
    await reading;
    stop();
    expect(lags.sort((a, b) => a - b)[56]).toBeLessThan(50);
  });
});

describe('jobs', () => {
  it('do to each what is asked, report each, and go on after a failure', async () => {
    for (const name of ['aa', 'bb', 'cc']) await run(name);
    await dockerd.docker('create', '--name', 'dd', IMAGE, 'true');
    await equal();
    const ids = ['aa', 'bb', 'dd', 'cc'].map((name) => named(name)?.id ?? '');
    const told = await job({ action: 'pause', ids });
    const ends = told.filter(({ outcome }) => outcome !== 'running');
    expect(ends.map(({ name, outcome }) => `${name} ${outcome}`).sort()).toEqual([
      'aa done',
      'bb done',
      'cc done',
      'dd failed',
    ]);
    expect(ends.find(({ name }) => name === 'dd')?.message).toMatch(/is not running/);
    await equal();
    expect(noted.map((line) => line.replace(/Container [0-9a-f]{64}/, 'Container X')).sort()).toMatchObject([
      'docker -H ' + way.url + ' pause aa: done',
      expect.stringContaining('pause bb: done'),
      expect.stringContaining('pause cc: done'),
      expect.stringContaining('pause dd: failed'),
    ]);
  });

  it.each(['start', 'restart', 'stop', 'kill', 'remove'] as const)('%s', async (action) => {
    await run('one');
    if (action === 'start') await dockerd.docker('stop', 'one');
    const { id } = await row('one', ({ state }) => state === (action === 'start' ? 'exited' : 'running'));
    const told = await job({ action, ids: [id], ...(action === 'remove' ? { force: true } : {}) });
    expect(told.map(({ outcome }) => outcome)).toEqual(['running', 'done']);
    if (action === 'remove') await until(() => seen.rows.size === 0, 2000, 'it is gone');
    else
      await row('one', ({ state, pending }) => pending === null && (state === 'running') === action.includes('start'));
    expect(seen.changes.some((each) => each.type === 'upsert' && each.rows[0]?.pending === action)).toBe(true);
    await equal();
  });

  it("rename, and say the engine's own words when it may not be", async () => {
    await run('one');
    const { id } = await row('one', () => true);
    await containers.rename(id, 'two');
    await row('two', ({ pending }) => pending === null);
    await expect(containers.rename(id, 'no/good')).rejects.toMatchObject({ kind: 'refused', status: 400 });
    expect(noted.map((line) => line.replace(/^docker -H \S+ /, ''))).toEqual([
      'rename one two: done',
      expect.stringMatching(/^rename two no\/good: failed .*Invalid container name/),
    ]);
  });

  it('tell what a removal loses', async () => {
    await dockerd.docker('volume', 'create', 'f'.repeat(64));
    await run('lossy', '-v', '/anonymous', '-v', 'kept:/kept', '-v', `${'f'.repeat(64)}:/hex`);
    await dockerd.docker('exec', 'lossy', 'sh', '-c', 'head -c 50000 /dev/zero > /file');
    const { id } = await row('lossy', () => true);
    const [facts] = await containers.removalFacts([id]);
    expect(facts).toMatchObject({ id, name: 'lossy', running: true });
    expect(facts?.namedVolumes.toSorted()).toEqual(['f'.repeat(64), 'kept']);
    expect(facts?.anonymousVolumes).toHaveLength(1);
    expect(facts?.writableBytes).toBeGreaterThanOrEqual(50_000);
    await job({ action: 'remove', ids: [id], force: true, volumes: true });
    const left = await dockerd.docker('volume', 'ls', '-q');
    expect(left.split('\n')).toEqual(expect.arrayContaining(['kept', 'f'.repeat(64)]));
    expect(left).not.toContain(facts?.anonymousVolumes[0]);
  });
});

describe('convergence', () => {
  it('holds after random operations with the connection cut at random', async () => {
    // A hundred longer ones are in bench/convergence.bench.ts.
    for (let seed = 1; seed <= 4; seed++) {
      await cutDuring(way, seeded(seed), operate(send, seeded(seed), 300));
      await equal(8000);
    }
  }, 600_000);
});

describe('a watcher that does not read', () => {
  it('costs no memory, and gets all it missed when it reads again', async () => {
    let thaw: () => void = () => undefined;
    const frozen = new Promise<void>((resolve) => (thaw = resolve));
    const late = createMirror();
    const over = new AbortController();
    const reading = follow(containers.watch(over.signal), late, () => frozen);
    const heap = process.memoryUsage().heapUsed;
    await operate(send, seeded(99), 200);
    await equal();
    expect(late.changes).toEqual([{ type: 'reset' }]);
    expect(process.memoryUsage().heapUsed - heap).toBeLessThan(50_000_000);
    thaw();
    await until(() => late.last === 'synced', 2000, 'it is in step');
    expect(summary(late.rows.values())).toEqual(summary(seen.rows.values()));
    over.abort();
    await reading;
  });
});

describe('the engine killed', () => {
  it('leaves the last rows, stale, and the true ones after its return', async () => {
    await run('kept');
    await equal();
    await dockerd.stop('SIGKILL');
    await until(() => seen.last === 'stale', 1500, 'stale');
    expect(named('kept')?.state).toBe('running');
    await dockerd.start();
    await equal(20_000);
  });
});
