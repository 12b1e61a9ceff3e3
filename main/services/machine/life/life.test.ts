import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../../../testing/dockerd.mjs';
import { machineSettings } from '../../../contract/machine';
import { run } from '../../process/run';
import { DriverError } from '../driver';
import { createLife, type Life } from './life';
import { machinePaths } from './paths';
import { createPhases } from './phases';
import { createStateStore, type StateStore } from './state';
import { initialState } from './initial-state';
import { createModelDriver, type ModelDriver } from './testing/model-driver';
import { createModelGuest, type ModelGuest } from './testing/model-guest';

const WAIT_MS = 5000;

let dir = '';
let driver: ModelDriver;
let guest: ModelGuest;
let store: StateStore;
let life: Life;
const lines: string[] = [];

const open = (): Life => {
  const paths = machinePaths(dir);
  const settings = parse(machineSettings, { diskGiB: 4 });
  store = createStateStore(initialState(driver, settings, 'unix:///x'));
  const phases = createPhases(() => store.set({ phases: [...phases.list()] }));
  const log = (line: string): void => void lines.push(line);
  const files = { kernel: '/k', initramfs: '/i', root: '/images/one/root', kernelArgs: '' };
  return createLife({
    ...{ driver, phases, store, log },
    preparation: {
      ...{ paths, driver, phases, run, log, settings: () => settings },
      image: () => Promise.resolve({ version: '0.1.0', arch: 'amd64', ...files }),
      shares: () => Promise.resolve([]),
      snapshotBeforeUpdate: () => Promise.resolve(),
    },
    powerOn: () => guest.powerOn(() => store.set({ engineReady: true })),
    describe: () => Promise.resolve(),
    hasDisk: () => Promise.resolve(fs.existsSync(paths.dataDisk)),
    onChange: () => undefined,
  });
};

beforeEach(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-life-'));
  lines.length = 0;
  driver = createModelDriver();
  guest = await createModelGuest();
  life = open();
});
afterEach(async () => {
  await life.close();
  await guest.close();
  fs.rmSync(dir, { recursive: true, force: true });
});

const powers = (): string[] => {
  const seen: string[] = [];
  store.onChange(() => {
    const { power } = store.get();
    if (seen.at(-1) !== power) seen.push(power);
  });
  return seen;
};

describe('a start', () => {
  test('goes through its phases to an engine that answers, and again from a stop', async () => {
    const seen = powers();
    await life.start();
    await life.start();
    expect(driver.calls).toEqual(['check', 'create', 'start']);
    await life.stop();
    await life.start();
    expect(seen).toEqual(['starting', 'running', 'stopping', 'stopped', 'starting', 'running']);
    expect(store.get().phases.every(({ endedAt }) => endedAt !== null)).toBe(true);
  });

  test('that is cancelled leaves nothing on and no fault, and says so to who asked', async () => {
    guest.hold();
    const started = life.start();
    await until(() => driver.calls.includes('start'), WAIT_MS, 'it is on');
    const stopped = life.stop();
    await expect(started).rejects.toThrow('cancelled');
    await stopped;
    expect(store.get()).toMatchObject({ power: 'stopped', fault: null });
    expect(driver.isOn()).toBe(false);
  });

  test('that fails says why, with what mends it', async () => {
    driver.fail('check', new DriverError('not-installed', 'QEMU is missing.', 'apt-get install qemu-system-x86'));
    await expect(life.start()).rejects.toThrow('QEMU is missing.');
    expect(store.get()).toMatchObject({
      power: 'absent',
      fault: { kind: 'not-installed', fix: 'apt-get install qemu-system-x86' },
    });
  });

  test('of a machine that ends meanwhile does not wait for its deadline', async () => {
    guest.hold();
    const started = life.start();
    await until(() => driver.calls.includes('start'), WAIT_MS, 'it is on');
    driver.crash('it fell over');
    await expect(started).rejects.toMatchObject({ fault: { kind: 'start-failed', detail: 'it fell over' } });
    expect(store.get().power).toBe('stopped');
  });

  test('with an engine that does not come up is given up with the guest’s own words', async () => {
    guest.hold();
    const started = life.start();
    await until(() => driver.calls.includes('start'), WAIT_MS, 'it is on');
    guest.fault('engine-failed', 'dockerd ended: bad setting');
    await expect(started).rejects.toMatchObject({ fault: { detail: 'dockerd ended: bad setting' } });
    expect(driver.isOn()).toBe(false);
  });

  test.each([
    'failed to start daemon: invalid mirror: path, query, or fragment at end of the URI "https://x/path"',
    'failed to start daemon: insecure registry a b is not valid: invalid host "a b"',
    'unable to configure the Docker daemon with file /etc/docker/daemon.json: unexpected EOF',
  ])('with settings that the engine refuses says where they are changed: %s', async (words) => {
    guest.hold();
    const started = life.start();
    await until(() => driver.calls.includes('start'), WAIT_MS, 'it is on');
    guest.fault('engine-failed', `dockerd ended: ${words}`);
    const message: unknown = expect.stringContaining('Change them in Settings');
    await expect(started).rejects.toMatchObject({ fault: { kind: 'start-failed', message } });
    expect(store.get().power).toBe('stopped');
  });

  test('with a guest that speaks another protocol is refused', async () => {
    guest.speak(99);
    await expect(life.start()).rejects.toThrow(/version 99/);
  });
});

describe('a machine that ends by itself', () => {
  test('is started again', async () => {
    await life.start();
    driver.crash('killed');
    expect(store.get()).toMatchObject({ power: 'stopped', fault: { kind: 'crashed', detail: 'killed' } });
    await until(() => life.power() === 'running' && driver.starts() === 2, WAIT_MS, 'it is healed');
    expect(store.get().fault).toBeNull();
  });

  test('and cannot be started again stays off with the reason', async () => {
    await life.start();
    driver.fail('start', new DriverError('failed', 'It does not start.'));
    driver.crash('killed');
    await until(() => driver.starts() === 2 && life.power() === 'stopped', WAIT_MS, 'it failed');
    expect(store.get().fault?.message).toBe('It does not start.');
  });

  test('is not started when its user had stopped or killed it', async () => {
    await life.start();
    await life.kill();
    driver.crash('late word of the end');
    await life.exclusively(() => Promise.resolve());
    expect(driver.starts()).toBe(1);
    expect(store.get()).toMatchObject({ power: 'stopped', fault: null });
  });
});

describe('a damaged disk', () => {
  test('is left alone until its user has it repaired, and then the start goes on', async () => {
    guest.hold();
    const started = life.start();
    await until(() => driver.calls.includes('start'), WAIT_MS, 'it is on');
    guest.fault('disk-damaged', 'e2fsck said so');
    await expect(started).rejects.toMatchObject({ fault: { kind: 'disk-damaged', detail: 'e2fsck said so' } });
    expect(store.get().power).toBe('broken');
    expect(driver.isOn()).toBe(true);
    guest.mends();
    await life.repair();
    expect(store.get()).toMatchObject({ power: 'running', fault: null });
    await expect(life.repair()).rejects.toThrow(/cannot use/);
  });

  test('is looked at anew by a start', async () => {
    guest.hold();
    const started = life.start();
    await until(() => driver.calls.includes('start'), WAIT_MS, 'it is on');
    guest.fault('disk-damaged', 'x');
    await expect(started).rejects.toThrow();
    guest.mends();
    guest.restart();
    await life.start();
    expect(driver.calls.filter((call) => call === 'stop' || call === 'start')).toEqual(['start', 'stop', 'start']);
    expect(store.get()).toMatchObject({ power: 'running', fault: null });
  });

  test('that cannot be repaired stays so, with the reason', async () => {
    guest.hold();
    const started = life.start();
    await until(() => driver.calls.includes('start'), WAIT_MS, 'it is on');
    guest.fault('disk-damaged', 'x');
    await expect(started).rejects.toThrow();
    await expect(life.repair()).rejects.toMatchObject({ fault: { kind: 'disk-damaged' } });
    expect(store.get().power).toBe('broken');
    await life.stop();
    expect(store.get().power).toBe('stopped');
  });
});

describe('a machine that is on already', () => {
  test('is taken over by what was noted of it', async () => {
    await life.start();
    await life.close();
    life = open();
    await life.adopt();
    expect(store.get().power).toBe('running');
    expect(life.isOurs()).toBe(true);
    expect(driver.starts()).toBe(1);
  });

  test('without notes needs its user’s decision', async () => {
    driver.turnOn();
    await life.adopt();
    expect(store.get()).toMatchObject({ power: 'broken', fault: { kind: 'start-failed' } });
    expect(life.isOurs()).toBe(false);
    await life.kill();
    expect(store.get().power).toBe('absent');
  });
});

test('when the host’s disk is full it stands still with a clear word, and wakes when there is room', async () => {
  await life.start();
  driver.fillDisk();
  expect(store.get()).toMatchObject({ power: 'sleeping', fault: { kind: 'host-disk-full' } });
  await life.wake();
  expect(store.get()).toMatchObject({ power: 'running', fault: null });
});

test('sleeps and wakes once however many ask', async () => {
  await life.start();
  await life.sleep();
  expect(store.get().power).toBe('sleeping');
  await Promise.all([life.wake(), life.wake(), life.wake()]);
  expect(driver.calls.filter((call) => call === 'resume')).toHaveLength(1);
});
