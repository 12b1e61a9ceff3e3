import fs from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DriverError, type Driver, type DriverErrorKind, type DriverEvent, type MachineSpec } from '../../driver';
import { createBench, type Bench } from './testing/bench';

let bench: Bench;
beforeEach(async () => {
  bench = await createBench();
});
afterEach(async () => {
  const calls = await bench.calls().catch(() => []);
  await bench.dispose();
  // It would stop everybody's distributions, and lose their data.
  for (const never of ['--shutdown', '--allow-unsafe']) expect(calls.flat()).not.toContain(never);
});

const never = new AbortController().signal;
const start = (driver: Driver, spec: MachineSpec = bench.spec): Promise<void> =>
  driver.start(spec, never, () => undefined);
const power = async (driver: Driver): Promise<string> => (await driver.status()).power;
const GiB = 1024 ** 3;

async function failure(work: Promise<unknown>, kind: DriverErrorKind): Promise<DriverError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DriverError)) throw new Error('no DriverError', { cause: error });
  expect([error.kind, error.message, error.detail]).toEqual([kind, expect.any(String), expect.any(String)]);
  return error;
}

const keeperPid = async (): Promise<number> => {
  const kept = JSON.parse(await fs.readFile(path.join(bench.spec.dir, 'wsl2.json'), 'utf8')) as {
    keeper: { pid: number };
  };
  return kept.keeper.pid;
};

describe('check', () => {
  it('is content with a WSL 2 that has nothing yet', () => bench.driver().check());

  it('names the command that installs a missing WSL', async () => {
    const { fix } = await failure(bench.driver({ program: '/nowhere/wsl.exe' }).check(), 'not-installed');
    expect(fix).toBe('wsl --install --no-distribution');
  });

  it.each([
    [
      'a place holder in UTF-16',
      {
        inbox: true,
        fails: {
          '--version': {
            text: "The Windows Subsystem for Linux is not installed. You can install by running 'wsl.exe --install'.",
          },
        },
      },
      ['not-installed', 'wsl --install --no-distribution'],
    ],
    [
      'the one that came with Windows 10',
      {
        inbox: true,
        fails: {
          '--version': {
            text: 'Invalid command line option: --version\nUsage: wsl.exe [Argument]\n--unregister <Distro>',
          },
        },
      },
      ['unsupported', 'wsl --update'],
    ],
    ['an old one', { version: 'WSL-Version: 1.2.5.0' }, ['unsupported', 'wsl --update']],
    ['one that says no number', { version: 'WSL' }, ['unsupported', 'wsl --update']],
    [
      'no virtualization, in another language',
      { status: 'Bitte aktivieren Sie ... https://aka.ms/enablevirtualization' },
      ['unsupported', 'wsl --install --no-distribution'],
    ],
    [
      'a broken installation',
      { fails: { '--version': { text: 'Class not registered', code: 'Wsl/CallMsi/REGDB_E_CLASSNOTREG' } } },
      ['not-installed', 'wsl --install --no-distribution'],
    ],
  ] as const)('refuses %s', async (_, plan, [kind, fix]) => {
    await bench.plan(plan);
    expect((await failure(bench.driver().check(), kind)).fix).toBe(fix);
  });

  it('does not wait for a WSL that hangs', async () => {
    await bench.plan({ hangs: '--version' });
    const { message } = await failure(bench.driver({ timeouts: { answerMs: 300 } }).check(), 'timeout');
    expect(message).toContain('restart the computer');
  });

  it('refuses settings that keep Windows from reaching it', async () => {
    await fs.writeFile(path.join(bench.dir, '.wslconfig'), '[wsl2]\nlocalhostForwarding=false\n');
    await failure(bench.driver().check(), 'unsupported');
  });
});

describe('start', () => {
  it('imports the image once and keeps a session in it', async () => {
    const driver = bench.driver();
    const { spec } = bench;
    await start(driver);
    await start(driver);
    expect((await bench.calls()).filter(([first]) => first !== '--list')).toEqual([
      ['--import', 'slipway', path.join(spec.dir, 'wsl'), spec.image.root, '--version', '2'],
      [
        '--distribution',
        'slipway',
        '--user',
        'root',
        '--cd',
        '/',
        '--exec',
        '/usr/lib/slipway/wsl-init',
        spec.configDisk,
      ],
    ]);
    const status = await driver.status();
    expect(status).toMatchObject({ power: 'running', accelerator: 'hyper-v', pid: await keeperPid() });
    expect(await driver.console(100)).toBe('engine started\n');
    expect(await driver.use()).toBeNull();
  });

  it('reads what a WSL in UTF-16 says', async () => {
    await bench.plan({ inbox: true });
    const driver = bench.driver();
    await start(driver);
    expect(await power(driver)).toBe('running');
  });

  it('adopts what an earlier Slipway started', async () => {
    const first = bench.driver();
    await start(first);
    const pid = await keeperPid();
    first.close();
    const next = bench.driver();
    await start(next);
    expect(await keeperPid()).toBe(pid);
  });

  it('leaves a distribution of that name alone that is not its own', async () => {
    const foreign = { slipway: { state: 'Stopped', version: 2, disk: path.join(bench.dir, 'foreign') } };
    await bench.setState(foreign);
    const driver = bench.driver();
    await failure(start(driver), 'failed');
    await driver.kill();
    await driver.delete();
    expect([await bench.state(), await power(driver)]).toEqual([foreign, 'stopped']);
    expect((await bench.calls()).every(([first]) => first === '--list')).toBe(true);
  });

  it.each([
    ['Wsl/Service/RegisterDistro/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED', 'unsupported'],
    ['0x80370102', 'unsupported'],
    ['Wsl/Service/RegisterDistro/ERROR_ALREADY_EXISTS', 'failed'],
    ['Wsl/Service/RegisterDistro/ERROR_DISK_FULL', 'disk-full'],
    ['Wsl/Service/RegisterDistro/E_FAIL', 'failed'],
  ] as const)('tells what an import means that fails with %s', async (code, kind) => {
    await bench.plan({ fails: { '--import': { text: 'Es ging nicht.', code } } });
    expect((await failure(start(bench.driver()), kind)).detail).toContain(code);
    await bench.plan({});
    await start(bench.driver());
  });

  it('imports again over what a broken import left', async () => {
    await bench.plan({ fails: { '--import': { text: 'no', code: 'E_FAIL' } } });
    await failure(start(bench.driver()), 'failed');
    await fs.mkdir(path.join(bench.spec.dir, 'wsl'));
    await fs.writeFile(path.join(bench.spec.dir, 'wsl/ext4.vhdx'), 'half');
    await bench.plan({});
    await start(bench.driver());
    expect(await fs.readFile(path.join(bench.spec.dir, 'wsl/ext4.vhdx'), 'utf8')).toBe('system of image 0.1.0');
  });

  it('takes the disk with the user’s data again when WSL has forgotten it', async () => {
    const driver = bench.driver();
    await start(driver);
    await driver.stop(5_000);
    const disk = path.join(bench.spec.dir, 'wsl/ext4.vhdx');
    await fs.writeFile(disk, 'the user’s data');
    await bench.setState({});
    await start(driver);
    expect(await fs.readFile(disk, 'utf8')).toBe('the user’s data');
    expect(await bench.state()).toMatchObject({ slipway: { state: 'Running', disk } });
  });

  it('replaces the system inside for a new image, and tries again when that failed', async () => {
    const driver = bench.driver();
    await start(driver);
    await driver.stop(5_000);
    const root = path.join(bench.dir, 'root2.tar');
    await fs.writeFile(root, 'image 0.2.0');
    const spec = { ...bench.spec, image: { ...bench.spec.image, version: '0.2.0', root } };
    await bench.plan({ updateFails: true });
    expect((await failure(start(driver, spec), 'failed')).detail).toContain('short read');
    await bench.plan({});
    await start(driver, spec);
    const disk = await fs.readFile(path.join(spec.dir, 'wsl/ext4.vhdx'), 'utf8');
    expect(disk).toBe('system of image 0.1.0, then of image 0.2.0');
    expect((await bench.calls()).flat()).not.toContain('--unregister');
  });

  it('says why the distribution ends at once', async () => {
    await bench.plan({
      initExits: { text: 'Failed to mount', code: 'Wsl/Service/CreateInstance/MountDisk/HCS/0x80070570' },
    });
    const driver = bench.driver();
    expect((await failure(start(driver), 'failed')).detail).toContain('0x80070570');
    expect(await power(driver)).toBe('stopped');
  });

  it('gives up one that never runs, and ends its session', async () => {
    await bench.plan({ neverRuns: true });
    const driver = bench.driver({ timeouts: { startMs: 600 } });
    await failure(start(driver), 'timeout');
    expect(await power(driver)).toBe('stopped');
  });

  it('can be called off', async () => {
    await bench.plan({ neverRuns: true });
    const call = new AbortController();
    const driver = bench.driver();
    const starting = driver.start(bench.spec, call.signal, (phase) => {
      if (phase === 'Starting the distribution') call.abort(new Error('enough'));
    });
    await expect(starting).rejects.toThrow('enough');
    await bench.plan({});
    expect(await power(driver)).toBe('stopped');
  });

  it('refuses a distribution that was set to WSL 1', async () => {
    const driver = bench.driver();
    await driver.create(bench.spec);
    const state = await bench.state();
    await bench.setState({ slipway: { ...state.slipway, version: 1 } });
    expect((await failure(start(driver), 'failed')).fix).toBe('wsl --set-version slipway 2');
  });
});

describe('while it runs', () => {
  it('connects to the agent, and not when it is stopped', async () => {
    const driver = bench.driver();
    await failure(driver.agent(), 'not-running');
    await start(driver);
    const agent = await driver.agent();
    agent.end('1 hello\n');
    expect(await text(agent)).toBe('1 hello\n');
  });

  it('says what WSL does not publish', async () => {
    const driver = bench.driver();
    const rule = { protocol: 'tcp', hostIp: '127.0.0.1', hostPort: 8080, guestPort: 8080 } as const;
    await driver.forward(rule);
    await driver.forward(rule);
    expect(await driver.forwards()).toEqual([rule]);
    await failure(driver.forward({ ...rule, protocol: 'udp' }), 'unsupported');
    await failure(driver.forward({ ...rule, hostIp: '0.0.0.0' }), 'unsupported');
    await failure(driver.forward({ ...rule, guestPort: 80 }), 'unsupported');
    await driver.unforward(rule);
    expect([await driver.forwards(), driver.capabilities.forwards]).toEqual([[], ['tcp']]);
  });

  it('publishes all with a mirrored network', async () => {
    await fs.writeFile(path.join(bench.dir, '.wslconfig'), '[wsl2]\r\nnetworkingMode = Mirrored # new\r\n');
    const driver = bench.driver();
    await driver.forward({ protocol: 'udp', hostIp: '0.0.0.0', hostPort: 53, guestPort: 53 });
    expect(driver.capabilities.forwards).toEqual(['tcp', 'udp']);
  });

  it('cannot sleep, which is told, and need not wake', async () => {
    const driver = bench.driver();
    await failure(driver.pause(), 'unsupported');
    await driver.resume();
    expect(driver.capabilities.pause).toBe(false);
  });

  it('tells within 2 s that its session was killed, and starts anew', async () => {
    const driver = bench.driver();
    await start(driver);
    const told = new Promise<DriverEvent>((resolve) => void driver.onEvent(resolve));
    const before = performance.now();
    process.kill(await keeperPid(), 'SIGKILL');
    expect(await told).toMatchObject({ type: 'exited' });
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(await power(driver)).toBe('broken');
    await start(driver);
    expect(await power(driver)).toBe('running');
  });

  it('tells of a distribution that WSL ended', async () => {
    const driver = bench.driver();
    await start(driver);
    const told = new Promise<DriverEvent>((resolve) => void driver.onEvent(resolve));
    await bench.setState({ slipway: { ...(await bench.state()).slipway, state: 'Stopped' } });
    expect(await told).toMatchObject({ type: 'exited' });
    expect(await power(driver)).toBe('stopped');
  });
});

describe('the end', () => {
  it('asks the engine, then ends the distribution alone', async () => {
    await start(bench.driver());
    const driver = bench.driver();
    const pid = await keeperPid();
    await driver.stop(5_000);
    await driver.stop(5_000);
    expect((await bench.calls()).filter(([first]) => first !== '--list').slice(-2)).toEqual([
      ['--distribution', 'slipway', '--user', 'root', '--cd', '/', '--exec', '/usr/lib/slipway/wsl-stop'],
      ['--terminate', 'slipway'],
    ]);
    expect(await power(driver)).toBe('stopped');
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('leaves a machine running whose engine does not end, until it is killed', async () => {
    await bench.plan({ stopHangs: true });
    const driver = bench.driver();
    await start(driver);
    await failure(driver.stop(300), 'timeout');
    expect(await power(driver)).toBe('running');
    await driver.kill();
    expect(await power(driver)).toBe('stopped');
  });

  it('removes the distribution with its disk, and only then', async () => {
    const driver = bench.driver();
    await start(driver);
    await driver.delete();
    await driver.delete();
    expect([await bench.state(), await fs.readdir(bench.spec.dir)]).toEqual([{}, []]);
  });
});

describe('the disk', () => {
  it('grows while it is stopped, else with the next start, and never shrinks', async () => {
    const driver = bench.driver();
    await driver.create(bench.spec);
    await driver.resize({ diskBytes: 64 * GiB });
    await driver.resize({ diskBytes: 32 * GiB });
    expect(await bench.state()).toMatchObject({ slipway: { '--resize': '65536MB' } });
    await start(driver);
    await driver.resize({ diskBytes: 128 * GiB });
    expect(await bench.state()).toMatchObject({ slipway: { '--resize': '65536MB' } });
    await driver.stop(5_000);
    await start(driver);
    expect(await bench.state()).toMatchObject({ slipway: { '--resize': '131072MB' } });
  });

  it('starts all the same where WSL cannot grow it, and says so', async () => {
    const text = 'Invalid command line argument: --resize\nPlease use wsl.exe --help';
    await bench.plan({ manage: { '--resize': { text } } });
    const driver = bench.driver();
    await driver.create(bench.spec);
    expect((await failure(driver.resize({ diskBytes: GiB }), 'unsupported')).fix).toBe('wsl --update');
    const phases: string[] = [];
    await driver.start(bench.spec, never, (phase) => phases.push(phase));
    expect([await power(driver), phases.join()]).toEqual(['running', expect.stringContaining('2.5')]);
  });

  it('tells whose the limits of CPUs and memory are', async () => {
    expect((await failure(bench.driver().resize({ memoryMiB: 4096 }), 'unsupported')).message).toContain('.wslconfig');
  });

  it('gives space back where WSL still does', async () => {
    const driver = bench.driver();
    await driver.create(bench.spec);
    await fs.writeFile(path.join(bench.spec.dir, 'wsl/ext4.vhdx'), Buffer.alloc(1024 * 1024, 1));
    expect(await driver.compact()).toBeGreaterThanOrEqual(1024 * 1024);
    await start(driver);
    await failure(driver.compact(), 'failed');
  });

  it('does not override WSL’s refusal', async () => {
    const text =
      'Sparse VHD support is currently disabled due to potential data corruption.\nTo force a distribution to use a sparse VHD, please run:\nwsl.exe --manage <DistributionName> --set-sparse true --allow-unsafe';
    await bench.plan({ manage: { '--set-sparse': { text, code: 'Wsl/Service/E_INVALIDARG' } } });
    const driver = bench.driver();
    await driver.create(bench.spec);
    const { message } = await failure(driver.compact(), 'unsupported');
    expect(message).toContain('lose data');
  });
});
