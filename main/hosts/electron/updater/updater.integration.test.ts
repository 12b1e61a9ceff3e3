// electron-updater as it is, in plain node: its own updaters for Linux and Windows, on a feed and files served here.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Feed, publicKeyOf, readFeed } from './feed';
import { createUpdater, type UpdateKind } from './updater';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
const stranger = generateKeyPairSync('ed25519').privateKey;

type Answer = (response: http.ServerResponse) => void;
const answers = new Map<string, Answer>();
const asked: http.IncomingMessage[] = [];
const server = http.createServer((request, response) => {
  asked.push(request);
  const answer = answers.get((request.url ?? '').split('?')[0] ?? '');
  if (answer !== undefined) answer(response);
  else response.writeHead(404).end();
});
let base = '';
let work = '';
const dataDir = (): string => path.join(work, 'data');
const appImage = (): string => path.join(work, 'Slipway.AppImage');

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const treeHash = (dir: string): string => {
  const hash = createHash('sha256');
  for (const name of fs.readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(dir, name);
    const stat = fs.statSync(file);
    hash.update(`${name}\0${String(stat.mode)}\0${String(stat.size)}\0${String(stat.mtimeMs)}\0`);
    if (stat.isFile()) hash.update(fs.readFileSync(file));
  }
  return hash.digest('hex');
};
let before = '';

beforeEach(() => {
  work = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-update-'));
  fs.mkdirSync(path.join(dataDir(), 'machine'), { recursive: true });
  fs.writeFileSync(path.join(dataDir(), 'machine/data.img'), Buffer.alloc(1_000_000, 'disk'));
  fs.writeFileSync(path.join(dataDir(), 'settings.json'), '{}');
  before = treeHash(dataDir());
  fs.writeFileSync(appImage(), 'the old one');
  fs.writeFileSync(path.join(work, 'update-feed.json'), JSON.stringify({ updaterCacheDirName: 'cache' }));
  vi.stubEnv('APPIMAGE', appImage());
});
afterEach(() => {
  // Whatever an update does, it does not do it to what is the user's.
  expect(treeHash(dataDir())).toBe(before);
  vi.unstubAllEnvs();
  fs.rmSync(work, { recursive: true, force: true });
  answers.clear();
  asked.length = 0;
});

/** A program that says that it ran. */
const program = (): Buffer =>
  Buffer.from(`#!/bin/sh\necho ran > '${path.join(work, 'ran')}'\n# ${'x'.repeat(300_000)}\n`);

interface Published {
  readonly version?: string;
  readonly file?: string;
  readonly hash?: string;
  readonly channel?: string;
  readonly key?: typeof privateKey;
  readonly serve?: Answer;
}

function publish({
  version = '2.0.0',
  file = 'Slipway-2.0.0.AppImage',
  key = privateKey,
  ...more
}: Published = {}): void {
  const bytes = program();
  const hash = more.hash ?? createHash('sha512').update(bytes).digest('base64');
  const channel = more.channel ?? `latest-linux${process.arch === 'x64' ? '' : `-${process.arch}`}.yml`;
  const yml = `version: ${version}\nfiles:\n  - url: ${file}\n    sha512: ${hash}\n    size: ${String(bytes.length)}\nreleaseDate: '2026-01-02T03:04:05.000Z'\nreleaseNotes: '<b>News</b>'\n`;
  answers.set(`/${channel}`, (response) => response.end(yml));
  answers.set(`/${channel}.sig`, (response) =>
    response.end(`${sign(null, Buffer.from(yml), key).toString('base64')}\n`),
  );
  answers.set(
    `/${file}`,
    more.serve ?? ((response) => response.writeHead(200, { 'content-length': bytes.length }).end(bytes)),
  );
}

function started(kind: UpdateKind = 'appimage', stallMs = 5_000) {
  const key = publicKeyOf(raw);
  if (key === null) throw new Error('no key');
  const feed: Feed = { file: path.join(work, 'update-feed.json'), url: base, publicKey: key, namesPublisher: true };
  const atQuit: ((code: number) => void)[] = [];
  const executor = Object.assign(new ElectronHttpExecutor(), {
    createRequest: (options: http.RequestOptions, callback: (response: http.IncomingMessage) => void) =>
      http.request({ ...options, agent: false }, callback),
  });
  const quit = vi.fn();
  const updater = createUpdater({
    ...{ kind, feed, executor, quit, log: () => undefined, stallMs, timeoutMs: 1_000 },
    app: {
      ...{ version: '1.0.0', name: 'slipway', isPackaged: true, appUpdateConfigPath: feed.file },
      ...{ userDataPath: path.join(work, 'profile'), baseCachePath: path.join(work, 'caches') },
      ...{ whenReady: () => Promise.resolve(), relaunch: () => undefined, quit },
      onQuit: (handler) => atQuit.push(handler),
    },
  });
  return { updater, quit, end: () => atQuit.forEach((handler) => handler(0)) };
}
const nothing = (): void => undefined;
const never = new AbortController().signal;
const downloaded = (): string[] => {
  const dir = path.join(work, 'caches/cache/pending');
  return fs.existsSync(dir) ? fs.readdirSync(dir).filter((name) => !/^temp-|\.json$/.test(name)) : [];
};

test('a newer version: found, downloaded with its progress, checked, installed at the end, and nobody is recognised by asking', async () => {
  publish();
  const { updater, end } = started();
  expect(await updater.check()).toEqual({
    version: '2.0.0',
    notes: '<b>News</b>',
    releasedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  });
  await updater.download(nothing, never);
  expect(downloaded()).toEqual(['Slipway-2.0.0.AppImage']);
  expect(fs.readFileSync(appImage(), 'utf8')).toBe('the old one');
  for (const { headers } of asked) expect(headers).not.toHaveProperty('x-user-staging-id');
  expect(fs.existsSync(path.join(work, 'profile'))).toBe(false);
  end();
  expect(fs.readFileSync(appImage())).toEqual(program());
  expect(fs.readFileSync(path.join(work, 'ran'), 'utf8')).toBe('ran\n');
});

test('not at the end, when the user says so', async () => {
  publish();
  const { updater, end } = started();
  await updater.check();
  await updater.download(nothing, never);
  updater.installOnQuit(false);
  end();
  expect(fs.readFileSync(appImage(), 'utf8')).toBe('the old one');
});

test.each([
  ['by a stranger', { key: stranger }, 'signature'],
  ['by us, for another system', { file: 'Slipway-2.0.0.exe' }, 'feed'],
  ['by us, without a hash', { hash: '""' }, 'feed'],
  ['by us, of no version', { version: 'newest' }, 'feed'],
] as const)('a feed signed %s is refused', async (_name, published, kind) => {
  publish(published);
  await expect(started().updater.check()).rejects.toMatchObject({ kind });
});

test('a feed that was changed, has no signature, or does not answer is refused', async () => {
  publish();
  const [name = ''] = [...answers.keys()];
  answers.set(name, (response) => response.end('version: 9.9.9\nfiles: []\n'));
  await expect(started().updater.check()).rejects.toMatchObject({ kind: 'signature' });
  publish();
  answers.delete(`${name}.sig`);
  await expect(started().updater.check()).rejects.toMatchObject({ kind: 'unreachable' });
  answers.set(name, nothing);
  await expect(started().updater.check()).rejects.toMatchObject({ kind: 'unreachable', message: 'no answer in time' });
});

test.each(['1.0.0', '0.9.0', '1.0.0-beta.1'])('%s is no update for 1.0.0, signed as it is', async (version) => {
  publish({ version });
  expect(await started().updater.check()).toBeNull();
});

const truncated: Answer = (response) => {
  response.writeHead(200, { 'content-length': program().length });
  response.write(program().subarray(0, 1000), () => response.destroy());
};

test.each([
  ['other bytes than the feed says', { hash: createHash('sha512').update('other').digest('base64') }, 'hash'],
  ['fewer bytes, as if that were all', { serve: ((response) => response.end('#!/bin/sh\n')) satisfies Answer }, 'hash'],
  ['a file cut in the middle', { serve: truncated }, 'unreachable'],
  [
    'a file that is not there',
    { serve: ((response) => response.writeHead(404).end()) satisfies Answer },
    'unreachable',
  ],
] as const)('%s: nothing of it stays, nothing is installed', async (_name, published, kind) => {
  publish(published);
  const { updater, end } = started();
  await updater.check();
  await expect(updater.download(nothing, never)).rejects.toMatchObject({ kind });
  expect(downloaded()).toEqual([]);
  end();
  expect(fs.readFileSync(appImage(), 'utf8')).toBe('the old one');
});

test('a server that stalls is given up on; one that is slow can be left; then it works', async () => {
  let begun: () => void = nothing;
  const stalled: Answer = (response) => {
    response.writeHead(200, { 'content-length': program().length });
    response.write(program().subarray(0, 1000), () => begun());
  };
  publish({ serve: stalled });
  const { updater } = started('appimage', 200);
  await updater.check();
  await expect(updater.download(nothing, never)).rejects.toMatchObject({ kind: 'unreachable' });
  const leaving = new AbortController();
  begun = () => leaving.abort();
  await expect(updater.download(nothing, leaving.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(downloaded()).toEqual([]);
  publish();
  await updater.download(nothing, never);
  expect(downloaded()).toEqual(['Slipway-2.0.0.AppImage']);
});

// Its code signature is checked by a program of Windows, and not here.
test('for Windows: its installer, checked by its hash', async () => {
  publish({ file: 'Slipway-2.0.0.exe' });
  const { updater } = started('nsis');
  await updater.check();
  await updater.download(nothing, never);
  expect(downloaded()).toEqual(['Slipway-2.0.0.exe']);
});

test('a feed is read only if it is whole, and over https', () => {
  const file = path.join(work, 'feed.json');
  const read = (value: unknown): Feed | null => {
    fs.writeFileSync(file, JSON.stringify(value));
    return readFeed(file);
  };
  expect(read({ url: 'https://releases.test/slipway', publicKey: raw })).toMatchObject({ namesPublisher: false });
  expect(read({ url: 'http://releases.test/slipway', publicKey: raw })).toBeNull();
  expect(read({ url: 'https://releases.test', publicKey: 'c2hvcnQ=' })).toBeNull();
  expect(read({ url: 'https://releases.test' })).toBeNull();
  expect(read(null)).toBeNull();
  expect(readFeed(path.join(work, 'not-there.json'))).toBeNull();
});
