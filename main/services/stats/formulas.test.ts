import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Reading, readStats } from './reading';
import { LONGEST_GAP_MS, sampleOf } from './rates';
import { standingOf } from './standing';

/** Answers of dockerd 20.10.24, API 1.41, on cgroup v1 and on v2. */
const recorded = (name: string): Record<string, unknown> =>
  JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'testing/recorded', `${name}.json`), 'utf8')) as Record<
    string,
    unknown
  >;

const read = (value: unknown): Reading => {
  const reading = readStats(value);
  if (reading === null) throw new Error('no reading');
  return reading;
};

/** The two readings that `stream=false` answers with, taken apart. */
function two(name: string): readonly [Reading, Reading] {
  const answer = recorded(name);
  const before = { ...answer, read: answer.preread, cpu_stats: answer.precpu_stats };
  return [read(before), read(answer)];
}

describe('a reading on cgroup v1', () => {
  it('has the memory without inactive files, and its own limit', () => {
    expect(read(recorded('v1-busy-1'))).toMatchObject({
      ...{ cpuNs: 3_730_918_937, systemNs: 48_316_540_000_000, cpus: 2, pids: 2 },
      ...{ memory: 22_241_280, cache: 0, memoryLimit: 67_108_864, netRx: 1112, netTx: 0 },
      ...{ periods: 126, throttledPeriods: 119, blockRead: 0, blockWrite: 0 },
      at: Date.parse('2026-11-21T19:44:13.560Z'),
    });
    const answer = recorded('v1-busy-1') as { memory_stats: { stats: Record<string, number> } };
    answer.memory_stats.stats.total_inactive_file = 20_000_000;
    expect(read(answer)).toMatchObject({ memory: 2_241_280, cache: 20_000_000 });
  });

  it('counts no network where the container uses the host’s, and names no limit but the machine’s memory', () => {
    const reading = read(recorded('v1-host-1'));
    expect(reading).toMatchObject({ netRx: null, netTx: null, memoryLimit: 25_276_514_304 });
    expect(standingOf(reading, 25_276_514_304).memoryLimit).toBeNull();
    expect(standingOf(read(recorded('v1-busy-1')), 25_276_514_304).memoryLimit).toBe(67_108_864);
  });

  it('is there for a paused container, and not for one that does not run', () => {
    expect(readStats(recorded('v1-paused'))).not.toBeNull();
    expect(readStats(recorded('v1-stopped'))).toBeNull();
  });
});

describe('a reading on cgroup v2', () => {
  it('has the memory without inactive files, and block I/O by its lower-case names', () => {
    expect(read(recorded('v2-busy-2'))).toMatchObject({
      ...{ memory: 22_421_504 - 4096, cache: 4096, memoryLimit: 67_108_864, pids: 3 },
      ...{ blockRead: 87_040, blockWrite: 20_971_520, cpus: 2, periods: 253, throttledPeriods: 237 },
    });
  });

  it('counts no block I/O of a container that did none', () => {
    expect(read(recorded('v2-host-1'))).toMatchObject({ blockRead: null, blockWrite: null, netRx: null });
  });

  it('is not there for one that does not run', () => expect(readStats(recorded('v2-stopped'))).toBeNull());
});

describe('the share of processors', () => {
  it.each(['v1-busy-two', 'v2-busy-two', 'v1-idle-two', 'v2-idle-two'])('of %s is the docker CLI’s', (name) => {
    const answer = recorded(name) as {
      cpu_stats: { cpu_usage: { total_usage: number }; system_cpu_usage: number; online_cpus: number };
      precpu_stats: { cpu_usage: { total_usage: number }; system_cpu_usage: number };
    };
    const { cpu_stats: now, precpu_stats: before } = answer;
    const cpuDelta = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
    const systemDelta = now.system_cpu_usage - before.system_cpu_usage;
    const [earlier, later] = two(name);
    expect(sampleOf(earlier, later).cpu).toBeCloseTo((cpuDelta / systemDelta) * now.online_cpus * 100, 9);
  });

  it('of a container held at 0.3 processors is some 30 %, and it is throttled in nearly all periods', () => {
    for (const version of ['v1', 'v2']) {
      const sample = sampleOf(read(recorded(`${version}-busy-1`)), read(recorded(`${version}-busy-2`)));
      expect(sample.cpu).toBeGreaterThan(24);
      expect(sample.cpu).toBeLessThan(42);
      expect(sample.throttled).toBeGreaterThan(0.8);
    }
  });

  it('is that of engines which list their processors instead of counting them', () => {
    const answer = recorded('v1-busy-1') as { cpu_stats: Record<string, unknown> };
    delete answer.cpu_stats.online_cpus;
    expect(read(answer).cpus).toBe(2);
  });
});

describe('what cannot be compared is not known', () => {
  const [before, now] = two('v2-busy-two');
  const unknown = { cpu: null, netRx: null, blockRead: null, throttled: null };

  it('nothing before', () => expect(sampleOf(null, now)).toMatchObject({ ...unknown, memory: now.memory }));
  it('a restart between', () => expect(sampleOf({ ...before, cpuNs: now.cpuNs + 1 }, now)).toMatchObject(unknown));
  it('too long ago', () =>
    expect(sampleOf({ ...before, at: now.at - LONGEST_GAP_MS - 1 }, now)).toMatchObject(unknown));
  it('the same moment', () => expect(sampleOf(now, now)).toMatchObject(unknown));
  it('a network that was disconnected', () =>
    expect(sampleOf({ ...before, netRx: (now.netRx ?? 0) + 1 }, now)).toMatchObject({ netRx: null, netTx: 0 }));
});

describe('an answer that is not one', () => {
  it.each([null, [], 'x', {}, { read: 'never' }, { read: '2026-01-01T00:00:00Z', cpu_stats: 3 }])('%j', (value) =>
    expect(readStats(value)).toBeNull(),
  );

  it('of which parts are missing has the rest', () => {
    const answer = { ...recorded('v1-busy-1'), memory_stats: 'x', networks: { eth0: 1 }, pids_stats: null };
    expect(read(answer)).toMatchObject({ memory: null, netRx: null, pids: null, cpuNs: 3_730_918_937 });
  });
});
