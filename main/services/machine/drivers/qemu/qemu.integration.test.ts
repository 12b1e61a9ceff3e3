import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityOf } from '../../../process/identity';
import { run } from '../../../process/run';
import { DriverError, type Driver, type DriverEvent } from '../../driver';
import { readRecord, writeRecord } from './record';
import { freePort, makeTinyMachine, nextEvent, type TinyMachine, until } from './testing/tiny-machine';

let machine: TinyMachine;
let driver: Driver;
beforeEach(async () => {
  machine = await makeTinyMachine();
  driver = machine.driver();
});
afterEach(() => machine.remove());

const never = (): AbortSignal => new AbortController().signal;
const start = (one: Driver = driver): Promise<void> => one.start(machine.spec, never(), () => undefined);
const pidOf = async (): Promise<number> => (await driver.status()).pid ?? 0;
/** Of this machine alone: others may be running. */
const qemus = async (): Promise<number> => {
  const { stdout } = await run('ps', ['-e', '-o', 'args=']);
  const dir = machine.dir.replaceAll(',', ',,');
  return stdout.split('\n').filter((line) => line.startsWith('/usr/bin/qemu') && line.includes(dir)).length;
};
const failure = async (work: Promise<unknown>): Promise<DriverError> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof DriverError) return error;
  throw new Error(`no DriverError: ${String(error)}`);
};

describe('the life of a machine', () => {
  it('starts, tells what it is, says something, powers off when asked', async () => {
    expect(await driver.status()).toMatchObject({ power: 'stopped', pid: null });
    const phases: string[] = [];
    await driver.check();
    await driver.create(machine.spec);
    await driver.start(machine.spec, never(), (phase) => phases.push(phase));
    expect(phases).toEqual(['Checking virtualization', 'Starting QEMU']);
    const status = await driver.status();
    expect(status).toMatchObject({ power: 'running', reason: null });
    expect(Date.now() - (status.startedAt ?? 0)).toBeLessThan(30_000);
    expect(fs.statSync(machine.dir).mode & 0o777).toBe(0o700);
    await until(async () => (await driver.console(1000)).includes('tiny guest'));
    expect(await driver.console(7)).toBe('guest\r\n');
    const events: DriverEvent[] = [];
    driver.onEvent((event) => events.push(event));
    await driver.stop(20_000);
    expect(await driver.status()).toMatchObject({ power: 'stopped' });
    expect(await qemus()).toBe(0);
    expect(events).toEqual([]);
    await driver.stop(1_000);
    await driver.kill();
  });

  it('pauses and goes on, each as often as asked', async () => {
    await start();
    const events: DriverEvent[] = [];
    driver.onEvent((event) => events.push(event));
    await driver.pause();
    await driver.pause();
    expect(await driver.status()).toMatchObject({ power: 'paused' });
    await driver.resume();
    await driver.resume();
    expect(await driver.status()).toMatchObject({ power: 'running' });
    // Another one's doing is news.
    const other = machine.driver();
    const paused = nextEvent(driver, 'paused');
    await other.pause();
    await paused;
    const resumed = nextEvent(driver, 'resumed');
    await start(other);
    await resumed;
    expect(events).toEqual([{ type: 'paused' }, { type: 'resumed' }]);
  });

  it('wakes a paused guest to let it power off', async () => {
    await start();
    await until(async () => (await driver.console(1000)).includes('tiny guest'));
    await driver.pause();
    await driver.stop(20_000);
    expect(await qemus()).toBe(0);
  });

  it('says so when the guest does not listen, and kills it', async () => {
    // The guest that fills its disk never looks at its button.
    fs.writeFileSync(machine.spec.configDisk, 'W', { flag: 'r+' });
    await start();
    expect(await failure(driver.stop(300))).toMatchObject({ kind: 'timeout' });
    expect(await driver.status()).toMatchObject({ power: 'running' });
    await driver.kill();
    expect(await qemus()).toBe(0);
    await driver.kill();
  });

  it('is deleted with all that the driver made, the disks excepted', async () => {
    await start();
    await driver.delete();
    expect(fs.readdirSync(machine.dir).sort()).toEqual(['config.img', 'data.img', 'initramfs', 'kernel', 'root']);
    await driver.delete();
  });

  it('gives up a start when told to, and leaves nothing running', async () => {
    const controller = new AbortController();
    const started = driver.start(machine.spec, controller.signal, (phase) => {
      if (phase === 'Starting QEMU') controller.abort();
    });
    expect(await failure(started)).toMatchObject({ kind: 'failed', message: 'The start was given up.' });
    expect(await qemus()).toBe(0);
    await start();
  });

  it('tells why QEMU could not begin', async () => {
    const server = net.createServer().listen({ host: '127.0.0.1', port: machine.spec.engineHostPort });
    await once(server, 'listening');
    const taken = await failure(start());
    server.close();
    expect(taken).toMatchObject({ kind: 'port-in-use' });
    expect(taken.message).toContain(String(machine.spec.engineHostPort));
    const other = await makeTinyMachine({ dataDisk: machine.spec.dataDisk });
    try {
      await start();
      const locked = await failure(other.driver().start(other.spec, never(), () => undefined));
      expect(locked.message).toContain('Another program uses the machine’s disk');
    } finally {
      await other.remove();
    }
    fs.rmSync(machine.spec.image.kernel);
    expect((await failure(driver.start(machine.spec, never(), () => undefined))).message).toContain('is missing');
  });
});

describe('a machine that outlives its Slipway', () => {
  it('is adopted by the next one, paused or not', async () => {
    await start();
    const pid = await pidOf();
    driver.close();
    const next = machine.driver();
    await start(next);
    expect((await next.status()).pid).toBe(pid);
    await next.pause();
    next.close();
    const last = machine.driver();
    await start(last);
    expect(await last.status()).toMatchObject({ power: 'running', pid });
  });

  it('is not taken for another one with another disk', async () => {
    await start();
    const dataDisk = path.join(machine.dir, 'root');
    const error = await failure(machine.driver().start({ ...machine.spec, dataDisk }, never(), () => undefined));
    expect(error.message).toContain('Another machine runs');
    expect(await driver.status()).toMatchObject({ power: 'running' });
  });

  it('starts once, however many ask at the same time', async () => {
    const drivers = Array.from({ length: 50 }, () => machine.driver());
    await Promise.all(drivers.map((each) => start(each)));
    expect(await qemus()).toBe(1);
    const pids = new Set((await Promise.all(drivers.map((each) => each.status()))).map(({ pid }) => pid));
    expect(pids.size).toBe(1);
    const gone = Promise.all(drivers.map((each) => nextEvent(each, 'exited')));
    process.kill([...pids][0] ?? 0, 'SIGKILL');
    expect(await gone).toHaveLength(50);
  }, 60_000);

  it('is replaced when nothing tells of it, as its starter died too soon', async () => {
    await start();
    const pid = await pidOf();
    fs.rmSync(path.join(machine.dir, 'qemu.json'));
    const next = machine.driver();
    await start(next);
    expect((await next.status()).pid).not.toBe(pid);
    expect(await qemus()).toBe(1);
    fs.rmSync(path.join(machine.dir, 'qemu.json'));
    await next.delete();
    // Told to quit, it closes its monitor a moment before it ends.
    await until(async () => (await qemus()) === 0);
  });

  it('whose number another process has now is neither adopted nor signalled', async () => {
    await start();
    const record = await readRecord(machine.dir);
    await driver.kill();
    const stranger = spawn('sleep', ['600'], { stdio: 'ignore' });
    await once(stranger, 'spawn');
    const pid = stranger.pid ?? 0;
    if (record === null) throw new Error('there was no record');
    await writeRecord(machine.dir, { ...record, identity: { ...record.identity, pid } });
    expect(await driver.status()).toMatchObject({ power: 'stopped' });
    await driver.kill();
    await writeRecord(machine.dir, { ...record, identity: { ...record.identity, pid } });
    await start();
    expect(await pidOf()).not.toBe(pid);
    expect(await identityOf(pid)).not.toBeNull();
    stranger.kill('SIGKILL');
  });

  it('is noticed within 2 s when it is killed', async () => {
    await start();
    const gone = nextEvent(driver, 'exited');
    const began = Date.now();
    process.kill(await pidOf(), 'SIGKILL');
    expect(await gone).toMatchObject({ type: 'exited', reason: expect.stringContaining('killed') as string });
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(await driver.status()).toMatchObject({ power: 'stopped' });
    await start();
    expect(await qemus()).toBe(1);
  });

  it('is broken while its monitor hangs', async () => {
    await start();
    const pid = await pidOf();
    process.kill(pid, 'SIGSTOP');
    expect(await driver.status()).toMatchObject({ power: 'broken', pid });
    await driver.kill();
    expect(await qemus()).toBe(0);
  }, 30_000);
});

describe('ports', () => {
  const rule = (hostPort: number) => ({ protocol: 'tcp', hostIp: '127.0.0.1', hostPort, guestPort: 80 }) as const;

  it('are forwarded, listed, moved, taken back, by whichever driver', async () => {
    await start();
    expect(await driver.forwards()).toEqual([]);
    const [one, two] = [
      rule(await freePort()),
      { ...rule(await freePort()), hostIp: '0.0.0.0', protocol: 'udp' } as const,
    ];
    await driver.forward(one);
    await driver.forward(one);
    await driver.forward(two);
    const socket = net.connect(one.hostPort, '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
    expect(new Set(await machine.driver().forwards())).toEqual(new Set([one, two]));
    const moved = { ...one, guestPort: 81 };
    await driver.forward(moved);
    expect(new Set(await driver.forwards())).toEqual(new Set([moved, two]));
    for (const each of [moved, two, two]) await driver.unforward(each);
    expect(await driver.forwards()).toEqual([]);
  });

  it('that are taken are named, and free later', async () => {
    await start();
    const server = net.createServer().listen({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const error = await failure(driver.forward(rule(port)));
    expect(error).toMatchObject({ kind: 'port-in-use' });
    expect(error.message).toContain(`127.0.0.1:${String(port)}/tcp`);
    server.close();
    await once(server, 'close');
    await driver.forward(rule(port));
    expect(await driver.forwards()).toEqual([rule(port)]);
  });

  it('need an address of this computer, of IPv4, and a machine', async () => {
    expect(await failure(driver.forward(rule(1234)))).toMatchObject({ kind: 'not-running' });
    await start();
    expect((await failure(driver.forward({ ...rule(1234), hostIp: '192.0.2.1' }))).message).toContain('no address');
    expect(await failure(driver.forward({ ...rule(1234), hostIp: '::1' }))).toMatchObject({ kind: 'unsupported' });
    expect(await failure(driver.forward({ ...rule(1234), hostIp: '1.1.1.1\nquit' }))).toMatchObject({ kind: 'failed' });
    expect(await failure(driver.forward(rule(machine.spec.engineHostPort)))).toMatchObject({ kind: 'port-in-use' });
    expect(await driver.status()).toMatchObject({ power: 'running' });
  });
});

describe('resources', () => {
  it('are counted, and change while it runs', async () => {
    expect(await driver.use()).toBeNull();
    await start();
    const first = await driver.use();
    expect(first?.memoryBytes).toBeGreaterThan(10_000_000);
    expect(first?.cpuShare).toBeGreaterThan(0);
    expect((await driver.use())?.cpuShare).toBeGreaterThanOrEqual(0);
    await driver.resize({ memoryMiB: 64, diskBytes: 96 * 1_048_576 });
    expect(fs.statSync(machine.spec.dataDisk).size).toBe(96 * 1_048_576);
    expect((await failure(driver.resize({ diskBytes: 1_048_576 }))).message).toBe('A disk can only grow.');
    expect(await driver.compact()).toBe(0);
    expect(await failure(driver.share({ path: '/x', readOnly: true }))).toMatchObject({ kind: 'unsupported' });
    const agent = await driver.agent();
    agent.destroy();
  });
});

describe('where node cannot open QEMU’s sockets (Windows)', () => {
  it('talks to it by loopback ports that only who has the key can use', async () => {
    const windows = machine.driver({ platform: 'win32', qemuPath: '/usr/bin/qemu-system-x86_64' });
    await start(windows);
    const status = await windows.status();
    expect(status).toMatchObject({ power: 'running', accelerator: 'tcg' });
    expect(status.acceleratorRemark).toContain('Windows Hypervisor Platform');
    await windows.forward({ protocol: 'tcp', hostIp: '127.0.0.1', hostPort: await freePort(), guestPort: 80 });
    const agent = await windows.agent();
    agent.destroy();
    expect(fs.statSync(path.join(machine.dir, 'keys.psk')).mode & 0o777).toBe(0o600);
    const endpoint = (await readRecord(machine.dir))?.endpoints.commands;
    if (endpoint?.kind !== 'psk') throw new Error('no port');
    const stranger = net.connect(endpoint.port, '127.0.0.1');
    stranger.write('{"execute":"qmp_capabilities"}\n');
    let said = '';
    stranger.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
    stranger.on('error', () => undefined);
    await new Promise((resolve) => stranger.once('close', resolve));
    expect(said).not.toContain('QMP');
    const gone = nextEvent(windows, 'exited');
    process.kill(status.pid ?? 0, 'SIGKILL');
    await gone;
  });
});

describe('a host disk that is full', () => {
  it('stops the guest until there is room', async () => {
    const mount = fs.mkdtempSync(path.join(machine.dir, 'small-'));
    expect(await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', mount])).toMatchObject({ code: 0 });
    const full = await makeTinyMachine({ fills: true, dataDisk: path.join(mount, 'data.img') });
    try {
      const filling = full.driver();
      const event = nextEvent(filling, 'disk-full');
      await filling.start(full.spec, never(), () => undefined);
      await event;
      await until(async () => (await filling.status()).power === 'paused');
      // Who comes later learns it as well.
      const later = full.driver();
      const told = nextEvent(later, 'disk-full');
      filling.close();
      await later.status();
      await told;
      await run('mount', ['-o', 'remount,size=2m', mount]);
      const again = nextEvent(later, 'disk-full');
      await later.resume();
      await again;
      expect(fs.statSync(full.spec.dataDisk).blocks * 512).toBeGreaterThan(1_500_000);
    } finally {
      await full.remove();
      await run('umount', [mount]);
    }
  });
});
