import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Driver, DriverEvent, MachineSpec } from '../../../driver';
import { tinyKernel } from './tiny-kernel';
import type { QemuOptions } from '../options';
import { createQemuDriver } from '../qemu';

const MIB = 1_048_576;

export interface TinyMachine {
  readonly dir: string;
  readonly spec: MachineSpec;
  /** Another one for the same machine, as another Slipway would have. */
  readonly driver: (more?: Partial<QemuOptions>) => Driver;
  readonly logged: readonly string[];
  /** Ends the machine and removes its folder. */
  readonly remove: () => Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const sparse = (file: string, bytes: number, content = ''): void => {
  fs.writeFileSync(file, content);
  fs.truncateSync(file, bytes);
};

/** A machine with the tiny guest. `fills`: it fills its data disk. */
export async function makeTinyMachine({ fills = false, dataDisk = '' } = {}): Promise<TinyMachine> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-qemu,'));
  const at = (name: string): string => path.join(dir, name);
  const disk = dataDisk === '' ? at('data.img') : dataDisk;
  fs.writeFileSync(at('kernel'), tinyKernel());
  for (const name of ['initramfs', 'root']) sparse(at(name), MIB);
  sparse(at('config.img'), MIB, fills ? 'W' : 'I');
  sparse(disk, 64 * MIB);
  const logged: string[] = [];
  const drivers: Driver[] = [];
  const driver: TinyMachine['driver'] = (more = {}) => {
    const log = (line: string): void => void logged.push(line);
    const made = createQemuDriver({ dir, platform: 'linux', arch: 'amd64', env: process.env, log, ...more });
    drivers.push(made);
    return made;
  };
  const image = { version: '0.0.0', arch: 'amd64', kernelArgs: 'quiet', root: at('root') } as const;
  return {
    ...{ dir, driver, logged },
    spec: {
      ...{ dir, cpus: 1, memoryMiB: 128, dataDisk: disk, configDisk: at('config.img'), shares: [] },
      image: { ...image, kernel: at('kernel'), initramfs: at('initramfs') },
      engineHostPort: await freePort(),
    },
    remove: async () => {
      await driver().kill();
      drivers.forEach((each) => each.close());
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Resolves with the next event of that type. */
export const nextEvent = (driver: Driver, type: DriverEvent['type']): Promise<DriverEvent> =>
  new Promise((resolve) => {
    const stop = driver.onEvent((event) => {
      if (event.type !== type) return;
      stop();
      resolve(event);
    });
  });

/** Resolves when it holds; a test's own deadline ends it otherwise. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
