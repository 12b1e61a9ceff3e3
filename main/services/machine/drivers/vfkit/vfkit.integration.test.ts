import dgram from 'node:dgram';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DriverError, type Driver, type DriverErrorKind, type DriverEvent } from '../../driver';
import { createBench, type Bench } from './testing/bench';

let bench: Bench;
beforeEach(async () => {
  bench = await createBench();
});
afterEach(() => bench.dispose());

const never = new AbortController().signal;
const start = (driver: Driver): Promise<void> => driver.start(bench.spec, never, () => undefined);

/** The error it fails with, whose kind is as expected. */
async function failure(work: Promise<unknown>, kind: DriverErrorKind): Promise<DriverError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DriverError)) throw new Error('no DriverError', { cause: error });
  expect([error.kind, error.message, error.detail]).toEqual([kind, expect.any(String), expect.any(String)]);
  return error;
}

const pidsOf = async (): Promise<{ vfkit: number; gvproxy: number }> => {
  const kept = JSON.parse(await fs.readFile(path.join(bench.spec.dir, 'vfkit.json'), 'utf8')) as {
    vfkit: { pid: number };
    gvproxy: { pid: number };
  };
  return { vfkit: kept.vfkit.pid, gvproxy: kept.gvproxy.pid };
};
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
/** Ended is ended when the system has taken it from its list too. */
const gone = (...pids: readonly number[]): Promise<void> =>
  vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 2_000 });
const firstEvent = (driver: Driver): Promise<DriverEvent> => new Promise((resolve) => void driver.onEvent(resolve));

const ask = async (port: number): Promise<string> => text(net.connect(port, '127.0.0.1'));

describe('start', () => {
  it('tells vfkit the whole machine and leads the engine’s port to the guest', async () => {
    const driver = bench.driver();
    const phases: string[] = [];
    await driver.start(bench.spec, never, (phase) => phases.push(phase));
    const { spec, dir } = bench;
    expect(phases).toEqual(['Starting the network', 'Starting the virtual machine']);
    expect(await bench.seen()).toEqual({
      cpus: 2,
      memory: 2048,
      rest: path.join(dir, 's/rest.sock'),
      boot: {
        kernel: spec.image.kernel,
        initrd: spec.image.initramfs,
        cmdline: 'console=ttyAMA0,115200 quiet console=hvc0',
      },
      devices: [
        { kind: 'virtio-blk', path: spec.image.root, deviceId: 'slipway-root', readonly: true },
        { kind: 'virtio-blk', path: spec.dataDisk, deviceId: 'slipway-data' },
        { kind: 'virtio-blk', path: spec.configDisk, deviceId: 'slipway-config', readonly: true },
        { kind: 'virtio-net', unixSocketPath: path.join(dir, 's/net.sock'), mac: '5a:94:ef:e4:0c:ee' },
        { kind: 'virtio-rng' },
        { kind: 'virtio-serial', logFilePath: path.join(spec.dir, 'console.log') },
        { kind: 'virtio-vsock', port: '1024', socketURL: path.join(dir, 's/agent.sock'), connect: true },
        { kind: 'virtio-fs', sharedDir: path.join(dir, 'home folder'), mountTag: 'share0' },
      ],
    });
    expect(await ask(spec.engineHostPort)).toBe('192.168.127.2:2376');
    const { power, accelerator, pid } = await driver.status();
    expect({ power, accelerator, pid }).toEqual({ power: 'running', accelerator: 'hvf', pid: (await pidsOf()).vfkit });
    expect(await driver.console(100)).toContain('Linux version');
    for (const folder of [spec.dir, path.join(dir, 's')]) expect((await fs.stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('is idempotent, and another driver adopts what runs', async () => {
    const driver = bench.driver();
    await start(driver);
    const before = await pidsOf();
    await start(driver);
    driver.close();
    const next = bench.driver();
    await start(next);
    expect(await pidsOf()).toEqual(before);
    expect(await next.forwards()).toEqual([]);
  });

  it('says what vfkit says when it ends at once', async () => {
    await bench.plan('vfkit', { exits: { code: 1, message: 'Error Domain=VZErrorDomain Code=1 "Internal"' } });
    const { detail } = await failure(start(bench.driver()), 'failed');
    expect(detail).toContain('VZErrorDomain');
    await expect(ask(bench.spec.engineHostPort)).rejects.toThrow('ECONNREFUSED');
  });

  it.each([
    [
      'The process doesn’t have the “com.apple.security.virtualization” entitlement.',
      'unsupported',
      'brew reinstall vfkit',
    ],
    ['Virtualization is not available on this hardware.', 'unsupported', null],
    ['write /data.img: no space left on device', 'disk-full', null],
  ] as const)('knows the words %s', async (message, kind, fix) => {
    await bench.plan('vfkit', { exits: { code: 1, message } });
    expect((await failure(start(bench.driver()), kind)).fix).toBe(fix);
  });

  it.each([
    ['never runs', { neverRuns: true }, 'timeout'],
    ['fails', { fails: true }, 'failed'],
    ['does not answer', { hangs: true }, 'timeout'],
    ['answers nonsense', { answers: { status: 200, body: '{"state":"Sideways"}' } }, 'failed'],
    ['answers no JSON', { answers: { status: 200, body: 'state' } }, 'failed'],
    ['answers 404', { answers: { status: 404, body: '404 page not found' } }, 'failed'],
  ] as const)('gives up a machine that %s, and ends both programs', async (_, plan, kind) => {
    await bench.plan('vfkit', plan);
    const driver = bench.driver({ timeouts: { startMs: 1_000, answerMs: 500 } });
    await failure(start(driver), kind);
    const { vfkit, gvproxy } = await pidsOf();
    await gone(vfkit, gvproxy);
    expect((await driver.status()).power).toBe('stopped');
  });

  it('starts after a failure, over the sockets it left', async () => {
    const driver = bench.driver();
    await bench.plan('vfkit', { exits: { code: 1, message: 'no' } });
    await failure(start(driver), 'failed');
    await bench.plan('vfkit', {});
    await start(driver);
    expect((await driver.status()).power).toBe('running');
  });

  it('reports a taken engine port before any machine runs', async () => {
    const taken = net.createServer().listen(bench.spec.engineHostPort, '127.0.0.1');
    await once(taken, 'listening');
    await failure(start(bench.driver()), 'port-in-use');
    await expect(bench.seen()).rejects.toThrow('ENOENT');
    taken.close();
  });

  it.each([
    ['ends at once', { exits: { code: 1, message: 'cannot listen' } }, 'failed'],
    ['never gets ready', { neverReady: true }, 'timeout'],
  ] as const)('reports a gvproxy that %s', async (_, plan, kind) => {
    await bench.plan('gvproxy', plan);
    const { message } = await failure(start(bench.driver({ timeouts: { networkMs: 800 } })), kind);
    expect(message).toContain('gvproxy');
  });

  it('can be called off, and leaves nothing behind', async () => {
    await bench.plan('vfkit', { neverRuns: true });
    const call = new AbortController();
    const driver = bench.driver();
    const starting = driver.start(bench.spec, call.signal, () => undefined);
    const quiet = starting.catch(() => undefined);
    await vi.waitFor(() => bench.seen(), { timeout: 5_000 });
    call.abort(new Error('enough'));
    await expect(starting).rejects.toThrow('enough');
    await quiet;
    const { vfkit, gvproxy } = await pidsOf();
    await gone(vfkit, gvproxy);
  });

  it('refuses a compressed kernel', async () => {
    await fs.writeFile(bench.spec.image.kernel, Buffer.from([0x1f, 0x8b, 8, 0]));
    await failure(start(bench.driver()), 'unsupported');
    await failure(bench.driver().create(bench.spec), 'unsupported');
  });

  it('starts nothing beside a vfkit that it does not know', async () => {
    await start(bench.driver());
    const kept = path.join(bench.spec.dir, 'vfkit.json');
    const known = await fs.readFile(kept);
    await fs.rm(kept);
    await failure(start(bench.driver()), 'failed');
    await fs.writeFile(kept, known);
    expect((await bench.driver().status()).power).toBe('running');
  });
});

describe('check', () => {
  it('is content with both programs', async () => {
    await bench.driver().check();
  });

  it.each(['vfkit', 'gvproxy'] as const)('names the command that installs a missing %s', async (name) => {
    await fs.rm(bench.program(name));
    const { fix } = await failure(bench.driver().check(), 'not-installed');
    expect(fix).toBe(name === 'vfkit' ? 'brew install vfkit' : 'brew install podman');
  });

  it.each([
    ['vfkit', 'v0.5.1'],
    ['gvproxy', 'v0.7.5'],
  ] as const)('refuses %s %s', async (name, version) => {
    await bench.plan(name, { version });
    const { fix, message } = await failure(bench.driver().check(), 'unsupported');
    expect([fix?.startsWith('brew upgrade'), message.includes(version.slice(1))]).toEqual([true, true]);
  });

  it('finds a program in the second place', async () => {
    const programs = { vfkit: ['/nowhere/vfkit', bench.program('vfkit')], gvproxy: [bench.program('gvproxy')] };
    await bench.driver({ programs }).check();
  });
});

describe('while it runs', () => {
  it('sleeps and wakes', async () => {
    const driver = bench.driver();
    await start(driver);
    await driver.pause();
    await driver.pause();
    expect((await driver.status()).power).toBe('paused');
    await driver.resume();
    await driver.resume();
    expect((await driver.status()).power).toBe('running');
    await driver.pause();
    await start(driver);
    expect((await driver.status()).power).toBe('running');
  });

  it('tells why it does not sleep', async () => {
    await bench.plan('vfkit', { refuses: { Pause: { status: 500, error: 'invalid state transition' } } });
    const driver = bench.driver();
    await start(driver);
    expect((await failure(driver.pause(), 'failed')).detail).toContain('invalid state transition');
  });

  it('forwards TCP and UDP, tells them, and lets go of them', async () => {
    const driver = bench.driver();
    await start(driver);
    const port = bench.spec.engineHostPort + 1;
    const rules = (['tcp', 'udp'] as const).map((protocol) => ({
      protocol,
      hostIp: '127.0.0.1',
      hostPort: port,
      guestPort: 80,
    }));
    for (const rule of [...rules, ...rules]) await driver.forward(rule);
    expect(await driver.forwards()).toEqual(rules);
    expect(await ask(port)).toBe('192.168.127.2:80');
    const socket = dgram.createSocket('udp4');
    socket.send('?', port, '127.0.0.1');
    const [answer] = (await once(socket, 'message')) as [Buffer];
    socket.close();
    expect(answer.toString()).toBe('192.168.127.2:80');
    for (const rule of [...rules, ...rules]) await driver.unforward(rule);
    expect(await driver.forwards()).toEqual([]);
    await expect(ask(port)).rejects.toThrow('ECONNREFUSED');
  });

  it('reports a port that another program has, and takes it when it is free', async () => {
    const driver = bench.driver();
    await start(driver);
    const hostPort = bench.spec.engineHostPort + 1;
    const rule = { protocol: 'tcp', hostIp: '127.0.0.1', hostPort, guestPort: 80 } as const;
    const other = net.createServer().listen(hostPort, '127.0.0.1');
    await once(other, 'listening');
    await failure(driver.forward(rule), 'port-in-use');
    other.close();
    await once(other, 'close');
    await driver.forward(rule);
    await failure(driver.forward({ ...rule, guestPort: 81 }), 'port-in-use');
  });

  it('says that an address is not this computer’s', async () => {
    const driver = bench.driver();
    await start(driver);
    const rule = { protocol: 'tcp', hostIp: '192.0.2.1', hostPort: 8080, guestPort: 80 } as const;
    expect((await failure(driver.forward(rule), 'failed')).message).toContain('192.0.2.1');
  });

  it('connects to the agent', async () => {
    const driver = bench.driver();
    await start(driver);
    const agent = await driver.agent();
    agent.end('1 hello\n');
    expect(await text(agent)).toBe('1 hello\n');
  });

  it('tells what both processes, and the one with the disk, cost', async () => {
    const lsof = path.join(bench.dir, 'lsof');
    const script = `#!/bin/sh\n[ "$*" = "-t -- ${bench.spec.dataDisk}" ] || exit 64\necho ${process.pid}\n`;
    await fs.writeFile(lsof, script, { mode: 0o755 });
    const [plain, whole] = [bench.driver({ lsof: '/nowhere/lsof' }), bench.driver({ lsof })];
    expect(await plain.use()).toBeNull();
    await start(plain);
    const [without, withGuest] = [await plain.use(), await whole.use()];
    expect(without?.memoryBytes).toBeGreaterThan(1024 * 1024);
    expect(withGuest?.memoryBytes).toBeGreaterThan((without?.memoryBytes ?? 0) + 1024 * 1024);
    expect(without?.cpuShare).toBe(0);
  });

  it('cannot share more folders', async () => {
    await failure(bench.driver().share({ path: '/tmp', readOnly: false }), 'unsupported');
  });

  it('grows the disk’s file, but not in use and never to less', async () => {
    const driver = bench.driver();
    await driver.create(bench.spec);
    await driver.resize({ cpus: 4, diskBytes: 8192 });
    await driver.resize({ diskBytes: 4096 });
    expect((await fs.stat(bench.spec.dataDisk)).size).toBe(8192);
    await start(driver);
    await driver.resize({ diskBytes: 16_384 });
    expect((await fs.stat(bench.spec.dataDisk)).size).toBe(8192);
  });
});

describe('the end', () => {
  it('asks the guest, waits for it, and takes the network down', async () => {
    const driver = bench.driver();
    const events: DriverEvent[] = [];
    driver.onEvent((event) => events.push(event));
    await driver.stop(1_000);
    await start(driver);
    const { vfkit, gvproxy } = await pidsOf();
    await driver.pause();
    await driver.stop(5_000);
    await gone(vfkit, gvproxy);
    expect([(await driver.status()).power, await driver.forwards(), await driver.use()]).toEqual(['stopped', [], null]);
    expect(events).toEqual([]);
    await failure(driver.agent(), 'not-running');
    await failure(driver.pause(), 'not-running');
    await failure(driver.forward({ protocol: 'tcp', hostIp: '127.0.0.1', hostPort: 1, guestPort: 1 }), 'not-running');
  });

  it('leaves a guest running that does not end in time, until it is killed', async () => {
    await bench.plan('vfkit', { ignoresStop: true });
    const driver = bench.driver();
    await start(driver);
    await failure(driver.stop(300), 'timeout');
    expect((await driver.status()).power).toBe('running');
    const { vfkit, gvproxy } = await pidsOf();
    await driver.kill();
    await driver.kill();
    await gone(vfkit, gvproxy);
  });

  it.each(['first', 'adopted'] as const)('tells within 2 s that vfkit was killed (%s driver)', async (which) => {
    const first = bench.driver();
    await start(first);
    if (which === 'adopted') first.close();
    const driver = which === 'first' ? first : bench.driver();
    await driver.status();
    const { vfkit, gvproxy } = await pidsOf();
    const told = firstEvent(driver);
    const before = performance.now();
    process.kill(vfkit, 'SIGKILL');
    expect(await told).toMatchObject({ type: 'exited' });
    expect(performance.now() - before).toBeLessThan(2_000);
    expect((await driver.status()).power).toBe('stopped');
    await gone(gvproxy);
    await start(driver);
    expect((await driver.status()).power).toBe('running');
  });

  it('is broken without its network, and starts anew', async () => {
    const driver = bench.driver();
    await start(driver);
    const before = await pidsOf();
    const told = firstEvent(driver);
    process.kill(before.gvproxy, 'SIGKILL');
    expect(await told).toMatchObject({ type: 'exited', reason: expect.stringContaining('gvproxy') as string });
    const { power, reason } = await driver.status();
    expect([power, reason]).toEqual(['broken', expect.stringContaining('gvproxy')]);
    await failure(driver.forward({ protocol: 'tcp', hostIp: '127.0.0.1', hostPort: 1, guestPort: 1 }), 'not-running');
    await start(driver);
    expect((await driver.status()).power).toBe('running');
    await gone(before.vfkit);
  });

  it('never signals a foreign process that got the number', async () => {
    const driver = bench.driver();
    await start(driver);
    const file = path.join(bench.spec.dir, 'vfkit.json');
    const text = await fs.readFile(file, 'utf8');
    const { vfkit, gvproxy } = await pidsOf();
    // As after a reboot: both numbers are another program's now.
    const foreign = text
      .replace(`"pid":${vfkit}`, `"pid":${process.pid}`)
      .replace(`"pid":${gvproxy}`, `"pid":${process.pid}`);
    await fs.writeFile(file, foreign);
    expect((await bench.driver().status()).power).toBe('stopped');
    await bench.driver().kill();
    expect(isAlive(vfkit)).toBe(true);
    await fs.writeFile(file, text);
  });

  it('deletes what it made, and not the disk', async () => {
    const driver = bench.driver();
    await start(driver);
    await driver.delete();
    await driver.delete();
    expect(await fs.readdir(bench.spec.dir)).toEqual([]);
    expect(await fs.readdir(path.join(bench.dir, 's'))).toEqual([]);
    expect((await fs.stat(bench.spec.dataDisk)).size).toBe(4096);
  });
});
