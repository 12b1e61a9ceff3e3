import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { ContainerSpec } from '../../contract/spec';
import type { UnderWay } from '../../contract/recreate';
import { type Bench, IMAGE, startBench } from './testing/bench';
import type { Step } from './work';

let dockerd: Dockerd;
let bench: Bench;

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  bench = await startBench(dockerd);
}, 120_000);
afterAll(async () => {
  await bench.close();
  await dockerd.remove();
});
afterEach(async () => {
  const ids = await dockerd.docker('ps', '-aq');
  if (ids !== '') await dockerd.docker('rm', '-f', '-v', ...ids.split('\n'));
  fs.rmSync(path.join(bench.dir, 'recreate'), { recursive: true, force: true });
  bench.noted.length = 0;
});

const run = (name: string, ...args: string[]): Promise<string> => {
  const cut = args.indexOf('--');
  const [options, command] = cut < 0 ? [args, ['sleep', '1000']] : [args.slice(0, cut), args.slice(cut + 1)];
  return dockerd.docker('run', '-d', '--name', name, ...options, IMAGE, ...command);
};
const inspect = (name: string, format: string): Promise<string> => dockerd.docker('inspect', '-f', format, name);
const names = async (): Promise<string[]> =>
  (await dockerd.docker('ps', '-a', '--format', '{{.Names}} {{.State}}')).split('\n').filter(Boolean).sort();
const withEnv = (value: string) => (spec: ContainerSpec) => ({ ...spec, env: [...spec.env, { name: 'NEW', value }] });
const endless = (spec: ContainerSpec): ContainerSpec => ({ ...spec, command: ['sh', '-c', 'exit 7'] });

describe('an edit', () => {
  it('puts a new container in the place of the old one, with all that it had', async () => {
    await dockerd.docker('network', 'create', '--subnet', '10.99.0.0/24', 'nets');
    await dockerd.docker('network', 'create', 'other');
    const old = await run(
      ...(['web', '-v', '/data', '-v', 'named:/named', '--restart', 'unless-stopped', '--label', 'a=b'] as const),
      ...(['--network', 'nets', '--ip', '10.99.0.50', '--network-alias', 'front', '-p', '8099:80'] as const),
    );
    await dockerd.docker('network', 'connect', '--alias', 'back', 'other', 'web');
    await dockerd.docker('exec', 'web', 'sh', '-c', 'echo kept > /data/file');
    const anonymous = await inspect('web', '{{range .Mounts}}{{if eq .Destination "/data"}}{{.Name}}{{end}}{{end}}');
    const told = await bench.edit('web', withEnv('1'));
    expect(told.map((item) => (item.type === 'step' ? item.step : item.type))).toEqual([
      ...['creating', 'stopping', 'renaming', 'renaming', 'starting', 'watching', 'done'],
    ]);
    expect(await names()).toEqual(['web running', 'web-slipway-old-1 exited']);
    expect(await dockerd.docker('exec', 'web', 'sh', '-c', 'echo $NEW; cat /data/file')).toBe('1\nkept');
    expect(await inspect('web', '{{.HostConfig.RestartPolicy.Name}} {{index .Config.Labels "a"}}')).toBe(
      'unless-stopped b',
    );
    expect(
      await inspect('web', '{{with index .NetworkSettings.Networks "nets"}}{{.IPAddress}} {{.Aliases}}{{end}}'),
    ).toMatch(/^10\.99\.0\.50 .*front/);
    expect(await inspect('web', '{{(index .NetworkSettings.Networks "other").Aliases}}')).toContain('back');
    expect(await inspect('web-slipway-old-1', '{{.Id}} {{.HostConfig.RestartPolicy.Name}}')).toBe(`${old} no`);

    await bench.recreate.letGo(old);
    expect(await names()).toEqual(['web running']);
    expect(await dockerd.docker('volume', 'ls', '-q')).toContain(anonymous);
    expect(await dockerd.docker('exec', 'web', 'cat', '/data/file')).toBe('kept');
    expect(bench.noted.filter((line) => line.startsWith('stop '))).toEqual(['stop web: done']);
  });

  it('is rolled back by itself, or by a click, when the new one is not well', async () => {
    const old = await run('web', '--restart', 'always');
    const told = await bench.edit('web', endless, { graceSeconds: 5 });
    expect(told.at(-1)).toEqual({ type: 'rolled-back', reason: 'It ended with exit code 7.', id: old });
    expect(await names()).toEqual(['web running']);
    expect(await inspect('web', '{{.Id}} {{.HostConfig.RestartPolicy.Name}}')).toBe(`${old} always`);

    const asked = (await bench.edit('web', endless, { automatic: false, graceSeconds: 5 })).at(-1);
    if (asked?.type !== 'unwell') throw new Error(JSON.stringify(asked));
    await expect(bench.edit('web', withEnv('2'))).rejects.toMatchObject({ reason: 'under-way' });
    expect(await bench.recreate.underWay()).toMatchObject([{ operation: asked.operation, state: 'asks' }]);
    expect(await bench.recreate.settle(asked.operation, 'rollback')).toEqual({ type: 'rolled-back', id: old });
    expect(await names()).toEqual(['web running']);
    expect(await bench.recreate.underWay()).toEqual([]);
  });

  it('waits for a health check, and says what that said', async () => {
    await run('web');
    const check = (test: string) => (spec: ContainerSpec) => ({
      ...spec,
      health: { ...spec.health, mode: 'custom' as const, test: ['CMD-SHELL', test], interval: 0.2, retries: 1 },
    });
    const bad = await bench.edit('web', check('echo sick; exit 1'), { graceSeconds: 20 });
    expect(bad.at(-1)).toMatchObject({ type: 'rolled-back', reason: 'Its health check failed. It said: sick' });
    const good = await bench.edit('web', check('true'), { graceSeconds: 20 });
    expect(good.at(-1)).toMatchObject({ type: 'done' });
    expect(await inspect('web', '{{.State.Health.Status}}')).toBe('healthy');
  });

  it('leaves the old one as it was when the engine refuses', async () => {
    await run('other', '-p', '8077:80');
    const old = await run('web');
    const ports = [{ hostIp: '', hostPort: '8077', containerPort: '80', protocol: 'tcp' as const }];
    const told = await bench.edit('web', (spec) => ({ ...spec, ports }));
    expect(told.at(-1)).toMatchObject({ type: 'failed' });
    expect(await names()).toEqual(['other running', 'web running']);
    expect(await inspect('web', '{{.Id}}')).toBe(old);
    const refused = await bench.edit('web', (spec) => ({ ...spec, image: 'no/such:1' }));
    expect(refused.at(-1)).toMatchObject({ type: 'failed' });
    expect(await names()).toEqual(['other running', 'web running']);
  });

  it('is live where that is enough, and refused on a container that was changed meanwhile', async () => {
    const old = await run('web', '-m', '64m');
    const { revision } = await bench.read('web');
    const told = await bench.edit('web', (spec) => ({
      ...spec,
      resources: { ...spec.resources, memory: 32 * 2 ** 20, memorySwap: 64 * 2 ** 20 },
      restart: { policy: 'always', maximumRetries: 0 },
    }));
    expect(told).toMatchObject([{ type: 'updated' }]);
    expect(await inspect('web', '{{.Id}} {{.HostConfig.Memory}} {{.HostConfig.RestartPolicy.Name}}')).toBe(
      `${old} ${String(32 * 2 ** 20)} always`,
    );
    await expect(bench.edit('web', withEnv('1'), { revision })).rejects.toMatchObject({ reason: 'changed' });
    expect(await bench.edit('web', (spec) => ({ ...spec, name: 'front' }))).toMatchObject([{ type: 'updated' }]);
    expect(await names()).toEqual(['front running']);
  });

  it('of one with --rm goes back to the image of its state', async () => {
    await run('web', '--rm', '-v', '/data');
    await dockerd.docker('exec', 'web', 'sh', '-c', 'echo state > /state; echo kept > /data/file');
    const { id, spec } = await bench.read('web');
    expect((await bench.recreate.plan(id, withEnv('1')(spec))).losses.join(' ')).toContain('--rm');
    const told = await bench.edit('web', endless, { graceSeconds: 5 });
    expect(told.at(-1)).toMatchObject({ type: 'rolled-back' });
    expect(await names()).toEqual(['web running']);
    expect(await dockerd.docker('exec', 'web', 'cat', '/state', '/data/file')).toBe('state\nkept');
  });

  it('brings a kept one back, and then the other one is kept', async () => {
    const old = await run('web', '--restart', 'always');
    await bench.edit('web', withEnv('1'));
    const now = await inspect('web', '{{.Id}}');
    await bench.recreate.bringBack(old);
    expect(await inspect('web', '{{.Id}} {{.State.Running}} {{.HostConfig.RestartPolicy.Name}}')).toBe(
      `${old} true always`,
    );
    expect(await names()).toEqual(['web running', 'web-slipway-old-2 exited']);
    expect(await inspect(now, '{{.HostConfig.RestartPolicy.Name}}')).toBe('no');
    await bench.recreate.bringBack(now);
    expect(await inspect('web', '{{.Id}} {{.State.Running}}')).toBe(`${now} true`);
  });
});

/** Ends the world when a step is done, as a killed process does: what it was at goes on never. */
const dying = (at: Step, reached: () => void) => async (step: Step) => {
  if (step !== at) return;
  reached();
  await new Promise(() => undefined);
};

const untouched: readonly Step[] = ['journaled', 'created', 'creation journaled', 'policy set', 'stopped'];
const beforeStart: readonly Step[] = [...untouched, 'old renamed', 'new renamed', 'start journaled'];
const afterStart: readonly Step[] = ['started', 'watched', 'done'];

/** Resolves with what it left behind: the folder of a Slipway that nobody else is at. */
async function killedAt(step: Step): Promise<string> {
  const dir = fs.mkdtempSync(path.join(bench.dir, 'killed-'));
  let reached = (): void => undefined;
  const there = new Promise<void>((resolve) => (reached = resolve));
  const first = await startBench(dockerd, { dir, dead: true, onStep: dying(step, reached) });
  void first.edit('web', withEnv('1'), { graceSeconds: 0.1 });
  await there;
  await first.close();
  return dir;
}

/** What the next start says in the end. */
async function toldBy({ recreate }: Bench): Promise<UnderWay[]> {
  let rows: UnderWay[] = [];
  await until(
    async () => {
      rows = await recreate.underWay();
      return rows.length > 0 && rows.every(({ state }) => state !== 'settling');
    },
    20_000,
    'it is settled',
  );
  return rows;
}

describe('a Slipway killed', () => {
  it.each(beforeStart)('when "%s" is undone by the next start', async (step) => {
    const old = await run('web', '--restart', 'always');
    const next = await startBench(dockerd, { dir: await killedAt(step) });
    expect(await toldBy(next)).toMatchObject([{ name: 'web', state: 'undone' }]);
    expect(await names()).toEqual(['web running']);
    expect(await inspect('web', '{{.Id}} {{.HostConfig.RestartPolicy.Name}}')).toBe(`${old} always`);
    await next.close();
  });

  it.each(afterStart)('when "%s" is finished by the next start', async (step) => {
    const old = await run('web', '--restart', 'always');
    const next = await startBench(dockerd, { dir: await killedAt(step) });
    if (step !== 'done') expect(await toldBy(next)).toMatchObject([{ name: 'web', state: 'finished' }]);
    expect(await names()).toEqual(['web running', 'web-slipway-old-1 exited']);
    expect(await inspect('web-slipway-old-1', '{{.Id}}')).toBe(old);
    await next.close();
  });

  it.each(['stopped', 'started'] as const)('with its engine, when "%s", leaves one of them whole', async (step) => {
    const old = await run('web', '--restart', 'always');
    const dir = await killedAt(step);
    await dockerd.stop('SIGKILL');
    await dockerd.start();
    const next = await startBench(dockerd, { dir });
    const [row] = await toldBy(next);
    expect(row, row?.detail).toMatchObject({ state: step === 'stopped' ? 'undone' : 'finished' });
    const there = await names();
    expect(there).toContain('web running');
    expect(await inspect(step === 'stopped' ? 'web' : 'web-slipway-old-1', '{{.Id}}')).toBe(old);
    expect(there.filter((name) => name.endsWith('running'))).toEqual(['web running']);
    await next.close();
  });

  it('leaves it to one of two that start at once', async () => {
    const old = await run('web', '--restart', 'always');
    const dir = await killedAt('new renamed');
    const both = await Promise.all([startBench(dockerd, { dir }), startBench(dockerd, { dir })]);
    const told = async (): Promise<UnderWay[]> =>
      (await Promise.all(both.map(({ recreate }) => recreate.underWay()))).flat();
    await until(async () => (await told()).some(({ state }) => state === 'undone'), 20_000, 'it is undone');
    expect(await told()).toHaveLength(1);
    expect(await names()).toEqual(['web running']);
    expect(await inspect('web', '{{.Id}}')).toBe(old);
    expect(fs.readdirSync(path.join(dir, 'recreate'))).toEqual([]);
    await Promise.all(both.map((each) => each.close()));
  });
});
