import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { BinRow, BinSettings } from '../../contract/bin';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { type Bin, createBin } from './bin';

const IMAGE = 'slipway/busybox:1';
const NEVER = new AbortController().signal;

let dockerd: Dockerd;
let engine: Engine;
let bin: Bin;
let settings: BinSettings;
let told = (): void => undefined;

const setTo = (change: Partial<BinSettings>): void => {
  settings = { enabled: true, hours: 24, maxBytes: 1e9, ...change };
  told();
};

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = engineAt(dockerd.url);
  setTo({});
  bin = createBin({
    ...{ engine, record: () => () => undefined, log: () => undefined, settings: () => settings },
    onSettings: (listener) => {
      told = listener;
      return () => undefined;
    },
  });
  await connected(engine);
}, 120_000);
afterAll(async () => {
  bin.close();
  await engine.close();
  await dockerd.remove();
});
afterEach(async () => {
  setTo({});
  const ids = await dockerd.docker('ps', '-aq');
  if (ids !== '') await dockerd.docker('rm', '-f', '-v', ...ids.split('\n'));
  await bin.purge((await rows()).map(({ key }) => key));
});

/** What is in the bin now. */
async function rows(): Promise<readonly BinRow[]> {
  const found = new Map<string, BinRow>();
  const end = new AbortController();
  for await (const change of bin.watch(end.signal)) {
    if (change.type === 'upsert') for (const row of change.rows) found.set(row.key, row);
    if (change.type === 'synced') break;
  }
  end.abort();
  return [...found.values()];
}

const run = (name: string, ...options: string[]): Promise<string> =>
  dockerd.docker('run', '-d', '--name', name, ...options, IMAGE, 'sleep', '1000');
const keepAndRemove = async (id: string, volumes = false): Promise<void> => {
  await bin.keepContainer(id, volumes, NEVER);
  await dockerd.docker('rm', '-f', id);
};
const inspect = (name: string, format: string): Promise<string> => dockerd.docker('inspect', '-f', format, name);

it('restores a container with what it wrote, its volumes, its networks and its settings', async () => {
  await dockerd.docker('network', 'create', 'nets');
  const id = await run('web', '-v', '/data', '-p', '8066:80', '--network', 'nets', '--label', 'a=b', '-e', 'A=1');
  await dockerd.docker('exec', 'web', 'sh', '-c', 'echo state > /state; echo kept > /data/file');
  await bin.keepContainer(id, true, NEVER);
  expect(await rows()).toEqual([]);
  await dockerd.docker('rm', '-f', id);
  const [row] = await rows();
  expect(row).toMatchObject({ kind: 'container', name: 'web', image: IMAGE });
  expect(row?.sizeBytes).toBeGreaterThan(0);
  expect(row?.anonymousVolumes).toHaveLength(1);

  await run('web');
  await expect(bin.restore(row?.key ?? '', '')).rejects.toMatchObject({ taken: 'web', free: 'web-2' });
  await dockerd.docker('rm', '-f', 'web');
  expect((await bin.restore(row?.key ?? '', '')).warnings).toEqual([]);
  expect(await dockerd.docker('exec', 'web', 'cat', '/state', '/data/file')).toBe('state\nkept');
  expect(await dockerd.docker('port', 'web', '80/tcp')).toContain('8066');
  expect(await inspect('web', '{{index .Config.Labels "a"}} {{.HostConfig.NetworkMode}} {{.Config.Env}}')).toMatch(
    /^b nets \[A=1/,
  );
  expect(await rows()).toEqual([]);
  await expect(bin.restore(row?.key ?? '', '')).rejects.toThrow();
});

it('restores one that wrote nothing from its own image, and says what is not as it was', async () => {
  const id = await dockerd.docker('create', '--name', 'idle', '-v', 'lost:/data', IMAGE, 'true');
  await keepAndRemove(id);
  await dockerd.docker('volume', 'rm', 'lost');
  const [row] = await rows();
  const { warnings } = await bin.restore(row?.key ?? '', 'other');
  expect(warnings).toEqual(['Its volume lost was gone, and is empty now.']);
  expect(await inspect('other', '{{.Config.Image}} {{.State.Status}}')).toBe(`${IMAGE} created`);
  expect(await dockerd.docker('images', '-q', 'slipway-bin')).toBe('');
});

it('keeps a volume by a copy, with owners and modes, and restores it', async () => {
  await dockerd.docker('volume', 'create', '--label', 'tier=db', 'data');
  const script =
    'mkdir /v/d; echo x > /v/d/f; chmod 640 /v/d/f; chown 5:6 /v/d/f; ln -s f /v/d/l; chmod 711 /v; chown 7:8 /v';
  await dockerd.docker('run', '--rm', '-v', 'data:/v', IMAGE, 'sh', '-c', script);
  await bin.keepVolume('data', NEVER);
  await dockerd.docker('volume', 'rm', 'data');
  const [row] = await rows();
  expect(row).toMatchObject({ kind: 'volume', name: 'data' });
  await bin.restore(row?.key ?? '', '');
  const look = 'stat -c "%a %u:%g %N" /v /v/d/f /v/d/l; cat /v/d/l';
  expect(await dockerd.docker('run', '--rm', '-v', 'data:/v', IMAGE, 'sh', '-c', look)).toBe(
    `711 7:8 /v\n640 5:6 /v/d/f\n777 0:0 '/v/d/l' -> 'f'\nx`,
  );
  expect(await dockerd.docker('volume', 'inspect', '-f', '{{.Labels}}', 'data')).toBe('map[tier:db]');
  expect(await rows()).toEqual([]);
  expect(await dockerd.docker('ps', '-aq')).toBe('');
});

it('lets the oldest go where it is full, refuses what is larger than it, and lets all go in time', async () => {
  const write = (name: string) => dockerd.docker('exec', name, 'dd', 'if=/dev/zero', 'of=/big', 'bs=1M', 'count=3');
  for (const name of ['one', 'two']) {
    const id = await run(name, '-v', '/data');
    await write(name);
    await keepAndRemove(id, true);
  }
  expect((await rows()).map(({ name }) => name)).toEqual(['one', 'two']);
  setTo({ maxBytes: 7e6 });
  expect(await bin.forecast(3e6)).toEqual({ fits: true, leaving: ['one'] });
  expect(await bin.forecast(8e6)).toMatchObject({ fits: false });
  const volumes = await dockerd.docker('volume', 'ls', '-q');
  const three = await run('three');
  await write('three');
  await keepAndRemove(three);
  expect((await rows()).map(({ name }) => name)).toEqual(['two', 'three']);
  expect((await dockerd.docker('volume', 'ls', '-q')).split('\n').length).toBe(volumes.split('\n').length - 1);

  setTo({ maxBytes: 1e6 });
  const four = await run('four');
  await write('four');
  await expect(bin.keepContainer(four, false, NEVER)).rejects.toThrow('four is larger than the bin may be');
  expect(await inspect('four', '{{.State.Running}}')).toBe('true');

  // The first of them is over in a blink, by another setting.
  setTo({ hours: 1e-6 });
  await until(async () => (await rows()).length === 0, 10_000, 'all have gone');
  expect(await dockerd.docker('images', '-q', 'slipway-bin')).toBe('');
});
