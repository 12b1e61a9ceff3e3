import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { ContainerChange } from '../../contract/containers';
import type { LiveBatch, Sample, Standing } from '../../contract/stats';
import { createContainers } from '../containers/containers';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { createStats, type Stats } from './stats';

const IMAGE = 'slipway/busybox:1';
const BUSY = ['sh', '-c', 'while :; do :; done'];

let dockerd: Dockerd;
let engine: Engine;
let rows: (signal: AbortSignal) => AsyncIterable<ContainerChange>;
let stats: Stats;
let dataDir: string;
const endings: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  dockerd = await startDockerd();
  endings.unshift(() => dockerd.remove());
  await importBusybox(dockerd.url);
  engine = engineAt(dockerd.url);
  endings.unshift(() => engine.close());
  const containers = createContainers({ engine, record: () => () => undefined, log: () => undefined });
  endings.unshift(() => containers.close());
  rows = (signal) => containers.watch(signal);
  await connected(engine);
});

afterAll(async () => {
  for (const ending of endings) await ending();
});

const open = (given: { engine?: Engine; recording?: boolean } = {}): Stats =>
  createStats({ ...{ engine, rows, dataDir, log: () => undefined, recording: true }, ...given });

beforeEach(async () => {
  const ids = await dockerd.docker('ps', '-aq');
  if (ids !== '') await dockerd.docker('rm', '-f', '-v', ...ids.split('\n'));
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-stats-'));
  stats = open();
  return async () => {
    await stats.close();
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
});

const run = (name: string, options: readonly string[], ...command: string[]): Promise<string> =>
  dockerd.docker('run', '-d', '--name', name, '--init', ...options, IMAGE, ...command);

interface Seen {
  readonly samples: Sample[];
  standing: Standing | null;
}

/** Looks at one container until `enough`; what was seen. */
async function look(id: string, enough: (seen: Seen) => boolean, pace: 'list' | 'detail' = 'detail'): Promise<Seen> {
  const seen: Seen = { samples: [], standing: null };
  const end = new AbortController();
  const take = (batch: LiveBatch): void => {
    for (const { samples, standing } of batch) {
      seen.samples.push(...samples);
      seen.standing = standing;
    }
  };
  const late = setTimeout(() => end.abort(), 30_000);
  for await (const batch of stats.live({ wanted: [{ id, after: 0 }], pace }, end.signal)) {
    take(batch);
    if (enough(seen)) break;
  }
  clearTimeout(late);
  if (!enough(seen)) throw new Error(`not seen in time: ${JSON.stringify(seen.samples.slice(-3))}`);
  return seen;
}

const withCpu = (count: number) => (seen: Seen) => seen.samples.filter(({ cpu }) => cpu !== null).length >= count;

const average = (values: readonly (number | null)[]): number => {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
};

/** `12.3%`, `22.02MiB / 64MiB`. */
async function cliStats(name: string): Promise<{ cpu: number; memory: number; pids: number }> {
  const line = await dockerd.docker('stats', '--no-stream', '--format', '{{.CPUPerc}} {{.MemUsage}} {{.PIDs}}', name);
  const [, cpu, memory, unit = '', pids] = /^([\d.]+)% ([\d.]+)(\w+) \/ \S+ (\d+)$/.exec(line) ?? [];
  const factor = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }[unit] ?? Number.NaN;
  return { cpu: Number(cpu), memory: Number(memory) * factor, pids: Number(pids) };
}

describe('what is looked at', () => {
  it('is measured as docker stats measures it', async () => {
    const id = await run('busy', ['--cpus', '0.1', '-m', '64m'], ...BUSY);
    const [{ samples, standing }, cli] = await Promise.all([look(id, withCpu(6)), cliStats('busy')]);
    const cpu = average(samples.map((sample) => sample.cpu));
    // Both hold for their own seconds; the limit holds for all of them.
    expect(cpu).toBeGreaterThan(6);
    expect(cpu).toBeLessThan(14);
    expect(Math.abs(cpu - cli.cpu)).toBeLessThan(4);
    const last = samples.at(-1);
    expect(Math.abs((last?.memory ?? 0) - cli.memory)).toBeLessThan(512 * 1024);
    expect(last?.pids).toBe(cli.pids);
    expect(last?.throttled).toBeGreaterThan(0.5);
    expect(standing?.memoryLimit).toBe(64 * 1024 ** 2);
  });

  it('has no limit and no network where the engine counts none', async () => {
    const id = await run('hosted', ['--network', 'host'], 'sleep', '1000');
    const { samples, standing } = await look(id, withCpu(2));
    expect(standing).toMatchObject({ memoryLimit: null, netRx: null });
    expect(samples.at(-1)).toMatchObject({ netRx: null, netTx: null });
  });

  it('is not measured while no page can be seen, and again when one can', async () => {
    stats.setRecording(false);
    const id = await run('web', [], 'sleep', '1000');
    const end = new AbortController();
    let count = 0;
    const watching = (async () => {
      for await (const batch of stats.live({ wanted: [{ id, after: 0 }], pace: 'detail' }, end.signal))
        count += batch.length;
    })();
    await until(() => count >= 3, 15_000, 'it is measured');
    stats.setVisible(false);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const hidden = count;
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(count).toBe(hidden);
    stats.setVisible(true);
    await until(() => count > hidden, 5000, 'it is measured again');
    end.abort();
    await watching;
  });

  it('is measured by engines older than API 1.41 too', async () => {
    await stats.close();
    const facts = async () => ({ ...(await engine.facts()), negotiatedApiVersion: '1.40' });
    stats = open({ engine: { ...engine, facts }, recording: false });
    const id = await run('busy', ['--cpus', '0.1'], ...BUSY);
    const { samples } = await look(id, withCpu(4));
    expect(average(samples.map(({ cpu }) => cpu))).toBeGreaterThan(6);
  });

  it('that does not run is not measured', async () => {
    const id = await dockerd.docker('create', '--name', 'idle', IMAGE, 'true');
    const end = new AbortController();
    setTimeout(() => end.abort(), 3000);
    const seen: LiveBatch[] = [];
    for await (const batch of stats.live({ wanted: [{ id, after: 0 }], pace: 'detail' }, end.signal)) seen.push(batch);
    expect(seen).toEqual([]);
  });
});

const measured = (id: string, metric: 'cpu' | 'memory' = 'memory'): number =>
  stats.history(id, '15m').series[metric].avg.filter((value) => value !== null).length;
const kinds = (id: string): string[] => stats.history(id, '15m').marks.map(({ kind }) => kind);

describe('the history', () => {
  it('has what ran, its restarts and its end of memory, and survives the app', async () => {
    const id = await run('web', ['-m', '16m', '--restart', 'on-failure:1'], 'sh', '-c', 'sleep 14; tail /dev/zero');
    await until(() => measured(id) >= 1, 25_000, 'it is recorded');
    await until(() => kinds(id).filter((kind) => kind === 'oom').length > 0, 40_000, 'it runs out of memory');
    await until(() => kinds(id).filter((kind) => kind === 'start').length >= 2, 20_000, 'it is started again');
    const exit = stats.history(id, '15m').marks.find(({ kind }) => kind === 'exit');
    expect(exit?.exitCode).not.toBeNull();
    const before = stats.history(id, '1h');
    await stats.close();
    stats = open();
    await until(() => measured(id) >= 1, 15_000, 'it is read');
    const after = stats.history(id, '1h');
    expect(after.marks).toEqual(expect.arrayContaining(before.marks));
    expect(after.summary.memory?.max).toBeGreaterThanOrEqual(before.summary.memory?.min ?? Infinity);
  });

  it('goes on with the container that takes the place of another in its project', async () => {
    const labels = ['project=shop', 'service=web', 'container-number=1'];
    const options = labels.flatMap((label) => ['--label', `com.docker.compose.${label}`]);
    const first = await run('shop-web-1', options, 'sleep', '1000');
    await until(() => measured(first) >= 1, 25_000, 'the first is recorded');
    await dockerd.docker('rm', '-f', 'shop-web-1');
    const second = await run('shop-web-1', options, 'sleep', '1000');
    await until(() => kinds(second).includes('recreated'), 10_000, 'the second goes on');
    expect(measured(second)).toBeGreaterThanOrEqual(1);
    expect(stats.history(first, '15m').marks).toEqual(stats.history(second, '15m').marks);
  });

  it('is measured every minute while no page is in sight, and every ten seconds when one is again', async () => {
    stats.setVisible(false);
    const id = await run('web', [], 'sleep', '1000');
    await until(() => measured(id) >= 1, 25_000, 'it is recorded');
    expect(stats.cost()).toMatchObject({ containers: 1, plannedMs: 60_000, periodMs: 60_000 });
    expect(stats.cost().hidden.own).toBeGreaterThan(0);
    expect(stats.cost().shown.own).toBeNull();
    stats.setVisible(true);
    await until(() => stats.cost().shown.own !== null, 15_000, 'it is measured again');
    expect(stats.cost()).toMatchObject({ containers: 1, plannedMs: 10_000 });
    await until(() => measured(id, 'cpu') >= 1, 15_000, 'its CPU is recorded');
  });

  it('is not written while it is off, and can be forgotten', async () => {
    const id = await run('web', [], 'sleep', '1000');
    await until(() => measured(id) >= 1, 25_000, 'it is recorded');
    stats.setRecording(false);
    await stats.clear();
    expect(measured(id)).toBe(0);
    expect(stats.history(id, '15m').recording).toBe(false);
    await stats.close();
    expect(fs.existsSync(path.join(dataDir, 'stats'))).toBe(false);
    stats = open({ recording: false });
  });
});

describe('the whole engine', () => {
  it('is measured while somebody looks, recorded or not', async () => {
    stats.setRecording(false);
    const busy = await run('busy', ['--cpus', '0.1'], ...BUSY);
    await run('idle', [], 'sleep', '1000');
    const leave = stats.enterOverview();
    const cpu = (): number | null => stats.overview().consumers.find(({ id }) => id === busy)?.cpu ?? null;
    const areAll = (): boolean => stats.overview().consumers.length === 2;
    await until(() => cpu() !== null && areAll(), 35_000, 'both are measured');
    expect(cpu()).toBeGreaterThan(6);
    const { machine, running, consumers } = stats.overview();
    expect(machine?.cpus).toBe(os.cpus().length);
    expect(machine?.memoryBytes).toBeGreaterThan(1e9);
    expect([running, consumers.length]).toEqual([2, 2]);
    leave();
  });
});
