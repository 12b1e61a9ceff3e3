import net from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../../testing/dockerd.mjs';
import { raw } from '../../../../testing/raw-request.mjs';
import type { MachineForward } from '../../../contract/machine';
import { type Cuttable, cuttable } from '../../containers/testing/cuttable';
import { connected, engineAt } from '../../engine/testing/engine-at';
import type { Engine } from '../../engine/types';
import { createForwards, type Forwards } from './forwards';
import { createHostDriver, type HostDriver } from './testing/host-driver';
import { ruleKey } from './wanted';

const IMAGE = 'slipway/busybox:1';

let dockerd: Dockerd;
let way: Cuttable;
let engine: Engine;
let driver: HostDriver;
let forwards: Forwards;
const endings: (() => Promise<void> | void)[] = [];

const tried: string[] = [];
const countTries = (key: string) => () => tried.filter((each) => each === key).length;
const open = (): Forwards =>
  createForwards({
    ...driver,
    setForward: (rule) => {
      tried.push(ruleKey(rule));
      return driver.setForward(rule);
    },
    ...{ engine, engineHostPort: 1, engineGuestPort: 2376, publishOn: () => '127.0.0.1' as const },
    ...{ onChange: () => undefined, log: () => undefined },
  });

beforeAll(async () => {
  // A proxy process for each of 400 ports would be all that this machine does.
  dockerd = await startDockerd({ args: ['--userland-proxy=false'] });
  endings.unshift(() => dockerd.remove());
  await importBusybox(dockerd.url);
  way = await cuttable(dockerd.socket);
  endings.unshift(() => way.close());
  engine = engineAt(way.url);
  endings.unshift(() => engine.close());
  driver = createHostDriver();
  endings.unshift(() => driver.close());
  forwards = open();
  endings.unshift(() => forwards.close());
  await connected(engine);
});

afterAll(async () => {
  for (const ending of endings) await ending();
});

const removeAll = async (): Promise<void> => {
  for (const { Id } of JSON.parse(await raw(dockerd.socket, 'GET', '/containers/json?all=1')) as { Id: string }[])
    await raw(dockerd.socket, 'DELETE', `/containers/${Id}?force=1`);
};
beforeEach(async () => {
  await removeAll();
  await keys([]);
});

const run = (name: string, ...more: string[]) =>
  dockerd.docker('run', '-d', '--name', name, '--stop-timeout', '0', ...more, IMAGE, 'sleep', '1000');
const keys = async (expected: readonly string[], ms = 5000): Promise<void> => {
  const same = () => JSON.stringify(driver.keys()) === JSON.stringify(expected);
  await until(same, ms, 'the rules').catch(() => undefined);
  expect(driver.keys()).toEqual(expected);
};
const listed = async (is: (list: readonly MachineForward[]) => boolean, ms = 5000): Promise<void> => {
  const what = () => JSON.stringify(forwards.list());
  await until(() => is(forwards.list()), ms, 'the list').catch((error: unknown) => {
    throw new Error(`${String(error)}: ${what()}`);
  });
};

describe('published ports', () => {
  it('appear as the container starts, and go as it stops', async () => {
    await run('web', '-p', '18080:80', '-p', '18081:53/udp', '-p', '127.0.0.1:18082:80');
    const expected = ['tcp 127.0.0.1 18080 18080', 'tcp 127.0.0.1 18082 18082', 'udp 127.0.0.1 18081 18081'];
    await keys(expected, 1000);
    expect(driver.guest).toEqual(['add tcp 18082 127.0.0.1']);
    await dockerd.docker('rename', 'web', 'site');
    await listed((list) => list.length === 3 && list.every((each) => each.containerName === 'site'));
    await dockerd.docker('pause', 'site');
    await dockerd.docker('unpause', 'site');
    await dockerd.docker('restart', 'site');
    await keys(expected);
    await dockerd.docker('stop', 'site');
    await keys([], 1000);
    expect(driver.guest.at(-1)).toBe('remove tcp 18082 127.0.0.1');
    await dockerd.docker('start', 'site');
    await keys(expected, 1000);
  });

  it('follow a container that comes back with others, and its network', async () => {
    await run('web', '-p', '18080:80');
    await keys(['tcp 127.0.0.1 18080 18080']);
    await dockerd.docker('rm', '-f', 'web');
    await run('web', '-p', '18083:80');
    await keys(['tcp 127.0.0.1 18083 18083']);
    await dockerd.docker('network', 'disconnect', 'bridge', 'web');
    await keys([]);
    await dockerd.docker('network', 'connect', 'bridge', 'web');
    await keys(['tcp 127.0.0.1 18083 18083']);
  });

  it('are there in ranges of 200', async () => {
    await run('big', '-p', '18100-18299:8100-8299');
    await keys(
      Array.from({ length: 200 }, (_, index) => `tcp 127.0.0.1 ${18_100 + index} ${18_100 + index}`),
      3000,
    );
    await listed((list) => list.length === 200 && list.every(({ problem }) => problem === null));
  });

  it('are right after the connection was cut, and after Slipway began anew', async () => {
    await run('web', '-p', '18080:80');
    await keys(['tcp 127.0.0.1 18080 18080']);
    way.cut();
    await run('db', '-p', '18084:80');
    await dockerd.docker('rm', '-f', 'web');
    await keys(['tcp 127.0.0.1 18084 18084'], 10_000);
    await forwards.close();
    await run('web', '-p', '18080:80');
    await dockerd.docker('rm', '-f', 'db');
    expect(driver.keys()).toEqual(['tcp 127.0.0.1 18084 18084']);
    forwards = open();
    await keys(['tcp 127.0.0.1 18080 18080']);
  });
});

describe('a port that is taken', () => {
  it('is told with its holder, and had within 5 s of being free', async () => {
    const tries = countTries('tcp 127.0.0.1 18085 18085');
    const other = net.createServer().listen(18_085, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    await run('web', '-p', '18085:80', '-p', '18086:80');
    await keys(['tcp 127.0.0.1 18086 18086']);
    const holder = `(process ${process.pid})`;
    await listed((list) =>
      list.some(({ hostPort, problem }) => hostPort === 18_085 && problem?.includes(holder) === true),
    );
    // By then its tries are as rare as they get.
    await until(() => tries() >= 6, 30_000, 'some tries');
    await new Promise((resolve) => other.close(resolve));
    await keys(['tcp 127.0.0.1 18085 18085', 'tcp 127.0.0.1 18086 18086'], 5000);
    await listed((list) => list.every(({ problem }) => problem === null));
  });
});
