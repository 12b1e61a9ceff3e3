import os from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import { type FaultProxy, startFaultProxy } from '../../../testing/fault-proxy.mjs';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { HELPER_LABEL, helperLabels, OWNER_LABEL } from './labels';
import { sweepHelpers } from './sweep';

const IMAGE = 'slipway/busybox:1';
const EVENTS = /^GET \/events/;
// Nothing else of this test lists through it.
const LIST = /^GET \/containers\/json/;

let dockerd: Dockerd;
let faults: FaultProxy;
let engine: Engine;
let stop = (): void => undefined;

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  faults = await startFaultProxy({ listen: `unix://${dockerd.dir}/faults.sock`, target: dockerd.url });
  engine = engineAt(faults.url);
});
afterAll(async () => {
  stop();
  await engine.close();
  await faults.close();
  await dockerd.remove();
});

const listed = (): Promise<string> => dockerd.docker('ps', '-aq', '--no-trunc');
const make = async (command: 'run' | 'create', labels: Readonly<Record<string, string>>): Promise<string> => {
  const words = Object.entries(labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
  return dockerd.docker(command, ...(command === 'run' ? ['-d', '--init'] : []), ...words, IMAGE, 'sleep', '1000');
};
const owner = (host: string): Readonly<Record<string, string>> => ({
  [HELPER_LABEL]: 'debug',
  [OWNER_LABEL]: JSON.stringify({ host, pid: 2 ** 30, startTime: 'x', executable: 'x' }),
});

it('removes the helpers of a Slipway that ended, once for an engine, and no others', async () => {
  const left = [await make('run', owner(os.hostname())), await make('create', owner(os.hostname()))];
  const others = [
    await make('create', await helperLabels('files')),
    await make('run', owner('elsewhere')),
    await make('create', { [HELPER_LABEL]: 'files' }),
    await make('create', {}),
  ];
  stop = sweepHelpers(engine, () => undefined);
  await until(async () => (await listed()).split('\n').length === others.length, 10_000, 'the left ones are gone');
  const there = await listed();
  for (const id of others) expect(there).toContain(id);
  for (const id of left) expect(there).not.toContain(id);
  expect(faults.count(LIST)).toBe(1);
  const followed = faults.count(EVENTS);
  faults.cut();
  await until(() => faults.count(EVENTS) > followed, 10_000, 'its events are followed anew');
  await connected(engine);
  expect(faults.count(LIST)).toBe(1);
});
