import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import { createTexts } from '../../../texts/translate';
import type { NotificationsSettings } from '../../contract/app-settings';
import type { Notice } from '../../contract/notifications';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { readNewLines } from '../logs/read/new-lines';
import type { SystemNotice } from '../shell/notices';
import { createRedactor } from '../shell/redact';
import { createStops, type Stops } from '../stops/stops';
import { createNotifications, type Notifications } from './notifications';

const IMAGE = 'slipway/busybox:1';
const { t } = createTexts('en', {});
const DEFAULTS: NotificationsSettings = {
  ...{ doNotDisturb: false, doNotDisturbUntil: null, died: 'system', unhealthy: 'system', outOfMemory: 'system' },
  ...{ pattern: 'system', lowDisk: 'off', longTask: 'system', longTaskSeconds: 30, patterns: [] },
};

let dockerd: Dockerd;
let engine: Engine;
let stops: Stops;
let notifications: Notifications;
let settings = DEFAULTS;
let listeners = new Set<() => void>();
let inFront = false;
let shown: SystemNotice[] = [];
let notices = new Map<string, Notice>();
let over = new AbortController();

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = engineAt(dockerd.url);
  stops = createStops({ engine, record: () => () => undefined });
  await connected(engine);
}, 120_000);

afterAll(async () => {
  stops.close();
  await engine.close();
  await dockerd.remove();
});

beforeEach(() => {
  settings = DEFAULTS;
  listeners = new Set();
  inFront = false;
  shown = [];
  notices = new Map();
  over = new AbortController();
  notifications = createNotifications({
    redact: createRedactor().redact,
    ...{ engine, t, endingOf: (id, end) => stops.endingOf(id, end), rooms: async () => [] },
    settings: () => settings,
    onSettings: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    system: { inFront: () => inFront, show: (notice) => void shown.push(notice), withdraw: () => undefined },
    readLines: readNewLines,
    onTaskEnd: () => () => undefined,
  });
  const follow = async (): Promise<void> => {
    for await (const change of notifications.watch(over.signal))
      if (change.type === 'upsert') for (const row of change.rows) notices.set(row.id, row);
  };
  void follow();
});

afterEach(async () => {
  over.abort();
  notifications.close();
  const ids = await dockerd.docker('ps', '-aq');
  if (ids !== '') await dockerd.docker('rm', '-f', '-v', ...ids.split('\n'));
});

const sh = (name: string, script: string, ...options: string[]): Promise<string> =>
  dockerd.docker('run', '-d', '--name', name, ...options, IMAGE, 'sh', '-c', script);
function buildFailing(): Promise<string> {
  const folder = fs.mkdtempSync(path.join(dockerd.dir, 'build-'));
  fs.writeFileSync(path.join(folder, 'Dockerfile'), `FROM ${IMAGE}\nRUN exit 9\n`);
  return dockerd.docker('build', folder);
}
const titles = (): readonly string[] => [...notices.values()].map(({ title }) => title);
const set = (change: Partial<NotificationsSettings>): void => {
  settings = { ...settings, ...change };
  for (const listener of listeners) listener();
};

describe('containers that end', () => {
  it('by themselves and badly, out of memory, or unwell are told; those that were stopped are not', async () => {
    await Promise.all([
      sh('stopped', 'sleep 1000', '--init'),
      sh('killed', 'sleep 1000', '--init'),
      sh('removed', 'sleep 1000', '--init'),
      sh('fine', 'true'),
    ]);
    await Promise.all([
      // Its step ends with 9, and nobody but the build tells of it.
      expect(buildFailing()).rejects.toThrow('returned a non-zero code: 9'),
      dockerd.docker('stop', 'stopped'),
      dockerd.docker('kill', 'killed'),
      dockerd.docker('rm', '-f', 'removed'),
    ]);
    await Promise.all([
      sh('three', 'exit 3'),
      sh('greedy', 'tail /dev/zero', '-m', '8m'),
      sh('unwell', 'sleep 1000', '--init', '--health-cmd', 'false', '--health-interval', '1s', '--health-retries', '1'),
    ]);
    await until(() => notices.size >= 3, 20_000, 'three notices');
    expect([...titles()].sort()).toEqual(['greedy ran out of memory', 'three ended by itself', 'unwell is unhealthy']);
    const three = [...notices.values()].find(({ kind }) => kind === 'died');
    expect(three).toMatchObject({ body: 'With exit code 3.', read: false, told: 'system', count: 1 });
    expect(three?.route).toMatch(/^\/containers\/[0-9a-f]{64}\/stop$/);
    expect(shown.map(({ title }) => title).sort()).toEqual([...titles()].sort());
  });

  it('again and again are one notice, and told once', async () => {
    await sh('loop', 'sleep 0.1; exit 1', '--restart', 'on-failure:3');
    await until(() => [...notices.values()].some(({ count }) => count >= 4), 20_000, 'four ends');
    expect(titles()).toEqual(['loop keeps ending by itself']);
    expect(shown).toHaveLength(1);
  });

  it('in a storm are one summary; nobody who is not to be disturbed is', async () => {
    set({ doNotDisturbUntil: Date.now() + 60_000 });
    const names = Array.from({ length: 8 }, (_, at) => `storm-${String(at)}`);
    await Promise.all(
      names.map((name) => dockerd.docker('create', '--name', name, IMAGE, 'sh', '-c', 'sleep 1; exit 7')),
    );
    await dockerd.docker('start', ...names);
    const told = (): number => [...notices.values()].reduce((sum, { count }) => sum + count, 0);
    await until(() => told() === 8, 20_000, 'all eight');
    expect(notices.size).toBeLessThanOrEqual(4);
    expect(titles().at(-1)).toMatch(/^\d+ containers ended by themselves$/);
    expect(shown).toEqual([]);
    expect([...notices.values()].every(({ told }) => told === 'none')).toBe(true);
  });

  it('while the window is in front, the system stays silent', async () => {
    inFront = true;
    await sh('three', 'exit 3');
    await until(() => notices.size === 1, 20_000, 'a notice');
    expect(shown).toEqual([]);
    expect([...notices.values()]).toEqual([expect.objectContaining({ told: 'system', telling: 1 })]);
  });
});

it('patterns are found in logs, from a first line on; one that never ends is turned off', async () => {
  set({
    patterns: [
      { text: 'PANIC', regex: false, sources: [] },
      { text: '^(a+)+$', regex: true, sources: ['slow'] },
    ],
  });
  await Promise.all([
    sh('loud', 'echo "<b>panic</b> in line 1"; echo fine; sleep 1000', '--init'),
    sh('slow', 'echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab; sleep 1000', '--init', '-t'),
  ]);
  await until(() => notices.size === 2, 20_000, 'two notices');
  expect([...titles()].sort()).toEqual(['A log pattern takes too long', 'PANIC in the log of loud']);
  const found = [...notices.values()].find(({ title }) => title.startsWith('PANIC'));
  expect(found).toMatchObject({ body: '<b>panic</b> in line 1', count: 1 });
});

it('an engine that is stopped, and back, is no death', async () => {
  await Promise.all(['one', 'two'].map((name) => sh(name, 'sleep 1000')));
  await dockerd.stop();
  await until(() => engine.state().status.state !== 'connected', 20_000, 'a lost connection');
  await dockerd.start();
  await connected(engine);
  await sh('real', 'exit 5');
  await until(() => notices.size > 0, 20_000, 'a notice');
  expect(titles()).toEqual(['real ended by itself']);
});
