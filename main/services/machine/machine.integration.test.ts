import { execFile, execFileSync } from 'node:child_process';
import dgram from 'node:dgram';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../../testing/dockerd.mjs';
import { startRegistry } from '../../../testing/registry.mjs';
import { startSlipway } from '../../../testing/slipway.mjs';
import { type MachineSettings, machineSettings } from '../../contract/machine';
import { type Authority, createAuthority } from '../engine/testing/certificates';
import { listListeners } from '../process/listeners';
import { driverFor } from './drivers/for-system';
import { freePort } from './life/free-port';
import { readNotes } from './life/notes';
import { machinePaths } from './life/paths';
import { createMachine } from './machine';
import type { Machine } from './types';

// One real machine for all of these: under emulation a boot takes half a minute.
const BOOT_MS = 300_000;
/** The first one may have to build Slipway. */
const ADOPTED_MS = 120_000;
const CHECKOUT = path.resolve(import.meta.dirname, '../../..');
const IMAGE = 'slipway/welcome:latest';

/** This computer, as the guest sees it. */
const GATEWAY = '10.0.2.2';
const MIRROR = `http://${GATEWAY}:1`;
const PROXY_PASSWORD = 'c4n4ry-proxy-pa55';

const lines: string[] = [];
let dir = '';
let authority: Authority;
let settings: MachineSettings;
let machine: Machine;

const open = (): Machine => {
  const log = (line: string): void => void lines.push(line);
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const driverDir = machinePaths(dir).driver;
  return createMachine({
    ...{
      dataDir: dir,
      homeDir: path.join(dir, 'home'),
      env: process.env,
      platform: process.platform,
      arch,
      user: 'me',
    },
    driver: driverFor({
      dir: driverDir,
      homeDir: path.join(dir, 'home'),
      platform: process.platform,
      arch,
      env: process.env,
      log,
    }),
    settings: () => settings,
    saveSettings: (next) => {
      settings = next;
      return Promise.resolve();
    },
    ...{ checkout: CHECKOUT, onEngine: () => undefined, log },
  });
};

/** The CLI as any other program of the user: by the private socket. */
const docker = async (...args: string[]): Promise<string> => {
  const env = { ...process.env, DOCKER_HOST: machine.state().socketUrl, DOCKER_CONTEXT: '' };
  const { stdout } = await promisify(execFile)('docker', args, { env, timeout: 120_000 });
  return stdout.trim();
};
const hears = async (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${String(port)}/`, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  );
/** A folder with this node and its libraries: what runs a script in a container that has neither. */
function nodeFolder(): { readonly folder: string; readonly run: (script: string) => readonly string[] } {
  const folder = path.join(dir, 'home', 'node');
  const listed = execFileSync('ldd', [process.execPath], { encoding: 'utf8' });
  const libraries = [...listed.matchAll(/(?:=>\s*)?(\/\S+)/g)].map(([, file = '']) => file);
  fs.mkdirSync(folder, { recursive: true });
  for (const file of [process.execPath, ...libraries]) fs.copyFileSync(file, path.join(folder, path.basename(file)));
  const loader = path.join(
    folder,
    path.basename(libraries.find((file) => path.basename(file).startsWith('ld-')) ?? ''),
  );
  const node = path.join(folder, path.basename(process.execPath));
  return { folder, run: (script) => [loader, '--library-path', folder, node, '--jitless', '-e', script] };
}
/** Answers a datagram with what it was sent. */
const ECHO = `const socket = require('node:dgram').createSocket('udp4').bind(7000);
  socket.on('message', (message, { port, address }) => socket.send(message, port, address));`;

/** How far the guest's clock is from ours at least, ms, by the engine's word. */
async function clockOff(): Promise<number> {
  const before = Date.now();
  const told = Date.parse(await docker('info', '--format', '{{.SystemTime}}'));
  return Math.max(0, before - told, told - Date.now());
}

const record = (): string => path.join(machinePaths(dir).driver, 'qemu.json');
const qemuPid = (): number => Number(/"pid":\s*(\d+)/.exec(fs.readFileSync(record(), 'utf8'))?.[1]);
const realBytes = (): number => fs.statSync(machinePaths(dir).dataDisk).blocks * 512;

const firstBytes = (file: string): Buffer => {
  const bytes = Buffer.alloc(65_536);
  const handle = fs.openSync(file, 'r');
  fs.readSync(handle, bytes, 0, bytes.length, 0);
  fs.closeSync(handle);
  return bytes;
};
/** The first superblock and the descriptors behind it. */
const damage = (file: string): void => {
  const handle = fs.openSync(file, 'r+');
  fs.writeSync(handle, Buffer.alloc(16_384, 'damaged '), 0, 16_384, 1024);
  fs.closeSync(handle);
};

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-vm-'));
  fs.mkdirSync(path.join(dir, 'home'));
  settings = parse(machineSettings, { memoryMiB: 1024, diskGiB: 4, sleepAfterMinutes: 0 });
  authority = createAuthority(path.join(dir, 'authority'));
  machine = open();
  expect(machine.state().power).toBe('absent');
  await machine.start();
  await until(async () => (await docker('images', '-q', IMAGE)) !== '', 60_000, 'the welcome image is there');
}, 2 * BOOT_MS);

afterAll(async () => {
  await machine.kill().catch(() => undefined);
  await machine.close();
  fs.rmSync(dir, { recursive: true, force: true });
}, 60_000);

describe('a machine', () => {
  test('tells its phases with true times, and how it runs', async () => {
    await until(() => machine.state().accelerator !== null, 5000, 'its accelerator is told');
    const { power, engineReady, phases, accelerator, imageVersion, fault, driver } = machine.state();
    expect({ power, engineReady, fault, driver }).toEqual({
      ...{ power: 'running', engineReady: true, fault: null, driver: 'qemu' },
    });
    expect(accelerator).toMatch(/^(kvm|tcg)$/);
    expect(imageVersion).toMatch(/^\d+\.\d+\.\d+$/);
    expect(phases.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Booting Linux', 'Preparing the new data disk']),
    );
    for (const [at, { startedAt, endedAt }] of phases.entries()) {
      expect(endedAt).toBeGreaterThanOrEqual(startedAt);
      expect(startedAt).toBeGreaterThanOrEqual(phases[at - 1]?.endedAt ?? 0);
    }
  });

  test('runs a container whose TCP and UDP ports are heard on this computer, as long as it runs', async () => {
    const [tcp, udp] = [await freePort(null), await freePort(null)];
    const ports = ['-p', `${String(tcp)}:80`, '-p', `127.0.0.1:${String(udp)}:7000/udp`];
    const node = nodeFolder();
    await docker('run', '-d', '--name', 'web', ...ports, '-v', `${node.folder}:${node.folder}:ro`, IMAGE);
    await docker('exec', '-d', 'web', ...node.run(ECHO));
    await until(() => hears(tcp), 20_000, 'the TCP port answers');
    const client = dgram.createSocket('udp4');
    let answer = '';
    client.on('message', (message) => (answer = message.toString()));
    await until(
      () => {
        client.send('ping', udp, '127.0.0.1');
        return answer === 'ping';
      },
      60_000,
      'the UDP port answers',
    );
    client.close();
    expect(machine.state().forwards).toMatchObject([
      { protocol: 'tcp', hostIp: '127.0.0.1', hostPort: tcp, containerName: 'web', problem: null },
      { protocol: 'udp', hostIp: '127.0.0.1', hostPort: udp, containerName: 'web', problem: null },
    ]);
    await docker('rm', '-f', 'web');
    await until(async () => !(await hears(tcp)), 20_000, 'the port is closed');
    await until(() => machine.state().forwards.length === 0, 20_000, 'no forward is left');
  });

  test('a port that is taken is told at the container, and led there once it is free', async () => {
    const taken = dgram.createSocket('udp4');
    await new Promise<void>((resolve) => taken.bind(0, '127.0.0.1', resolve));
    const { port } = taken.address();
    await docker('run', '-d', '--name', 'late', '-p', `${String(port)}:53/udp`, IMAGE);
    const problem = () => machine.state().forwards.find(({ hostPort }) => hostPort === port)?.problem;
    await until(() => typeof problem() === 'string', 20_000, 'the problem is told');
    expect(problem()).toContain(String(port));
    taken.close();
    await until(() => problem() === null, 30_000, 'it is led there');
    await docker('rm', '-f', 'late');
  });

  test('sees the shared folders at their own places', async () => {
    const folder = path.join(dir, 'home', 'a project');
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'from-host'), 'host');
    const script = 'cat /x/from-host && echo guest > /x/from-guest';
    expect(await docker('run', '--rm', '-v', `${folder}:/x`, IMAGE, 'sh', '-c', script)).toBe('host');
    expect(fs.readFileSync(path.join(folder, 'from-guest'), 'utf8')).toBe('guest\n');
  });

  test.each([['/opt/not-shared'], [path.join(os.tmpdir(), 'slipway-not-shared')]])(
    'a container that binds %s, which is not shared, is refused instead of seeing an empty folder',
    async (folder) => {
      const started = docker('run', '--rm', '-v', `${folder}:/x`, IMAGE, 'ls', '/x');
      await expect(started).rejects.toThrow(/mount source path .*read-only file system/);
    },
  );

  test('a watcher in a container is woken when this computer changes a file', async () => {
    const project = path.join(dir, 'home', 'watched');
    const folder = path.join(project, 'src', 'deep');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'source.ts'), 'before');
    const node = nodeFolder();
    const binds = [project, node.folder].flatMap((each) => ['-v', `${each}:${each}:ro`]);
    const watch = `require('node:fs').watch(${JSON.stringify(folder)}, (event, name) => console.log(event, name))`;
    await docker('run', '-d', '--name', 'watcher', ...binds, IMAGE, ...node.run(watch));
    let version = 0;
    await until(
      async () => {
        fs.writeFileSync(path.join(folder, 'source.ts'), `after ${String((version += 1))}`);
        return (await docker('logs', 'watcher')).includes('source.ts');
      },
      60_000,
      'the watcher is woken',
    );
    await docker('rm', '-f', 'watcher');
  });

  test('keeps containers from its engine, wherever they look', async () => {
    const enginePort = (await readNotes(machinePaths(dir).notes))?.engineHostPort;
    const places = [`10.0.2.15 2376`, `172.17.0.1 2376`, `10.0.2.2 ${String(enginePort)}`, `10.0.2.15 22`];
    const script = places.map((place) => `nc -w 3 ${place} </dev/null >/dev/null 2>&1 && echo open ${place}`).join(';');
    expect(await docker('run', '--rm', IMAGE, 'sh', '-c', `${script}; true`)).toBe('');
  });

  test('on this computer it is heard on loopback alone, answers nobody without a certificate, and its files are its owner’s', async () => {
    const ours = (await listListeners()).filter(({ pid }) => pid === process.pid || pid === qemuPid());
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.filter(({ address }) => address !== '127.0.0.1')).toEqual([]);
    for (const { port } of ours.filter(({ protocol }) => protocol === 'tcp')) {
      const ping = fetch(`http://127.0.0.1:${String(port)}/_ping`, { signal: AbortSignal.timeout(5000) });
      expect(
        await ping.then(
          ({ status }) => status < 400,
          () => false,
        ),
      ).toBe(false);
    }
    const { images } = machinePaths(dir);
    const folder = path.join(dir, 'machine');
    const open = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
      // An image is everybody's.
      if (path.join(folder, name).startsWith(images)) return false;
      const stat = fs.lstatSync(path.join(folder, name));
      return !stat.isSymbolicLink() && (stat.mode & 0o077) !== 0;
    });
    expect(open).toEqual([]);
  });

  test('grows its disk while it runs, and gives back what was deleted', async () => {
    await machine.update({ diskGiB: 6 });
    const inGuest = async (): Promise<number> =>
      Number(
        (await docker('run', '--rm', '-v', 'kept:/kept', IMAGE, 'busybox', 'df', '-k', '/kept')).split(/\s+/).at(-5),
      );
    expect(await inGuest()).toBeGreaterThan(5 * 2 ** 20);
    const before = realBytes();
    const write = 'busybox dd if=/dev/urandom of=/kept/big bs=1M count=64 2>/dev/null && busybox sync';
    await docker('run', '--rm', '-v', 'kept:/kept', IMAGE, 'sh', '-c', write);
    const full = realBytes();
    expect(full - before).toBeGreaterThan(60 * 2 ** 20);
    const replace = 'busybox rm /kept/big; echo kept > /kept/file; busybox sync';
    await docker('run', '--rm', '-v', 'kept:/kept', IMAGE, 'sh', '-c', replace);
    await machine.compact();
    expect(full - realBytes()).toBeGreaterThan(55 * 2 ** 20);
    await expect(machine.update({ diskGiB: 4 })).rejects.toMatchObject({ fault: { kind: 'start-failed' } });
    expect(settings.diskGiB).toBe(6);
  }, 180_000);

  test('sleeps, and a program that needs it wakes it with the right time', async () => {
    await machine.pause();
    expect(machine.state().power).toBe('sleeping');
    const asleep = performance.now();
    await until(() => performance.now() - asleep > 5000, 10_000, 'the guest has fallen behind');
    expect(await docker('version', '--format', '{{.Server.Os}}')).toBe('linux');
    expect(machine.state().power).toBe('running');
    await until(async () => (await clockOff()) < 1000, 10_000, 'its clock is right');
  });

  test('a program that was connected before it fell asleep wakes it, too', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const ping = (): Promise<boolean> =>
      new Promise((resolve, reject) => {
        const { pathname: socketPath } = new URL(machine.state().socketUrl);
        const request = http.get({ agent, socketPath, path: '/_ping' }, (response) => {
          response.resume().once('end', () => resolve(request.reusedSocket));
        });
        request.once('error', reject);
      });
    expect(await ping()).toBe(false);
    await machine.pause();
    expect(await ping()).toBe(true);
    expect(machine.state().power).toBe('running');
    agent.destroy();
  });

  test(
    'killed with -9, it is noticed and healed, with what was written',
    async () => {
      const pid = qemuPid();
      process.kill(pid, 'SIGKILL');
      await until(() => machine.state().power !== 'running', 2000, 'it is noticed');
      await until(() => machine.state().engineReady && machine.state().power === 'running', BOOT_MS, 'it is back');
      expect(qemuPid()).not.toBe(pid);
      expect(await docker('run', '--rm', '-v', 'kept:/kept', IMAGE, 'cat', '/kept/file')).toBe('kept');
    },
    BOOT_MS,
  );

  test('another Slipway takes it over, with its ports', async () => {
    const port = await freePort(null);
    await docker('run', '-d', '--name', 'on', '-p', `${String(port)}:80`, IMAGE);
    await until(() => hears(port), 20_000, 'the port answers');
    const pid = qemuPid();
    // As one that was killed: it ends nothing.
    await machine.close({ leaveRunning: true });
    machine = open();
    await until(() => machine.state().engineReady && machine.state().power === 'running', 60_000, 'it is taken over');
    await until(() => machine.state().forwards[0]?.problem === null, 20_000, 'its port is known');
    expect(await hears(port)).toBe(true);
    expect(qemuPid()).toBe(pid);
    await docker('rm', '-f', 'on');
  }, 120_000);

  test('settings of registries that the engine would not start with are refused', async () => {
    const update = machine.update({ access: { ...settings.access, mirrors: ['https://mirror.example/path'] } });
    await expect(update).rejects.toMatchObject({ fault: { message: expect.stringContaining('no mirror') as string } });
    expect(settings.access.mirrors).toEqual([]);
  });

  test(
    'stops in order, and an update of its image keeps the data, after a snapshot',
    async () => {
      const { notes } = machinePaths(dir);
      // They count from the start below.
      await machine.update({
        access: {
          ...{ mirrors: [MIRROR], insecure: ['lab.example:5000', '10.7.0.0/16'], noProxy: [GATEWAY] },
          ...{ httpProxy: '', httpsProxy: `http://me:${PROXY_PASSWORD}@${GATEWAY}:1` },
          authorities: [fs.readFileSync(authority.ca, 'utf8')],
        },
      });
      expect(machine.state().needsRestart).toEqual(['access']);
      await machine.stop();
      expect(machine.state()).toMatchObject({ power: 'stopped', fault: null, figures: null });
      fs.writeFileSync(
        notes,
        fs.readFileSync(notes, 'utf8').replace(/"imageId": "[^"]+"/, '"imageId": "an-older-one"'),
      );
      await machine.start();
      expect(await docker('run', '--rm', '-v', 'kept:/kept', IMAGE, 'cat', '/kept/file')).toBe('kept');
      const [snapshot] = await machine.snapshots();
      expect(snapshot?.automatic).toBe(true);
      expect(snapshot?.name).toContain('Before the update');
      await docker('run', '--rm', '-v', 'kept:/kept', IMAGE, 'busybox', 'rm', '/kept/file');
      await expect(machine.restoreSnapshot(snapshot?.id ?? '')).rejects.toThrow(/Stop the machine first/);
      await machine.stop();
      await machine.restoreSnapshot(snapshot?.id ?? '');
      await machine.start();
      expect(await docker('run', '--rm', '-v', 'kept:/kept', IMAGE, 'cat', '/kept/file')).toBe('kept');
    },
    2 * BOOT_MS,
  );

  test('its engine gets at registries as the settings say, with an authority of the user', async () => {
    expect(machine.state().needsRestart).toEqual([]);
    const info: unknown = JSON.parse(await docker('info', '--format', '{{json .}}'));
    const insecure = { 'lab.example:5000': { Secure: false } };
    expect(info).toMatchObject({
      RegistryConfig: { Mirrors: [`${MIRROR}/`], InsecureRegistryCIDRs: ['10.7.0.0/16', '127.0.0.0/8'] },
      ...{ NoProxy: GATEWAY, HttpsProxy: expect.stringMatching(/^http:\/\/(x+:x+|\*+)@10\.0\.2\.2:1$/) as string },
    });
    expect(info).toMatchObject({ RegistryConfig: { IndexConfigs: insecure } });
    const registry = await startRegistry(null, { tls: authority.issue('registry', `IP:${GATEWAY}`) });
    const image = `${GATEWAY}:${String(registry.port)}/team/app:1`;
    await docker('tag', IMAGE, image);
    await docker('push', '-q', image);
    await docker('rmi', image);
    await docker('pull', '-q', image);
    expect(await docker('images', '-q', image)).not.toBe('');
    await docker('rmi', image);
    await registry.remove();
    expect(lines.join()).not.toContain(PROXY_PASSWORD);
    expect(fs.readFileSync(machinePaths(dir).notes, 'utf8')).not.toContain(PROXY_PASSWORD);
  });

  test(
    'of a whole Slipway that is killed with -9 it runs on, the next one has it at once, and takes it along when it quits',
    async () => {
      const port = await freePort(null);
      await docker('run', '-d', '--name', 'on', '-p', `${String(port)}:80`, IMAGE);
      await until(() => hears(port), 20_000, 'the port answers');
      const pid = qemuPid();
      await machine.close({ leaveRunning: true });
      const begin = async () => {
        const args = ['--engine', 'vm'];
        const slipway = startSlipway({ dataDir: dir, homeDir: path.join(dir, 'home'), args, readyMs: ADOPTED_MS });
        await slipway.ready();
        return slipway;
      };
      await (await begin()).end('SIGKILL');
      expect(await hears(port)).toBe(true);
      const next = await begin();
      expect(qemuPid()).toBe(pid);
      expect(await docker('inspect', '-f', '{{.State.Running}} {{.RestartCount}}', 'on')).toBe('true 0');
      expect(await hears(port)).toBe(true);
      await next.end('SIGTERM');
      await until(() => !fs.existsSync(`/proc/${String(pid)}`), 30_000, 'the machine is off');
      expect(await hears(port)).toBe(false);
      machine = open();
    },
    2 * ADOPTED_MS + BOOT_MS,
  );

  test(
    'never formats a damaged disk: it is told, exported, and repaired by consent, after a snapshot',
    async () => {
      await machine.stop();
      const { dataDisk } = machinePaths(dir);
      damage(dataDisk);
      const damaged = firstBytes(dataDisk);
      await expect(machine.start()).rejects.toMatchObject({ fault: { kind: 'disk-damaged' } });
      expect(machine.state()).toMatchObject({ power: 'broken', fault: { kind: 'disk-damaged' } });
      expect(await machine.checkDisk(false)).toMatchObject({ clean: false });
      const exported = path.join(dir, 'exported.img');
      await machine.exportDisk(exported);
      await expect(machine.exportDisk(exported)).rejects.toThrow(/there is a file already/);
      expect(firstBytes(exported)).toEqual(firstBytes(dataDisk));
      expect(firstBytes(dataDisk)).toEqual(damaged);
      expect(await machine.checkDisk(true)).toMatchObject({ clean: true });
      expect(machine.state()).toMatchObject({ power: 'running', engineReady: true, fault: null });
      expect(await docker('run', '--rm', '-v', 'kept:/kept', IMAGE, 'cat', '/kept/file')).toBe('kept');
      const [snapshot] = await machine.snapshots();
      expect(snapshot).toMatchObject({ automatic: true, name: 'Before the repair of the disk' });
    },
    BOOT_MS,
  );

  test('is deleted with all that is in it', async () => {
    await machine.remove();
    expect(machine.state()).toMatchObject({ power: 'absent', disk: null });
    expect(fs.existsSync(machinePaths(dir).dataDisk)).toBe(false);
  });
});
