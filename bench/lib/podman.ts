import { execFile, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { dockerCli, importBusybox, until } from '../../testing/dockerd.mjs';

const run = promisify(execFile);
const READY_MS = 60_000;

// Podman asks for more open files than a machine may have to give; its storage works on any file system.
const CONFIG = `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
`;

export const hasPodman = (): boolean => spawnSync('podman', ['--version'], { stdio: 'ignore' }).status === 0;

export interface Podman {
  /** Of `podman system service`. */
  readonly pid: number;
  docker(...args: string[]): Promise<string>;
}

/** `podman system service` with storage of its own, as root; whatever it runs is removed with it. */
export async function withPodman(work: (podman: Podman) => Promise<void>): Promise<void> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-podman-'));
  const config = path.join(dir, 'containers.conf');
  fs.writeFileSync(config, CONFIG);
  const env = { ...process.env, CONTAINERS_CONF: config };
  const own = ['--root', `${dir}/root`, '--runroot', `${dir}/run`, '--storage-driver', 'vfs', '--log-level', 'error'];
  const url = `unix://${dir}/podman.sock`;
  const service = spawn('podman', [...own, 'system', 'service', '--time=0', url], { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => service.once('exit', resolve));
  try {
    const answers = (): boolean => spawnSync('docker', ['-H', url, 'version'], { stdio: 'ignore' }).status === 0;
    await until(answers, READY_MS, `podman answers on ${url}`);
    await importBusybox(url);
    await work({ pid: service.pid ?? 0, docker: (...args) => dockerCli(url, args) });
  } finally {
    await run('podman', [...own, 'rm', '--all', '--force', '--time', '0'], { env });
    service.kill();
    await ended;
    // Its storage is a mount of itself.
    await run('umount', ['--recursive', `${dir}/root/vfs`]).catch(() => undefined);
    fs.rmSync(dir, { recursive: true, force: true });
  }
}
