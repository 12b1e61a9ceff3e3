import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { until } from '../testing/dockerd.mjs';
import { build } from './lib/build.mjs';

const START = path.join(import.meta.dirname, 'start.mjs');
const ROOT = path.join(import.meta.dirname, '..');
const READY = /^Slipway is ready: http:\/\/127\.0\.0\.1:(\d+)\/#([\w-]{43})$/;

let dir = '';
const children = new Set<ChildProcess>();
beforeAll(() => build());
beforeEach(() => (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-start-'))));
afterEach(async () => {
  for (const child of children) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  children.clear();
  fs.rmSync(dir, { recursive: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly code: Promise<number | null>;
}

const start = (...args: string[]): Run => startWith({}, ...args);

const startWith = (env: NodeJS.ProcessEnv, ...args: string[]): Run => {
  const base = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', HOME: dir };
  const child = spawn(process.execPath, [START, ...args], { env: { ...base, ...env }, cwd: dir });
  children.add(child);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const code = once(child, 'close').then(([exitCode]) => exitCode as number | null);
  return { child, out: () => out, err: () => err, code };
};

const browserMode = (...more: string[]): Run =>
  start('--browser', '--no-open', '--engine', `unix://${dir}/none.sock`, '--data-dir', `${dir}/data/slipway`, ...more);

/** The port and the code of the ready line of this number. */
const ready = async (run: Run, line = 1): Promise<{ readonly port: number; readonly code: string }> => {
  await until(() => run.out().split('\n').length > line, 50_000, `ready line ${String(line)}: ${run.err()}`);
  const [, port = '', code = ''] = READY.exec(run.out().split('\n')[line - 1] ?? '') ?? [];
  return { port: Number(port), code };
};

const redeem = (port: number, code: string): Promise<{ status: number; token: string }> =>
  new Promise((resolve, reject) => {
    const headers = { origin: `http://127.0.0.1:${String(port)}`, 'content-type': 'application/json' };
    const request = http.request({ host: '127.0.0.1', port, method: 'POST', path: '/session', headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.once('end', () => {
        const { statusCode: status = 0 } = response;
        resolve({ status, token: status === 200 ? (JSON.parse(body) as { token: string }).token : '' });
      });
    });
    request.once('error', reject).end(JSON.stringify({ code }));
  });

const openSocket = async (port: number, token: string): Promise<WebSocket> => {
  const origin = `http://127.0.0.1:${String(port)}`;
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/rpc`, ['slipway.v1', token], { origin });
  await once(socket, 'open');
  return socket;
};

test('--help', async () => {
  const run = start('--help');
  expect(await run.code).toBe(0);
  expect(run.out()).toContain('Usage: npm start -- [flags]');
  expect(run.err()).toBe('');
});

test.each([
  [['--port', 'x'], '--port x: not a number from 1 to 65535'],
  [['--engine', 'docker.sock'], '--engine docker.sock: not unix:///path'],
  [['--nonsense'], '--nonsense: not a flag of Slipway'],
])('a bad flag: %j', async (args, words) => {
  const run = start(...args);
  expect(await run.code).toBe(2);
  expect(run.out()).toBe('');
  const [first = '', ...rest] = run.err().split('\n');
  expect(first).toContain(words);
  expect(rest.join('\n')).toContain('Usage: npm start');
});

test.each(['SIGINT', 'SIGTERM'] as const)('one line, a page, and an end by %s', async (signal) => {
  const run = browserMode();
  const { port, code } = await ready(run);
  expect(code).not.toBe('');
  const { token } = await redeem(port, code);
  const socket = await openSocket(port, token);
  const closed = once(socket, 'close');
  const idle = net.connect(port, '127.0.0.1').on('error', () => undefined);
  await once(idle, 'connect');
  run.child.kill(signal);
  expect(await run.code).toBe(0);
  await closed;
  expect(run.out().trim().split('\n')).toHaveLength(1);
  expect(run.err()).toBe('');
  idle.destroy();
});

test('Ctrl-C that comes twice (the terminal, and npm) is one', async () => {
  const run = browserMode();
  await ready(run);
  run.child.kill('SIGINT');
  run.child.kill('SIGINT');
  expect(await run.code).toBe(0);
});

test.each([
  ['of the terminal, to all of them', 'SIGINT', -1],
  ['to npm alone', 'SIGINT', 1],
  ['to npm alone', 'SIGTERM', 1],
] as const)('by way of npm: a signal %s, %s', async (_name, signal, sign) => {
  const flags = ['--browser', '--no-open', '--engine', `unix://${dir}/none.sock`, '--data-dir', `${dir}/data`];
  const npm = spawn('npm', ['--silent', 'start', '--', ...flags], { cwd: ROOT, detached: true });
  children.add(npm);
  let out = '';
  npm.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  await until(() => READY.test(out.trim()), 50_000, 'it is ready');
  const port = Number(READY.exec(out.trim())?.[1]);
  const closed = once(npm, 'close');
  process.kill(sign * (npm.pid ?? 0), signal);
  expect((await closed)[0]).toBe(0);
  await expect(redeem(port, 'x')).rejects.toThrow('ECONNREFUSED');
});

test('Enter makes a new line with a fresh code; the end of the input ends nothing', async () => {
  const run = browserMode();
  const first = await ready(run);
  expect((await redeem(first.port, first.code)).status).toBe(200);
  expect((await redeem(first.port, first.code)).status).toBe(401);
  run.child.stdin?.write('\n');
  const second = await ready(run, 2);
  expect(second.code).not.toBe(first.code);
  run.child.stdin?.end();
  expect((await redeem(second.port, second.code)).status).toBe(200);
  run.child.kill('SIGINT');
  expect(await run.code).toBe(0);
});

test('the data folder is for this user only, and knows neither code nor token', async () => {
  const run = browserMode();
  const { port, code } = await ready(run);
  const { token } = await redeem(port, code);
  (await openSocket(port, token)).terminate();
  await redeem(port, code);
  const cmdline = fs.readFileSync(`/proc/${String(run.child.pid)}/cmdline`, 'utf8');
  run.child.kill('SIGINT');
  await run.code;
  const data = path.join(dir, 'data/slipway');
  expect(fs.statSync(data).mode & 0o777).toBe(0o700);
  const files = fs
    .readdirSync(data, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(data, name)).isFile());
  expect(files.length).toBeGreaterThan(0);
  const texts = files.map((name) => fs.readFileSync(path.join(data, name), 'latin1'));
  for (const text of [...texts, cmdline, run.err()]) {
    expect(text).not.toContain(token);
    expect(text).not.toContain(code);
  }
});

test('a port that is taken is told, with who holds it', async () => {
  const holder = net.createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  const run = browserMode('--port', String(port));
  expect(await run.code).toBe(1);
  expect(run.out()).toBe('');
  expect(run.err()).toMatch(`slipway: Port ${String(port)} is taken by `);
  expect(run.err()).toContain(`(process ${String(process.pid)})`);
  holder.close();
  await once(holder, 'close');
  const again = browserMode('--port', String(port));
  expect((await ready(again)).port).toBe(port);
  again.child.kill('SIGINT');
  expect(await again.code).toBe(0);
});

test('without a display it says so in one line and serves a browser', async () => {
  const run = start('--no-open', '--data-dir', `${dir}/data`, '--engine', `unix://${dir}/none.sock`);
  const { port } = await ready(run);
  expect(port).toBeGreaterThan(0);
  expect(run.err()).toBe('slipway: no desktop app here (there is no display): serving a browser instead\n');
  run.child.kill('SIGINT');
  expect(await run.code).toBe(0);
});

test('the default browser is opened, and its argument is no secret', async () => {
  const bin = path.join(dir, 'bin');
  fs.mkdirSync(bin);
  const script = `#!/bin/sh\ncp "$1" ${dir}/seen\necho "$@" > ${dir}/args\n`;
  fs.writeFileSync(path.join(bin, 'xdg-open'), script, { mode: 0o755 });
  const env = { DISPLAY: ':0', PATH: `${bin}:${process.env.PATH ?? ''}` };
  const run = startWith(env, '--browser', '--data-dir', `${dir}/data`, '--engine', `unix://${dir}/none.sock`);
  const { port, code } = await ready(run);
  await until(() => fs.existsSync(`${dir}/args`), 10_000, 'a browser is opened');
  const page = fs.readFileSync(`${dir}/seen`, 'utf8');
  const url = /url=(http:[^"]+)"/.exec(page)?.[1] ?? '';
  expect(url).toMatch(`http://127.0.0.1:${String(port)}/#`);
  expect((await redeem(port, new URL(url).hash.slice(1))).status).toBe(200);
  expect((await redeem(port, code)).status).toBe(200);
  run.child.kill('SIGINT');
  expect(await run.code).toBe(0);
  expect(fs.readdirSync(dir).filter((name) => name.endsWith('.html'))).toEqual([]);
});
