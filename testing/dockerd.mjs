// A real dockerd of our own: private socket, data root and network namespace, ended by its pid.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { alive, holdNamespaces, killBelow, unmountBelow } from './namespaces.mjs';

const READY_MS = 60_000;
const STOP_MS = 20_000;
/** Of memory that is free, for the data of an engine to lie in it: tests run four at a time, and machines beside them. */
const PLENTY_BYTES = 6 * 1024 ** 3;
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

/** Not by the CLI: a process every 25 ms would take a core from the engine that is starting. @param {string} socketPath @returns {Promise<boolean>} */
const answers = (socketPath) =>
  new Promise((resolve) => {
    const request = http.get({ socketPath, path: '/version', agent: false }, (response) => {
      response.resume().once('close', () => resolve(response.statusCode === 200));
    });
    request.once('error', () => resolve(false));
  });

/** @param {string} dir @param {readonly string[]} extra */
const args = (dir, extra) => [
  ...['--host', `unix://${dir}/docker.sock`, '--data-root', `${dir}/data`, '--exec-root', `${dir}/exec`],
  ...['--pidfile', `${dir}/docker.pid`, '--log-level', 'warn', '--config-file', `${dir}/daemon.json`, ...extra],
];

/** An engine waits for the disk many times for each container: a third of its time. @param {string} data */
function layInMemory(data) {
  if (os.freemem() < PLENTY_BYTES) return;
  fs.mkdirSync(data, { recursive: true });
  // Where that cannot be it stays on the disk, and takes longer.
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4g', 'slipway-engine', data], { stdio: 'ignore' });
}

/**
 * @param {{ dir?: string, args?: readonly string[], onDisk?: boolean }} [options] `dir` must be short: a socket path has at most
 * 107 bytes. `onDisk`: as engines are, for who measures them; else the data is in memory where there is plenty.
 * @returns {Promise<Dockerd>}
 */
export async function startDockerd(options = {}) {
  const dir = options.dir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-engine-'));
  fs.mkdirSync(dir, { recursive: true });
  fs.writeFileSync(path.join(dir, 'daemon.json'), '{}');
  if (options.onDisk !== true) layInMemory(path.join(dir, 'data'));
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
    await until(
      () => {
        if (!alive(pid)) throw new Error(`dockerd ended: ${fs.readFileSync(log, 'utf8').slice(-2000)}`);
        return answers(`${dir}/docker.sock`);
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

/** What is made once serves all runs. */
const LAYERS = path.resolve(import.meta.dirname, '../.cache/layers');

/**
 * Imports a small image made from the machine's static busybox. Its containers stop at once: a `sleep` that is process 1
 * ignores SIGTERM, and every stop, and every start of dockerd after a kill, would take 10 s (`--stop-signal SIGTERM` for
 * those who want that).
 * @param {string} url @param {string} [tag]
 */
export async function importBusybox(url, tag = 'slipway/busybox:1') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-image-'));
  try {
    fs.copyFileSync(busyboxLayer(), path.join(folder, 'layer.tar'));
    await dockerCli(url, ['load', '--input', packImage(folder, tag)]);
    return tag;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A tar of busybox and its applets; made where there is none of this busybox yet. */
function busyboxLayer() {
  const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((file) => fs.existsSync(file));
  if (busybox === undefined) throw new Error('busybox-static is not installed');
  const key = createHash('sha256').update(fs.readFileSync(busybox)).update(String(packLayer)).digest('hex');
  const layer = path.join(LAYERS, `${key}.tar`);
  if (!fs.existsSync(layer)) packLayer(busybox, layer);
  return layer;
}

/** @param {string} busybox @param {string} layer Is there whole or not at all: others make it at the same time. */
function packLayer(busybox, layer) {
  fs.mkdirSync(LAYERS, { recursive: true });
  const work = fs.mkdtempSync(path.join(LAYERS, 'making-'));
  const root = path.join(work, 'root');
  for (const folder of ['bin', 'tmp', 'etc', 'proc', 'sys', 'dev', 'root'])
    fs.mkdirSync(path.join(root, folder), { recursive: true });
  fs.copyFileSync(busybox, path.join(root, 'bin/busybox'));
  const applets = spawnSync(busybox, ['--list'], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
  for (const applet of applets.filter((name) => name !== 'busybox'))
    fs.symlinkSync('busybox', path.join(root, 'bin', applet));
  fs.writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  spawnSync('tar', ['-C', root, '-cf', path.join(work, 'layer.tar'), '.']);
  fs.renameSync(path.join(work, 'layer.tar'), layer);
  fs.rmSync(work, { recursive: true, force: true });
}

/** What `docker load` takes, of one layer. @param {string} folder Holds `layer.tar`. @param {string} tag */
function packImage(folder, tag) {
  const digest = createHash('sha256')
    .update(fs.readFileSync(path.join(folder, 'layer.tar')))
    .digest('hex');
  const config = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    created: new Date().toISOString(),
    config: { Cmd: ['sh'], StopSignal: 'SIGKILL' },
    rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
  };
  const files = ['manifest.json', 'config.json', 'layer.tar'];
  fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config));
  const manifest = [{ Config: 'config.json', RepoTags: [tag], Layers: ['layer.tar'] }];
  fs.writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  const image = path.join(folder, 'image.tar');
  spawnSync('tar', ['-C', folder, '-cf', image, ...files]);
  return image;
}
