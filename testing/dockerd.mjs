// A real dockerd of our own: private socket, data root and network namespace, ended by its pid.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { alive, holdNamespaces, killBelow, unmountBelow } from './namespaces.mjs';

const READY_MS = 60_000;
const STOP_MS = 20_000;
/** Above any pid_max: never alive. */
const NO_PID = 2 ** 30;

/**
 * @typedef {object} Dockerd
 * @property {string} dir Holds all it has; removed by `remove`.
 * @property {string} socket Path of the API socket.
 * @property {string} url `unix://` + socket.
 * @property {() => number} pid Of the present process.
 * @property {(...args: string[]) => Promise<string>} docker Runs the docker CLI against it; resolves with its stdout, trimmed.
 * @property {(signal?: NodeJS.Signals) => Promise<void>} stop Ends the process (default SIGTERM) and waits; keeps the data.
 * @property {() => Promise<void>} start Starts it again after `stop`.
 * @property {() => Promise<void>} remove Ends it, its containers and all its files.
 */

/** @param {() => boolean | Promise<boolean>} condition @param {number} ms @param {string} what */
export async function until(condition, ms, what) {
  const end = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`timed out after ${String(ms)} ms: ${what}`);
    await delay(25);
  }
}

/** @param {string} url @param {string[]} args @returns {Promise<string>} */
export const dockerCli = (url, args) =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, DOCKER_HOST: url, DOCKER_CONTEXT: '', DOCKER_TLS_VERIFY: '' };
    execFile('docker', args, { env, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`docker ${args.join(' ')}: ${stderr || error.message}`));
      else resolve(stdout.trim());
    });
  });

/** @param {string} dir @param {readonly string[]} extra */
const args = (dir, extra) => [
  ...['--host', `unix://${dir}/docker.sock`, '--data-root', `${dir}/data`, '--exec-root', `${dir}/exec`],
  ...['--pidfile', `${dir}/docker.pid`, '--log-level', 'warn', '--config-file', `${dir}/daemon.json`, ...extra],
];

/**
 * @param {{ dir?: string, args?: readonly string[] }} [options] `dir` must be short: a socket path has at most 107 bytes.
 * @returns {Promise<Dockerd>}
 */
export async function startDockerd(options = {}) {
  const dir = options.dir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-engine-'));
  fs.mkdirSync(dir, { recursive: true });
  fs.writeFileSync(path.join(dir, 'daemon.json'), '{}');
  const url = `unix://${dir}/docker.sock`;
  const log = path.join(dir, 'dockerd.log');
  const holder = await holdNamespaces();
  let pid = 0;

  const start = async () => {
    for (const stale of ['docker.pid', 'docker.sock', 'exec/containerd/containerd.pid'])
      fs.rmSync(path.join(dir, stale), { force: true });
    const out = fs.openSync(log, 'a');
    const enter = ['--target', String(holder.pid), '--net', '--mount', 'dockerd'];
    const child = spawn('nsenter', [...enter, ...args(dir, options.args ?? [])], {
      stdio: ['ignore', out, out],
      detached: true,
    });
    fs.closeSync(out);
    child.unref();
    pid = child.pid ?? 0;
    const answers = () => spawnSync('docker', ['-H', url, 'version'], { stdio: 'ignore' }).status === 0;
    await until(
      () => {
        if (!alive(pid)) throw new Error(`dockerd ended: ${fs.readFileSync(log, 'utf8').slice(-2000)}`);
        return answers();
      },
      READY_MS,
      `dockerd answers on ${url}`,
    );
  };

  /** @param {NodeJS.Signals} signal */
  const stop = async (signal = 'SIGTERM') => {
    if (!alive(pid)) return;
    process.kill(pid, signal);
    await until(() => !alive(pid), STOP_MS, 'dockerd ends').catch(async () => {
      process.kill(pid, 'SIGKILL');
      await until(() => !alive(pid), STOP_MS, 'dockerd is killed');
    });
    // Its containerd dies a moment later; a dockerd started in between would wait for it in vain.
    const containerd = containerdPid(dir);
    await until(() => !alive(containerd), STOP_MS, 'containerd ends');
  };

  const remove = async () => {
    await stop();
    // What a killed dockerd leaves running: its containerd, the shims and their containers.
    killBelow(dir, 'containerd');
    holder.kill('SIGKILL');
    unmountBelow(dir);
    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  };

  await start();
  return {
    dir,
    socket: `${dir}/docker.sock`,
    url,
    pid: () => pid,
    docker: (...cli) => dockerCli(url, cli),
    stop,
    start,
    remove,
  };
}

/** @param {string} dir */
const containerdPid = (dir) => {
  const file = path.join(dir, 'exec/containerd/containerd.pid');
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : NO_PID;
};

/**
 * Imports a small image made from the machine's static busybox. Its containers stop at once: a `sleep` that is process 1
 * ignores SIGTERM, and every stop, and every start of dockerd after a kill, would take 10 s (`--stop-signal SIGTERM` for
 * those who want that).
 * @param {string} url @param {string} [tag]
 */
export async function importBusybox(url, tag = 'slipway/busybox:1') {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-image-'));
  try {
    for (const folder of ['bin', 'tmp', 'etc', 'proc', 'sys', 'dev', 'root'])
      fs.mkdirSync(path.join(root, folder), { recursive: true });
    const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((file) => fs.existsSync(file));
    if (busybox === undefined) throw new Error('busybox-static is not installed');
    fs.copyFileSync(busybox, path.join(root, 'bin/busybox'));
    const applets = spawnSync(busybox, ['--list'], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
    for (const applet of applets.filter((name) => name !== 'busybox'))
      fs.symlinkSync('busybox', path.join(root, 'bin', applet));
    fs.writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
    await dockerCli(url, ['load', '--input', packImage(root, tag)]);
    return tag;
  } finally {
    for (const left of [root, `${root}.image`]) fs.rmSync(left, { recursive: true, force: true });
    fs.rmSync(`${root}.tar`, { force: true });
  }
}

/** What `docker load` takes, of one layer. @param {string} root Its files. @param {string} tag */
function packImage(root, tag) {
  const folder = `${root}.image`;
  fs.mkdirSync(folder);
  spawnSync('tar', ['-C', root, '-cf', `${folder}/layer.tar`, '.']);
  const digest = createHash('sha256')
    .update(fs.readFileSync(`${folder}/layer.tar`))
    .digest('hex');
  const config = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    created: new Date().toISOString(),
    config: { Cmd: ['sh'], StopSignal: 'SIGKILL' },
    rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
  };
  fs.writeFileSync(`${folder}/config.json`, JSON.stringify(config));
  const manifest = [{ Config: 'config.json', RepoTags: [tag], Layers: ['layer.tar'] }];
  fs.writeFileSync(`${folder}/manifest.json`, JSON.stringify(manifest));
  spawnSync('tar', ['-C', folder, '-cf', `${root}.tar`, '.']);
  return `${root}.tar`;
}
