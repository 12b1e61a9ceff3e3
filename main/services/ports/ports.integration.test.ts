import { once } from 'node:events';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { PortRow } from '../../contract/ports';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { createPorts, type Ports } from './ports';

const IMAGE = 'slipway/busybox:1';

let dockerd: Dockerd;
let engine: Engine;
let ports: Ports;
let elsewhere: Ports;

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = engineAt(dockerd.url);
  const machine = () => ({ engineKey: 'vm', forwards: [] });
  const options = { engine, platform: process.platform, machine, onMachine: () => () => undefined };
  ports = createPorts(options);
  const remote = (): ReturnType<Engine['state']> => {
    const state = engine.state();
    return { ...state, status: { ...state.status, engine: { key: 'x', name: 'x', url: 'tcp://192.0.2.1:2376' } } };
  };
  elsewhere = createPorts({ ...options, engine: { ...engine, state: remote } });
  await connected(engine);
}, 120_000);

afterAll(async () => {
  await engine.close();
  await dockerd.remove();
});

afterEach(async () => {
  const ids = await dockerd.docker('ps', '-aq');
  if (ids !== '') await dockerd.docker('rm', '-f', '-v', ...ids.split('\n'));
});

const run = (name: string, script: string, ...options: string[]): Promise<string> =>
  dockerd.docker('run', '-d', '--name', name, ...options, IMAGE, 'sh', '-c', script);

/** Follows the table until `stop`. */
function follow(of: Ports) {
  const end = new AbortController();
  const rows = new Map<string, PortRow>();
  const reading = (async () => {
    for await (const change of of.watch(end.signal)) {
      if (change.type === 'upsert') for (const row of change.rows) rows.set(row.key, row);
      if (change.type === 'remove') for (const id of change.ids) rows.delete(id);
    }
  })();
  return {
    rows,
    of: (name: string, port: number) =>
      [...rows.values()].find(({ container, hostPort }) => container?.name === name && hostPort === port),
    stop: async () => {
      end.abort();
      await reading;
    },
  };
}

async function listening(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

describe('the table', () => {
  it('has the programs of this computer and what containers want of their ports', async () => {
    const { port, close } = await listening();
    await dockerd.docker('create', '--name', 'blocked', '-p', `${port}:80`, IMAGE, 'true');
    const table = follow(ports);
    await until(() => table.of('blocked', port) !== undefined, 10_000, 'listed');
    expect(table.of('blocked', port)).toMatchObject({
      container: { holds: false, containerPort: 80 },
      problems: [{ kind: 'taken-by-process', who: expect.stringContaining(`(process ${process.pid})`) as string }],
    });
    const self = [...table.rows.values()].find(({ process: by }) => by?.pid === process.pid);
    expect(self).toMatchObject({ hostPort: port, hostIps: ['127.0.0.1'], container: null });
    await close();
    // Nothing tells that a program has ended.
    ports.refresh();
    await until(() => table.of('blocked', port)?.problems.length === 0, 10_000, 'free again');
    await table.stop();
    expect((await ports.surroundings()).ranges.map(({ kind }) => kind)).toContain('ephemeral');
  });

  it('follows the engine, and says who is in whose way', async () => {
    await run('web', 'sleep 1000', '-p', '41080:80');
    const table = follow(ports);
    await until(() => table.of('web', 41080) !== undefined, 10_000, 'listed');
    await dockerd.docker('create', '--name', 'rival', '-p', '41080:80', IMAGE, 'true');
    await until(() => table.of('web', 41080)?.problems[0]?.kind === 'wanted-by', 10_000, 'wanted');
    expect(table.of('rival', 41080)?.problems).toMatchObject([{ kind: 'taken-by-container', who: 'web' }]);
    await expect(dockerd.docker('start', 'rival')).rejects.toThrow('port is already allocated');
    ports.refresh();
    await dockerd.docker('rm', '-f', 'web');
    await until(() => table.of('web', 41080) === undefined, 10_000, 'gone');
    await until(() => table.of('rival', 41080)?.problems.length === 1, 10_000, 'only the failure is left');
    expect(table.of('rival', 41080)?.problems).toMatchObject([{ kind: 'start-failed' }]);
    await table.stop();
  });

  it('of an engine elsewhere has nothing of this computer', async () => {
    const { close } = await listening();
    await run('web', 'sleep 1000', '-p', '41081:80');
    const table = follow(elsewhere);
    await until(() => table.of('web', 41081) !== undefined, 10_000, 'listed');
    expect([...table.rows.values()].every(({ container, process: by }) => container !== null && by === null)).toBe(
      true,
    );
    expect(await elsewhere.surroundings()).toEqual({ place: 'elsewhere', ranges: [], problem: '' });
    await table.stop();
    await close();
  });
});

describe('the look inside', () => {
  it.each([
    ['from this computer', () => ports],
    ['by a program in the container', () => elsewhere],
  ])('finds who listens, %s', async (_, by) => {
    const script = 'httpd -p 80; httpd -p 127.0.0.1:81; sleep 1000';
    const options = ['41080:80', '41081:81', '41082:82', '41084:80/udp'].flatMap((each) => ['-p', each]);
    await run('web', script, ...options);
    const table = follow(by());
    await until(() => table.of('web', 41080) !== undefined, 10_000, 'listed');
    expect(table.of('web', 41080)?.inside).toBe('unknown');
    const inside = () => [41080, 41081, 41082, 41084].map((port) => table.of('web', port)?.inside);
    await until(
      async () => {
        await by().examine(null, new AbortController().signal);
        return inside()[1] === 'loopback';
      },
      10_000,
      'all of them listen',
    );
    expect(inside()).toEqual(['listening', 'loopback', 'nobody', 'nobody']);
    expect(table.of('web', 41082)?.problems).toMatchObject([{ kind: 'nobody-listens' }]);
    await table.stop();
  });

  it('comes by itself after a start that is watched, and is forgotten with the container', async () => {
    const table = follow(ports);
    await run('web', 'sleep 1000', '-p', '41080:80');
    await until(() => table.of('web', 41080)?.inside === 'nobody', 10_000, 'looked at');
    await dockerd.docker('stop', '-t', '0', 'web');
    await until(() => table.of('web', 41080)?.inside === 'unknown', 10_000, 'forgotten');
    await table.stop();
  });
});

it('a check names who has a port and offers another', async () => {
  const { port, close } = await listening();
  const id = await run('web', 'sleep 1000', '-p', '41080:80');
  const wanted = [41080, port].map((hostPort) => ({ hostIp: '', hostPort, protocol: 'tcp' as const }));
  const { taken, free } = await ports.check(wanted, null);
  expect(taken).toMatchObject([
    { index: 0, by: 'the container web', container: { id } },
    { index: 1, by: expect.stringContaining(`process ${process.pid}`) as string },
  ]);
  expect(await ports.check([...wanted.slice(0, 1)], id)).toMatchObject({ taken: [], free: [41080] });
  expect(free[1]).not.toBe(port);
  expect(await ports.free(41080, 'tcp')).toBeGreaterThan(41080);
  await close();
});
