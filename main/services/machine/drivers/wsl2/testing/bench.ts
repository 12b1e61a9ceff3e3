import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPipe } from '../../../../process/pipe';
import type { Driver, MachineSpec } from '../../../driver';
import { createWsl2Driver, type Wsl2Options } from '../wsl2';

const source = fileURLToPath(new URL('./wsl.cjs', import.meta.url));
const EXECUTABLE = 0o755;

export interface Bench {
  readonly dir: string;
  readonly spec: MachineSpec;
  readonly program: string;
  /** What the stand-in does besides its usual; its own file says what there is. */
  plan(plan: Readonly<Record<string, unknown>>): Promise<void>;
  /** Every command line it was given. */
  calls(): Promise<readonly (readonly string[])[]>;
  /** The distributions it has. */
  state(): Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>>;
  setState(state: unknown): Promise<void>;
  driver(options?: Partial<Wsl2Options>): Driver;
  dispose(): Promise<void>;
}

async function createSpec(dir: string): Promise<MachineSpec> {
  const file = async (name: string, content: string): Promise<string> => {
    await fs.writeFile(path.join(dir, name), content);
    return path.join(dir, name);
  };
  const root = await file('root.tar', 'image 0.1.0');
  return {
    dir: path.join(dir, 'machine'),
    image: { version: '0.1.0', arch: 'amd64', kernel: '', initramfs: '', root, kernelArgs: '' },
    cpus: 2,
    memoryMiB: 2048,
    dataDisk: '',
    configDisk: await file('config.tar', ''),
    shares: [],
    engineHostPort: 2400,
  };
}

export async function createBench(): Promise<Bench> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'wsl2-'));
  const program = path.join(dir, 'wsl.exe');
  await fs.writeFile(program, `#!${process.execPath}\n${await fs.readFile(source, 'utf8')}`, { mode: EXECUTABLE });
  const read = (name: string): Promise<string> => fs.readFile(`${program}.${name}`, 'utf8');
  const plan: Bench['plan'] = (added) => fs.writeFile(`${program}.json`, JSON.stringify(added));
  await plan({});
  const spec = await createSpec(dir);
  const drivers: Driver[] = [];
  const driver: Bench['driver'] = (options = {}) => {
    const wslConfig = path.join(dir, '.wslconfig');
    const created = createWsl2Driver({
      dir: spec.dir,
      program,
      openPipe,
      wslConfig,
      guestPath: (each) => each,
      ...options,
    });
    drivers.push(created);
    return created;
  };
  return {
    dir,
    spec,
    program,
    plan,
    calls: async () =>
      (await read('calls'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as readonly string[]),
    state: async () => JSON.parse(await read('state').catch(() => '{}')) as Awaited<ReturnType<Bench['state']>>,
    setState: (state) => fs.writeFile(`${program}.state`, JSON.stringify(state)),
    driver,
    async dispose() {
      await plan({});
      await driver().kill();
      for (const each of drivers) each.close();
      await fs.rm(dir, { recursive: true, force: true });
    },
  };
}
