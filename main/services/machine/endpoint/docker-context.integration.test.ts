import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureDockerContext, removeDockerContext } from './docker-context';

const DEAD_PID = 2 ** 30;
const HOST = 'unix:///tmp/slipway-machine/docker.sock';
const ID = createHash('sha256').update('slipway').digest('hex');

let home = '';
let lines: string[] = [];
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-context-'));
  lines = [];
});
afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

const config = (): string => path.join(home, '.docker');
const meta = (): string => path.join(config(), 'contexts', 'meta', ID, 'meta.json');
const log = (line: string): void => void lines.push(line);
const ensure = (host = HOST) => ensureDockerContext({ configDir: config(), host, log });
const remove = () => removeDockerContext({ configDir: config(), log });
/** The real CLI; rejects with what it said. */
const docker = (...args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, HOME: home, DOCKER_CONFIG: config() };
    execFile('docker', args, { env }, (error, stdout, stderr) =>
      error === null ? resolve(stdout.trim()) : reject(new Error(stderr)),
    );
  });
const list = async (): Promise<string[]> =>
  (await docker('context', 'ls', '--format', '{{.Name}} {{.DockerEndpoint}} {{.Current}}')).split('\n');
/** By the list: an older CLI has no `show`. */
const current = async (): Promise<string> => (await list()).find((line) => line.endsWith(' true'))?.split(' ')[0] ?? '';
const inspected = (): Promise<string> =>
  docker('context', 'inspect', 'slipway', '--format', '{{.Endpoints.docker.Host}}');
const foreign = (words: string) => ({ state: 'foreign', message: expect.stringContaining(words) as string });

test('the CLI knows it, and works with the context it worked with before', async () => {
  expect(await ensure()).toEqual({ state: 'made' });
  expect((await list()).map((line) => line.trim())).toEqual([
    'default unix:///var/run/docker.sock true',
    `slipway ${HOST} false`,
  ]);
  expect(await current()).toBe('default');
  expect(fs.readdirSync(config())).toEqual(['contexts']);
  expect(fs.statSync(config()).mode & 0o777).toBe(0o700);
  await expect(docker('--context', 'slipway', 'version')).rejects.toThrow(HOST);
});

test('the file is as the CLI writes it', async () => {
  await docker('context', 'create', 'slipway', '--docker', `host=${HOST}`);
  const theirs = JSON.parse(fs.readFileSync(meta(), 'utf8')) as Record<string, unknown>;
  const mode = fs.statSync(meta()).mode;
  await docker('context', 'rm', 'slipway');
  await ensure();
  const ours = JSON.parse(fs.readFileSync(meta(), 'utf8')) as Record<string, unknown>;
  expect(Object.keys(ours)).toEqual(Object.keys(theirs));
  expect(ours.Endpoints).toEqual(theirs.Endpoints);
  expect(fs.statSync(meta()).mode).toBe(mode);
});

test('another context that is in use stays so, to the byte', async () => {
  await docker('context', 'create', 'mine', '--docker', 'host=tcp://192.0.2.1:2375');
  await docker('context', 'use', 'mine');
  const file = path.join(config(), 'config.json');
  const before = fs.readFileSync(file, 'utf8');
  await ensure();
  await ensure('unix:///elsewhere.sock');
  await remove();
  expect(fs.readFileSync(file, 'utf8')).toBe(before);
  expect((await list()).map((line) => line.split(' ')[0])).toEqual(['default', 'mine']);
});

test('it follows the socket, and is not written again without need', async () => {
  await ensure();
  const { ino } = fs.statSync(meta());
  expect(await ensure()).toEqual({ state: 'unchanged' });
  expect(fs.statSync(meta()).ino).toBe(ino);
  expect(await ensure('npipe:////./pipe/slipway-ann')).toEqual({ state: 'updated' });
  expect(await inspected()).toBe('npipe:////./pipe/slipway-ann');
});

test('removed, also while it is in use; and when it never was', async () => {
  expect(await remove()).toEqual({ state: 'absent' });
  await ensure();
  await docker('context', 'use', 'slipway');
  expect(await remove()).toEqual({ state: 'removed' });
  expect(fs.readdirSync(path.dirname(path.dirname(meta())))).toEqual([]);
  await expect(docker('context', 'inspect', 'slipway')).rejects.toThrow('not found');
  expect(await remove()).toEqual({ state: 'absent' });
});

test('one of that name that the user made is left alone', async () => {
  await docker('context', 'create', 'slipway', '--docker', 'host=tcp://192.0.2.1:2375');
  const before = fs.readFileSync(meta(), 'utf8');
  expect(await ensure()).toEqual(foreign('is not Slipway’s'));
  expect(await remove()).toEqual(foreign('leaves it alone'));
  expect(fs.readFileSync(meta(), 'utf8')).toBe(before);
  expect(lines).toHaveLength(2);
});

test('ours, changed by the user with the CLI', async () => {
  await ensure();
  await docker('context', 'update', 'slipway', '--description', 'my words');
  expect(await ensure()).toEqual({ state: 'unchanged' });
  expect(await docker('context', 'ls', '--format', '{{.Name}} {{.Description}}')).toContain('slipway my words');
  await docker('context', 'update', 'slipway', '--docker', 'host=tcp://192.0.2.1:2375');
  expect(await ensure()).toEqual(foreign('was changed to lead elsewhere'));
  expect(await remove()).toEqual(foreign('was changed to lead elsewhere'));
  expect(await inspected()).toBe('tcp://192.0.2.1:2375');
});

const strange: readonly [string, () => void][] = [
  ['a damaged one', () => fs.writeFileSync(meta(), '{"Name":"slip')],
  ['an empty one', () => fs.writeFileSync(meta(), '')],
  ['a link', () => fs.symlinkSync(path.join(home, 'elsewhere'), meta())],
  ['a folder', () => fs.mkdirSync(meta())],
  [
    'certificates without one',
    () => fs.mkdirSync(path.join(config(), 'contexts', 'tls', ID, 'docker'), { recursive: true }),
  ],
];
test.each(strange)('%s in its place is left alone', async (_, make) => {
  fs.mkdirSync(path.dirname(meta()), { recursive: true });
  make();
  expect(await ensure()).toMatchObject({ state: 'foreign' });
  expect(await remove()).toMatchObject({ state: 'foreign' });
  expect(fs.existsSync(path.join(home, 'elsewhere'))).toBe(false);
});

test('what a killed writer left behind goes with the next, and does not disturb the CLI', async () => {
  fs.mkdirSync(path.dirname(meta()), { recursive: true });
  fs.writeFileSync(`${meta()}.tmp-${String(DEAD_PID)}-00c0ffee`, '{"Na');
  expect(await list()).toHaveLength(1);
  expect(await ensure()).toEqual({ state: 'made' });
  expect(fs.readdirSync(path.dirname(meta()))).toEqual(['meta.json']);
});

test('where nothing can be written, it is told and not thrown', async () => {
  fs.writeFileSync(config(), 'a file in the way');
  expect(await ensure()).toMatchObject({ state: 'failed', message: expect.stringContaining('was not made') as string });
  expect(await remove()).toMatchObject({ state: 'failed' });
});

test('the CLI reads a whole one while it is written again and again', async () => {
  await ensure();
  const reader = spawn(
    'sh',
    ['-c', 'for i in 1 2 3 4 5 6 7 8 9 10; do docker context inspect slipway || exit 1; done'],
    {
      env: { PATH: process.env.PATH, DOCKER_CONFIG: config() },
      stdio: 'ignore',
    },
  );
  const ended = new Promise<number | null>((resolve) => reader.once('exit', resolve));
  let code: number | null | undefined;
  void ended.then((value) => (code = value));
  for (let round = 0; code === undefined; round += 1)
    expect((await ensure(`unix:///socket-${String(round)}`)).state).toBe('updated');
  expect(code).toBe(0);
});
