// The built command, and the built browser mode that it speaks with.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { build } from '../../../scripts/lib/build.mjs';
import { until } from '../../../testing/dockerd.mjs';

const CLI = path.resolve(import.meta.dirname, '../../../out/main/cli.js');
const children = new Set<ChildProcess>();
let dir = '';

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const begin = (...args: string[]): { child: ChildProcess; out: () => string; ended: Promise<Ran> } => {
  const env = {
    ...process.env,
    HOME: dir,
    XDG_DATA_HOME: '',
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
    DOCKER_HOST: `unix://${dir}/none.sock`,
  };
  const child = spawn(process.execPath, [CLI, ...args], { env, cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  return { child, out: () => out, ended };
};
const slipway = (...args: string[]): Promise<Ran> => begin(...args).ended;
const serve = async (...more: string[]): Promise<ReturnType<typeof begin>> => {
  const run = begin('browser', '--no-open', '--engine', `unix://${dir}/none.sock`, ...more);
  await until(() => run.out().includes('ready'), 30_000, 'the ready line');
  return run;
};

beforeAll(() => build());
beforeEach(() => (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-cli-'))));
afterEach(async () => {
  for (const child of children) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  children.clear();
  fs.rmSync(dir, { recursive: true });
});
afterAll(() => expect(children.size).toBe(0));

test('nothing runs, and is said to', async () => {
  const [status, quit, json] = await Promise.all([slipway('status'), slipway('quit'), slipway('status', '--json')]);
  expect(status).toMatchObject({ code: 3, out: '' });
  expect(status.err).toContain(`Slipway does not run on ${dir}/.local/share/slipway: start it with "slipway open"`);
  expect(quit.code).toBe(3);
  expect(json.code).toBe(3);
  expect(JSON.parse(json.out)).toEqual({ running: false, dataDir: `${dir}/.local/share/slipway` });
  expect(fs.readdirSync(dir)).toEqual([]);
});

test('a life: one owner, asked, told, and ended', async () => {
  const owner = await serve();
  const [second, status, json, page, evil, set, bad] = await Promise.all([
    slipway('browser', '--no-open'),
    slipway('status'),
    slipway('status', '--json'),
    slipway('open', 'slipway://container/web'),
    slipway('open', 'slipway://delete/everything'),
    slipway('settings', 'set', 'terminal.fontSize', '17'),
    slipway('settings', 'set', 'stats.nonsense', '1'),
  ]);
  expect(second).toMatchObject({ code: 5, out: '' });
  expect(second.err).toContain(`(browser mode, process ${String(owner.child.pid)}) already runs on`);
  expect(status.code).toBe(4);
  expect(status.out).toMatch(/^Slipway +\S+, browser mode \(process \d+\), for 0 min$/m);
  expect(JSON.parse(json.out)).toMatchObject({
    running: true,
    pid: owner.child.pid,
    engine: { state: 'disconnected' },
  });
  expect(page).toMatchObject({ code: 0, err: '' });
  expect(page.out).toMatch(/^Slipway is ready: http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}\n$/);
  expect(evil).toMatchObject({ code: 2, out: '' });
  expect(set.code).toBe(0);
  expect(bad).toMatchObject({ code: 2, err: expect.stringContaining('there is no such setting') as string });
  expect(await slipway('settings', 'get', 'terminal.fontSize')).toMatchObject({ code: 0, out: '17\n' });
  // Too large for it: what was set stays.
  expect((await slipway('settings', 'set', 'terminal.fontSize', '1000')).code).toBe(2);
  expect(await slipway('settings', 'get', 'terminal.fontSize')).toMatchObject({ code: 0, out: '17\n' });
  expect((await slipway('quit')).code).toBe(0);
  expect((await owner.ended).code).toBe(0);
});

test('of eight that start at once one serves; killed, it is in nobody’s way', async () => {
  const all = Array.from({ length: 8 }, () => begin('browser', '--no-open'));
  const losers = all.map(async ({ ended, child }) => ({ ...(await ended), pid: child.pid }));
  await until(() => all.filter(({ child }) => child.exitCode === 5).length === 7, 30_000, 'seven ended');
  const [winner] = all.filter(({ child }) => child.exitCode === null);
  winner?.child.kill('SIGKILL');
  const ends = await Promise.all(losers);
  for (const { code, err, pid } of ends)
    if (pid !== winner?.child.pid)
      expect({ code, err }).toMatchObject({
        code: 5,
        err: expect.stringContaining(String(winner?.child.pid)) as string,
      });
  expect((await slipway('status')).code).toBe(3);
  const next = await serve();
  expect((await slipway('status')).code).toBe(4);
  next.child.kill('SIGTERM');
  expect((await next.ended).code).toBe(0);
});
