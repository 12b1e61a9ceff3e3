import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MachineSpec } from '../../../driver';
import { createVfkitDriver, type VfkitOptions } from '../vfkit';

const sources = {
  vfkit: fileURLToPath(new URL('./vfkit.cjs', import.meta.url)),
  gvproxy: fileURLToPath(new URL('./gvproxy.cjs', import.meta.url)),
};
const OWN = { vfkit: 'v0.6.1', gvproxy: 'v0.8.9' } as const;
const EXECUTABLE = 0o755;

type Name = keyof typeof sources;
/** What a stand-in does besides its usual; its own file says what there is. */
type Plan = Readonly<Record<string, unknown>>;

/** A folder with both stand-ins, an image, disks, and drivers over them. */
export interface Bench {
  readonly dir: string;
  readonly spec: MachineSpec;
  plan(name: Name, plan: Plan): Promise<void>;
  /** What the last vfkit was told. */
  seen(): Promise<unknown>;
  program(name: Name): string;
  driver(options?: Partial<VfkitOptions>): ReturnType<typeof createVfkitDriver>;
  /** Ends the machine and closes every driver. */
  dispose(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** An arm64 kernel as its first 64 bytes. */
const kernel = (): Buffer => Buffer.concat([Buffer.alloc(0x38), Buffer.from('ARM\x64\0\0\0\0', 'latin1')]);

async function createSpec(dir: string): Promise<MachineSpec> {
  const file = async (name: string, content: string | Buffer): Promise<string> => {
    await fs.writeFile(path.join(dir, name), content);
    return path.join(dir, name);
  };
  const share = path.join(dir, 'home folder');
  await fs.mkdir(share);
  return {
    dir: path.join(dir, 'machine'),
    image: {
      version: '0.1.0',
      arch: 'arm64',
      kernel: await file('vmlinuz', kernel()),
      initramfs: await file('initramfs.cpio.gz', ''),
      root: await file('root.squashfs', ''),
      kernelArgs: 'console=ttyAMA0,115200 quiet',
    },
    cpus: 2,
    memoryMiB: 2048,
    dataDisk: await file('data.img', Buffer.alloc(4096)),
    configDisk: await file('config.tar', ''),
    shares: [{ path: share, readOnly: false }],
    engineHostPort: await freePort(),
  };
}

export async function createBench(): Promise<Bench> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'vfkit-'));
  const program = (name: Name): string => path.join(dir, name);
  const plan = (name: Name, added: Plan): Promise<void> =>
    fs.writeFile(`${program(name)}.json`, JSON.stringify({ version: OWN[name], ...added }));
  for (const name of ['vfkit', 'gvproxy'] as const) {
    const source = await fs.readFile(sources[name], 'utf8');
    // This very node: what `env` finds would be another process before it is node.
    await fs.writeFile(program(name), `#!${process.execPath}\n${source}`, { mode: EXECUTABLE });
    await plan(name, {});
  }
  const spec = await createSpec(dir);
  const drivers: ReturnType<typeof createVfkitDriver>[] = [];
  const driver: Bench['driver'] = (options = {}) => {
    const created = createVfkitDriver({
      dir: spec.dir,
      socketDir: path.join(dir, 's'),
      programs: { vfkit: [program('vfkit')], gvproxy: [program('gvproxy')] },
      ...options,
    });
    drivers.push(created);
    return created;
  };
  return {
    dir,
    spec,
    plan,
    program,
    driver,
    seen: async () => JSON.parse(await fs.readFile(`${program('vfkit')}.seen.json`, 'utf8')) as unknown,
    async dispose() {
      await driver().kill();
      for (const each of drivers) each.close();
      await fs.rm(dir, { recursive: true, force: true });
    },
  };
}
