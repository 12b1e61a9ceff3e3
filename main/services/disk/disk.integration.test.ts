import fs from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { DiskProgress, DiskReport, DiskTarget, PruneKind } from '../../contract/disk';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { createDisk, type Disk } from './disk';

const IMAGE = 'slipway/busybox:1';

let dockerd: Dockerd;
let engine: Engine;
let disk: Disk;
const noted: string[] = [];

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = engineAt(dockerd.url);
  const record = (command: string) => (outcome: string) =>
    void noted.push(`${command.replace(/^docker -H \S+ /, '')}: ${outcome}`);
  const machine = () => ({ engineKey: 'vm', disk: null });
  disk = createDisk({
    engine,
    record,
    removers: null,
    machine,
    reserved: () => Promise.resolve(new Set<string>()),
  });
  await connected(engine);
}, 120_000);

afterAll(async () => {
  await engine.close();
  await dockerd.remove();
});

afterEach(async () => {
  const ids = await dockerd.docker('ps', '-aq');
  if (ids !== '') await dockerd.docker('rm', '-f', '-v', ...ids.split('\n'));
  await dockerd.docker('volume', 'prune', '-f', '-a').catch(() => dockerd.docker('volume', 'prune', '-f'));
  noted.length = 0;
});

const never = new AbortController().signal;
const measure = (): Promise<DiskReport> => disk.measure(never);
const run = (name: string, script: string, ...options: string[]): Promise<string> =>
  dockerd.docker('run', '-d', '--name', name, ...options, IMAGE, 'sh', '-c', script);
const exited = (name: string) =>
  until(
    async () => (await dockerd.docker('inspect', '-f', '{{.State.Status}}', name)) === 'exited',
    10_000,
    `${name} ended`,
  );
const planOf = ({ plans }: DiskReport, kind: PruneKind) => {
  const plan = plans.find((each) => each.kind === kind);
  if (plan === undefined) throw new Error(`no plan for ${kind}`);
  return plan;
};
const names = (targets: readonly DiskTarget[]): string[] => targets.map(({ name }) => name).sort();

async function remove(targets: readonly DiskTarget[]) {
  const told: DiskProgress[] = [];
  for await (const each of disk.act({ action: 'remove', targets, measure: true, keep: false }, never)) told.push(each);
  const items = told.flatMap((each) => (each.type === 'item' && each.outcome !== 'running' ? [each] : []));
  return { items, freed: told.flatMap((each) => (each.type === 'result' ? [each.freedBytes] : []))[0] ?? null };
}

describe('what takes room', () => {
  it('is each thing, with who uses it, and the sizes of logs', async () => {
    await dockerd.docker('volume', 'create', 'data');
    const web = await run('web', 'dd if=/dev/zero of=/file bs=1M count=3; echo line; sleep 1000', '-v', 'data:/data');
    await until(async () => (await dockerd.docker('logs', 'web')).includes('line'), 10_000, 'written');
    const report = await measure();
    expect(disk.last()).toBe(report);
    const item = (key: string) => report.items.find((each) => each.key.startsWith(key));
    expect(item(`container ${web}`)).toMatchObject({ name: 'web', inUse: true, target: null });
    expect(item(`container ${web}`)?.bytes).toBeGreaterThanOrEqual(3 * 2 ** 20);
    expect(item('volume data')).toMatchObject({ usedBy: [{ id: web, name: 'web' }], inUse: true });
    expect(item('image ')).toMatchObject({ name: IMAGE, usedBy: [{ id: web, name: 'web' }], target: null });
    const file = await dockerd.docker('inspect', '-f', '{{.LogPath}}', 'web');
    expect(item(`log ${web}`)?.bytes).toBe(fs.statSync(file).size);
    expect(report.logsProblem).toBe('');
    const images = report.totals.find(({ kind }) => kind === 'image');
    expect(images?.bytes).toBe(report.items.find(({ kind }) => kind === 'image')?.bytes);
  });

  it('is counted once for two who ask at the same time, and not for one who left', async () => {
    const [a, b] = await Promise.all([measure(), measure()]);
    expect(a.totalBytes).toBe(b.totalBytes);
    const control = new AbortController();
    const left = disk.measure(control.signal);
    control.abort();
    await expect(left).rejects.toMatchObject({ kind: 'aborted' });
  });
});

describe('a prune', () => {
  it('of containers and volumes removes what was shown, no more, and frees what was promised', async () => {
    await run('old', 'dd if=/dev/zero of=/file bs=1M count=2');
    await run('vol', 'dd if=/dev/zero of=/data/file bs=1M count=4', '-v', '/data');
    await Promise.all([exited('old'), exited('vol')]);
    await run('web', 'sleep 1000');
    const before = await measure();
    const containers = planOf(before, 'containers');
    expect(names(containers.targets)).toEqual(['old', 'vol']);
    expect(planOf(before, 'volumes').targets).toEqual([]);
    await run('late', 'true');
    const { items, freed } = await remove(containers.targets);
    expect(items.map(({ name, outcome }) => `${name} ${outcome}`).sort()).toEqual(['old done', 'vol done']);
    expect(freed).toBe(containers.bytes);
    expect((await dockerd.docker('ps', '-a', '--format', '{{.Names}}')).split('\n').sort()).toEqual(['late', 'web']);
    expect([...noted].sort()).toEqual(['rm old: done', 'rm vol: done']);
    const after = await measure();
    const volumes = planOf(after, 'anonymous-volumes');
    expect(volumes.targets).toHaveLength(1);
    expect(volumes.bytes).toBeGreaterThanOrEqual(4 * 2 ** 20);
    expect((await remove(volumes.targets)).freed).toBe(volumes.bytes);
    expect(await dockerd.docker('volume', 'ls', '-q')).toBe('');
  });

  it('of images removes those nothing uses, and leaves one that got a name meanwhile', async () => {
    await run('maker', 'dd if=/dev/urandom of=/file bs=1M count=2');
    await exited('maker');
    await dockerd.docker('commit', 'maker', 'made:1');
    await dockerd.docker('tag', 'made:1', 'made:2');
    await run('maker2', 'dd if=/dev/urandom of=/file2 bs=1M count=1');
    await exited('maker2');
    const bare = await dockerd.docker('commit', 'maker2');
    const before = await measure();
    expect(planOf(before, 'dangling-images').targets.map(({ id }) => id)).toEqual([bare]);
    const plan = planOf(before, 'images');
    expect(names(plan.targets)).toContain('made:1');
    expect(names(plan.targets)).not.toContain(IMAGE);
    await dockerd.docker('tag', bare, 'wanted:1');
    const { items, freed } = await remove(plan.targets);
    expect(items.map(({ outcome }) => outcome).sort()).toEqual(['done', 'failed']);
    expect(items.find(({ outcome }) => outcome === 'failed')?.message).toMatch('others than when it was listed');
    expect(noted).toEqual(['rmi made:1: done', 'rmi made:2: done']);
    const made = plan.targets.find(({ refs }) => refs.length === 2);
    expect(freed).toBe(made?.bytes);
    await dockerd.docker('rmi', 'wanted:1');
  });

  it('of images that share layers with each other promises those too', async () => {
    await run('maker', 'dd if=/dev/urandom of=/file bs=1M count=3');
    await exited('maker');
    await dockerd.docker('commit', 'maker', 'base:1');
    await dockerd.docker('rm', 'maker');
    for (const name of ['one', 'two']) {
      await dockerd.docker('run', '--name', name, 'base:1', 'dd', 'if=/dev/urandom', 'of=/own', 'bs=1M', 'count=1');
      await dockerd.docker('commit', name, `${name}:1`);
      await dockerd.docker('rm', name);
    }
    await run('keeper', 'sleep 1000');
    const plan = planOf(await measure(), 'images');
    expect(names(plan.targets)).toEqual(['base:1', 'one:1', 'two:1']);
    expect(plan.bytes).toBe(plan.atMostBytes);
    expect(plan.bytes).toBeGreaterThanOrEqual(5 * 2 ** 20);
    expect((await remove(plan.targets)).freed).toBe(plan.bytes);
  });

  it('of networks leaves those that a stopped container needs', async () => {
    await dockerd.docker('network', 'create', 'idle');
    await dockerd.docker('network', 'create', 'needed');
    await dockerd.docker('create', '--name', 'stopped', '--network', 'needed', IMAGE, 'true');
    const plan = planOf(await measure(), 'networks');
    expect(names(plan.targets)).toEqual(['idle']);
    expect(plan.kept).toEqual([{ name: 'needed', why: 'stopped, which is stopped, needs it' }]);
    expect((await remove(plan.targets)).items).toMatchObject([{ name: 'idle', outcome: 'done' }]);
    await dockerd.docker('rm', 'stopped');
    await dockerd.docker('network', 'rm', 'needed');
  });

  it('names what could not go', async () => {
    await dockerd.docker('volume', 'create', 'busy');
    const { targets } = planOf(await measure(), 'volumes');
    await run('web', 'sleep 1000', '-v', 'busy:/data');
    const { items, freed } = await remove(targets);
    expect(items).toMatchObject([{ name: 'busy', outcome: 'failed' }]);
    expect(items[0]?.message).toMatch('volume is in use');
    expect(freed).not.toBeNull();
    expect(noted).toEqual(['volume rm busy: failed']);
  });
});

describe('a query', () => {
  it('finds by what the engine knows', async () => {
    await run('done', 'dd if=/dev/zero of=/file bs=1M count=2; exit 3', '--label', 'stage=test');
    await run('web', 'sleep 1000', '--label', 'stage=prod', '-v', 'kept:/data');
    await dockerd.docker('create', '--name', 'fresh', IMAGE, 'true');
    await dockerd.docker('volume', 'create', 'lone');
    await exited('done');
    const found = async (kind: 'container' | 'image' | 'volume' | 'network', query: string) => {
      const answer = await disk.query(kind, query, never);
      return answer.type === 'found' ? names(answer.targets) : answer;
    };
    expect(await found('container', 'label=stage')).toEqual(['done', 'web']);
    expect(await found('container', 'label=stage=test and not running')).toEqual(['done']);
    expect(await found('container', 'exited < 1h')).toEqual(['done']);
    expect(await found('container', 'exited > 1h')).toEqual([]);
    expect(await found('container', 'not exited')).toEqual(['fresh', 'web']);
    expect(await found('container', 'size > 1MB and exitcode = 3')).toEqual(['done']);
    expect(await found('container', 'state = created or volume = kept')).toEqual(['fresh', 'web']);
    expect(await found('image', 'used and name = slipway/*')).toEqual([IMAGE]);
    expect(await found('image', 'dangling')).toEqual([]);
    expect(await found('volume', 'not used')).toEqual(['lone']);
    expect(await found('volume', 'container = web and size < 1GB')).toEqual(['kept']);
    expect(await found('network', 'driver = bridge')).toEqual([]);
    expect(await found('container', 'name ~ do and colour = red')).toMatchObject({
      type: 'problem',
      at: 14,
      length: 6,
    });
  });
});
