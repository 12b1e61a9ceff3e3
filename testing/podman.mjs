// A real Podman of our own, as its service for Docker's clients: private socket, storage, networks and namespaces.
import { execFile, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { dockerCli, until } from './dockerd.mjs';
import { alive, holdNamespaces, killBelow, unmountBelow } from './namespaces.mjs';

const READY_MS = 30_000;
const STOP_MS = 20_000;

// It writes to both, wherever its own folders are: addresses it gave, network namespaces.
const MOUNTS = 'mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/lib';

/**
 * @typedef {object} Podman
 * @property {string} dir Holds all it has; removed by `remove`.
 * @property {string} url `unix://` + the API socket.
 * @property {(...args: string[]) => Promise<string>} docker Runs the docker CLI against it; resolves with its stdout, trimmed.
 * @property {(...args: string[]) => Promise<string>} podman Runs its own CLI; resolves with its stdout, trimmed.
 * @property {() => Promise<void>} remove Ends it, its containers and all its files.
 */

/** Where overlays cannot be stacked on one another. @param {string} dir */
const storageDriver = (dir) =>
  spawnSync('stat', ['-f', '-c', '%T', dir], { encoding: 'utf8' }).stdout.startsWith('overlay') ? 'vfs' : 'overlay';

/**
 * Root of a container itself may not raise a limit above its own, as Podman does by itself. Podman 4.3 takes the soft one
 * for the hard one, so both are one.
 */
const configuration = () => {
  const limits = fs.readFileSync('/proc/self/limits', 'utf8');
  const most = /^Max open files\s+\S+\s+(\d+)/m.exec(limits)?.[1] ?? '1024';
  return `[containers]\ndefault_ulimits = ["nofile=${most}:${most}", "nproc=4096:4096"]\n`;
};

/** @param {string} dir */
const globals = (dir) => [
  ...['--root', `${dir}/root`, '--runroot', `${dir}/run`, '--tmpdir', `${dir}/tmp`, '--volumepath', `${dir}/volumes`],
  ...['--network-config-dir', `${dir}/net`, '--storage-driver', storageDriver(dir)],
  ...['--cgroup-manager', 'cgroupfs', '--events-backend', 'file', '--log-level', 'warn'],
];

/**
 * Starts the service, and resolves with its process once it answers.
 * @param {readonly string[]} enter @param {NodeJS.ProcessEnv} env @param {string} dir
 */
async function serve(enter, env, dir) {
  const url = `unix://${dir}/podman.sock`;
  const log = path.join(dir, 'podman.log');
  const out = fs.openSync(log, 'a');
  const command = [...enter, 'system', 'service', '--time=0', url];
  const child = spawn('nsenter', command, { env, detached: true, stdio: ['ignore', out, out] });
  fs.closeSync(out);
  child.unref();
  const pid = child.pid ?? 0;
  await until(
    () => {
      if (!alive(pid)) throw new Error(`podman ended: ${fs.readFileSync(log, 'utf8').slice(-2000)}`);
      return spawnSync('docker', ['-H', url, 'version'], { stdio: 'ignore' }).status === 0;
    },
    READY_MS,
    `podman answers on ${url}`,
  );
  return { url, pid };
}

/** @returns {Promise<Podman>} */
export async function startPodman() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-podman-'));
  fs.writeFileSync(path.join(dir, 'containers.conf'), configuration());
  const holder = await holdNamespaces(MOUNTS);
  const env = { ...process.env, CONTAINERS_CONF: `${dir}/containers.conf` };
  const enter = ['--target', String(holder.pid), '--net', '--mount', 'podman', ...globals(dir)];
  const { url, pid } = await serve(enter, env, dir);
  return {
    ...{ dir, url },
    docker: (...cli) => dockerCli(url, cli),
    podman: async (...cli) => (await promisify(execFile)('nsenter', [...enter, ...cli], { env })).stdout.trim(),
    remove: async () => {
      if (alive(pid)) process.kill(pid, 'SIGKILL');
      await until(() => !alive(pid), STOP_MS, 'podman ends');
      const all = [...enter, 'rm', '--all', '--force', '--time', '0'];
      // Also their control groups, which are the machine's.
      spawnSync('nsenter', all, { env, stdio: 'ignore', timeout: STOP_MS });
      killBelow(dir, 'conmon');
      holder.kill('SIGKILL');
      unmountBelow(dir);
      fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
