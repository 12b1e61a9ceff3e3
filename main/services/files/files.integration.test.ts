import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import { raw } from '../../../testing/raw-request.mjs';
import type { FileEntry, FileSource, ListItem } from '../../contract/files';
import type { TransferProgress } from '../../contract/transfers';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { createTransfers, type TransferHub } from '../transfers/transfers';
import { FileFault } from '../helpers/file-fault';
import { createFiles, type Files } from './files';
import { type BodyProxy, startBodyProxy } from './testing/body-proxy';

const IMAGE = 'slipway/busybox:1';
const MANY = 100_000;

let dockerd: Dockerd;
let proxy: BodyProxy;
let engine: Engine;
let files: Files;
let hub: TransferHub;
const noted: string[] = [];
const { signal } = new AbortController();
const endings: (() => Promise<unknown> | void)[] = [];

const docker = (...args: string[]): Promise<string> => dockerd.docker(...args);
const container = (id: string): FileSource => ({ kind: 'container', id });

interface Listed {
  readonly entries: ReadonlyMap<string, FileEntry>;
  readonly end: Extract<ListItem, { type: 'end' }> | undefined;
}

async function list(source: FileSource, path: string, fresh = false): Promise<Listed> {
  const entries = new Map<string, FileEntry>();
  let end: Listed['end'];
  for await (const item of files.list({ source, path, fresh, unbounded: false }, signal)) {
    if (item.type === 'entries') for (const entry of item.entries) entries.set(entry.name, entry);
    if (item.type === 'end') end = item;
  }
  return { entries, end };
}

async function contentOf(source: FileSource, path: string, limit = 1024 * 1024) {
  const pieces: Uint8Array[] = [];
  for await (const item of files.read(source, { path, limit }, signal))
    if (item instanceof Uint8Array) pieces.push(item);
    else return { text: Buffer.concat(pieces).toString('utf8'), ...item };
  throw new Error('no facts');
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const secretOf = (url: string): string => url.slice('/transfer/'.length);

interface Sent {
  readonly name: string;
  readonly bytes: Buffer;
  readonly replace?: boolean;
}

async function upload(
  source: FileSource,
  path: string,
  { name, bytes, replace = false }: Sent,
): Promise<TransferProgress> {
  const { id, url } = await files.upload({ source, path, name, size: bytes.length, replace });
  await hub.desk
    .upload(secretOf(url))?.(Readable.from([bytes]), bytes.length)
    .catch(() => undefined);
  return hub.progress(id) ?? { state: 'expired', bytes: 0, total: 0, failure: null };
}

async function fault(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof FileFault ? error.fault : String(error);
}

const containerCount = async (): Promise<number> => (await docker('ps', '-aq')).split('\n').filter(Boolean).length;

beforeAll(async () => {
  dockerd = await startDockerd();
  endings.unshift(() => dockerd.remove());
  await importBusybox(dockerd.url);
  proxy = await startBodyProxy(dockerd.socket);
  endings.unshift(() => proxy.close());
  engine = engineAt(proxy.url);
  endings.unshift(() => engine.close());
  const explain = (error: unknown) => ({ code: 'X', message: String(error), data: null });
  hub = createTransfers({ explain });
  const record = (command: string) => (outcome: string) => void noted.push(`${outcome}: ${command}`);
  files = createFiles({ engine, record, log: () => undefined, transfers: hub.offers });
  endings.unshift(() => files.close());
  await connected(engine);
});

afterAll(async () => {
  for (const ending of endings) await ending();
});

const ODD = [
  'mkdir -p /odd/sub /deep/a/b/c',
  'printf x > "/odd/line\nbreak"',
  'printf x > "$(printf \'/odd/\\033[2Jesc\')"',
  'printf x > "$(printf \'/odd/\\342\\200\\256gnp\')"',
  'printf x > "$(printf \'/odd/\\377\\376\')"',
  'printf secret > /odd/unreadable && chmod 000 /odd/unreadable',
  'mkfifo /odd/pipe && mknod /odd/null c 1 3',
  'printf 12345 > /odd/-rf && chown 1000:2000 /odd/-rf && chmod 4750 /odd/-rf',
  'ln -s /etc/passwd /odd/link && ln -s ../../../.. /odd/up && ln -s self /odd/self && ln -s /nowhere /odd/broken',
  'ln -s /deep/a /odd/folder',
  'printf found > /deep/a/b/file && ln /deep/a/b/file /deep/a/b/hard',
  'touch /odd/done',
].join('\n');

describe.each([
  ['running', true],
  ['stopped', false],
])('a %s container', (name, runs) => {
  beforeAll(async () => {
    await docker(
      'run',
      '-d',
      '--name',
      name,
      '-v',
      `vol-${name}:/data`,
      '--init',
      IMAGE,
      'sh',
      '-c',
      `${ODD}\nprintf v > /data/v; touch /ready; sleep 1000`,
    );
    await until(
      async () => (await docker('exec', name, 'ls', '/').catch(() => '')).includes('ready'),
      20_000,
      'it is set up',
    );
    if (!runs) await docker('kill', name);
  });

  it('shows its files without anything run in it', async () => {
    const before = proxy.paths.length;
    const { entries, end } = await list(container(name), '/');
    expect(end).toMatchObject({ reason: 'complete', strange: 0 });
    expect([...entries.keys()]).toEqual(expect.arrayContaining(['bin', 'data', 'odd', 'deep', 'etc', 'tmp']));
    expect(entries.get('data')).toMatchObject({ kind: 'dir', mount: true });
    expect((await list(container(name), '/data')).entries.get('v')).toMatchObject({ kind: 'file', size: 1 });
    expect(proxy.paths.slice(before).filter((path) => /exec|start|attach/.test(path))).toEqual([]);
  });

  it('asks once for all that lies below, and sees what has changed', async () => {
    // A folder that changed just now is read again: its time says too little.
    const { entry } = await files.resolve(container(name), '/deep/a/b', signal);
    await until(() => Date.now() - entry.mtime > 3_000, 10_000, 'the folder is old enough');
    await list(container(name), '/', true);
    const before = proxy.paths.length;
    expect([...(await list(container(name), '/deep/a/b')).entries.keys()].sort()).toEqual(['c', 'file', 'hard']);
    const asked = proxy.paths.slice(before);
    expect(asked.filter((path) => path.startsWith('GET') && /archive|export/.test(path))).toEqual([]);
    expect((await upload(container(name), '/deep/a/b', { name: 'new', bytes: Buffer.from('new') })).state).toBe('done');
    expect([...(await list(container(name), '/deep/a/b')).entries.keys()].sort()).toEqual(['c', 'file', 'hard', 'new']);
  });

  it('shows odd names, kinds, modes and owners as they are', async () => {
    const { entries } = await list(container(name), '/odd', true);
    expect(entries.get('line\nbreak')).toMatchObject({ kind: 'file', odd: false });
    expect(entries.get('\u001b[2Jesc')?.kind).toBe('file');
    expect(entries.get('\u202egnp')?.kind).toBe('file');
    expect([...entries.values()].filter(({ odd }) => odd)).toHaveLength(1);
    expect(entries.get('-rf')).toMatchObject({ size: 5, mode: 0o4750, uid: 1000, gid: 2000 });
    expect(entries.get('pipe')?.kind).toBe('fifo');
    expect(entries.get('null')?.kind).toBe('device');
    expect(entries.get('link')).toMatchObject({ kind: 'symlink', target: '/etc/passwd' });
    expect((await list(container(name), '/deep/a/b')).entries.get('hard')?.size).toBe(5);
    expect(await contentOf(container(name), '/odd/unreadable')).toMatchObject({ text: 'secret' });
    expect(await contentOf(container(name), '/odd/line\nbreak')).toMatchObject({ text: 'x' });
  });

  it('follows links within its root only', async () => {
    expect((await files.resolve(container(name), '/odd/link', signal)).path).toBe('/etc/passwd');
    expect((await files.resolve(container(name), '/odd/folder/b/file', signal)).path).toBe('/deep/a/b/file');
    expect((await files.resolve(container(name), '/odd/up', signal)).path).toBe('/');
    expect((await contentOf(container(name), '/odd/up/odd/folder/b/file')).text).toBe('found');
    expect(await fault(files.resolve(container(name), '/odd/self', signal))).toMatch(/link|missing/);
    expect(await fault(files.resolve(container(name), '/odd/broken', signal))).toBe('missing');
  });

  it('says what is not there, or is something else', async () => {
    expect(await fault(list(container(name), '/nope'))).toBe('missing');
    expect(await fault(list(container(name), '/etc/passwd'))).toBe('not-a-folder');
    expect(await fault(list(container(name), '/etc/passwd/x'))).toBe('missing');
    expect(await fault(contentOf(container(name), '/etc'))).toBe('not-a-file');
    expect(await fault(contentOf(container(name), '/odd/pipe'))).toBe('not-a-file');
    expect(await fault(list(container('no-such-container'), '/'))).toContain('No such container');
  });

  it('saves a text with its mode and owner, unless somebody else did', async () => {
    const source = container(name);
    const { sha256 } = await contentOf(source, '/odd/-rf');
    const next = await files.save(source, { path: '/odd/-rf', text: 'line\r\n\u00e9', expectedSha256: sha256 });
    expect(next).toBe(createHash('sha256').update('line\r\n\u00e9').digest('hex'));
    expect(await contentOf(source, '/odd/-rf')).toMatchObject({
      text: 'line\r\n\u00e9',
      entry: { mode: 0o4750, uid: 1000, gid: 2000 },
    });
    expect(await fault(files.save(source, { path: '/odd/-rf', text: 'mine', expectedSha256: sha256 }))).toBe('changed');
    expect((await contentOf(source, '/odd/-rf')).text).toBe('line\r\n\u00e9');
    await files.save(source, { path: '/odd/-rf', text: '12345', expectedSha256: null });
  });

  it('uploads plain tars, also of a file that is called like a compressed one', async () => {
    const bytes = randomBytes(3_000_000);
    expect((await upload(container(name), '/tmp', { name: 'BZh9\u00e9 file', bytes: bytes })).state).toBe('done');
    expect((await upload(container(name), '/tmp', { name: 'BZh91AY', bytes: bytes })).state).toBe('done');
    expect((await upload(container(name), '/tmp', { name: 'made/on/the/way', bytes: Buffer.alloc(0) })).state).toBe(
      'done',
    );
    expect(proxy.bodies.length).toBeGreaterThan(2);
    for (const body of proxy.bodies) {
      expect(body.subarray(257, 262).toString()).toBe('ustar');
      expect(body.toString('hex', 0, 4)).not.toMatch(/^(1f8b|fd377a58|28b52ffd|425a68)/);
    }
    await docker('cp', `${name}:/tmp/BZh9\u00e9 file`, `${dockerd.dir}/back`);
    expect(sha256(fs.readFileSync(`${dockerd.dir}/back`))).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(
      await fault(files.upload({ source: container(name), path: '/tmp', name: 'BZh91AY', size: 1, replace: false })),
    ).toBe('exists');
    expect(
      (await upload(container(name), '/tmp', { name: 'BZh91AY', bytes: Buffer.from('x'), replace: true })).state,
    ).toBe('done');
    expect((await contentOf(container(name), '/tmp/BZh91AY')).text).toBe('x');
  });

  it(runs ? 'deletes and renames by its own tools' : 'says that deleting and renaming need it to run', async () => {
    if (!runs) {
      expect(await fault(files.remove(name, '/tmp/BZh91AY'))).toBe('not-running');
      expect(await fault(files.rename(name, '/tmp/BZh91AY', 'b'))).toBe('not-running');
      return;
    }
    await files.rename(name, '/odd/-rf', '; touch hit $(id)');
    await files.rename(name, '/odd/; touch hit $(id)', '-rf');
    expect(await fault(files.rename(name, '/odd/-rf', 'pipe'))).toBe('exists');
    await files.remove(name, '/odd/-rf');
    await files.remove(name, '/odd/line\nbreak');
    const { entries } = await list(container(name), '/odd', true);
    expect(entries.has('-rf') || entries.has('hit') || entries.has('line\nbreak')).toBe(false);
    expect(entries.has('done')).toBe(true);
    expect(
      noted.some((line) => line.startsWith('done: ') && line.includes('exec -u 0') && line.includes('rm -rf --')),
    ).toBe(true);
    await docker('exec', name, 'rm', '/bin/mv');
    expect(await fault(files.rename(name, '/odd/done', 'x'))).toBe('no-tool');
  });

  it('downloads files as they are and folders as tar', async () => {
    const { id, url } = await files.download(container(name), '/bin/busybox');
    const open = await hub.desk.download(secretOf(url))?.();
    const hash = createHash('sha256');
    for await (const chunk of open?.body ?? []) hash.update(chunk as Buffer);
    await docker('cp', `${name}:/bin/busybox`, `${dockerd.dir}/busybox`);
    expect(sha256(fs.readFileSync(`${dockerd.dir}/busybox`))).toBe(hash.digest('hex'));
    expect(open?.filename).toBe('busybox');
    await until(() => hub.progress(id)?.state === 'done', 2000, 'it is over');
    const folder = await files.download(container(name), '/deep');
    const tar = await hub.desk.download(secretOf(folder.url))?.();
    const chunks: Buffer[] = [];
    for await (const chunk of tar?.body ?? []) chunks.push(chunk as Buffer);
    expect(tar?.filename).toBe('deep.tar');
    expect(execFileSync('tar', ['-tf', '-'], { input: Buffer.concat(chunks), encoding: 'utf8' })).toContain(
      'deep/a/b/file',
    );
  });

  it('tells what differs from the image', async () => {
    const all: { path: string; kind: string }[] = [];
    let imageId = '';
    for await (const part of files.changes(name, signal)) {
      all.push(...part.changes);
      imageId = part.imageId;
    }
    expect(all).toContainEqual({ path: '/odd/done', kind: 'added' });
    expect(all).toContainEqual({ path: '/tmp', kind: 'changed' });
    expect((await contentOf({ kind: 'image', id: imageId }, '/etc/passwd')).text).toBe(
      'root:x:0:0:root:/root:/bin/sh\n',
    );
  });
});

describe('volumes', () => {
  beforeAll(async () => {
    await files.close();
    await docker(
      'run',
      '--rm',
      '-v',
      'vol-plain:/v',
      IMAGE,
      'sh',
      '-c',
      'mkdir /v/sub; printf x > /v/sub/x; ln -s /etc /v/out; ln -s sub /v/in; ln -s /v/sub/x /v/elsewhere',
    );
  });

  it('are looked into through a container that is never started, and goes', async () => {
    const before = await containerCount();
    const source: FileSource = { kind: 'volume', name: 'vol-plain' };
    const { entries } = await list(source, '/');
    expect([...entries.keys()].sort()).toEqual(['elsewhere', 'in', 'out', 'sub']);
    expect((await contentOf(source, '/in/x')).text).toBe('x');
    expect((await upload(source, '/sub', { name: 'y', bytes: Buffer.from('y') })).state).toBe('done');
    expect((await contentOf(source, '/sub/y')).text).toBe('y');
    expect(await containerCount()).toBe(before + 1);
    expect(proxy.paths.filter((path) => path.includes('/start') && !path.includes('/exec/'))).toEqual([]);
    await files.close();
    expect(await containerCount()).toBe(before);
    expect(await docker('volume', 'ls', '-q')).toContain('vol-plain');
  });

  it('let no link lead out of them', async () => {
    const source: FileSource = { kind: 'volume', name: 'vol-plain' };
    expect(await fault(list(source, '/out'))).toBe('link');
    expect(await fault(contentOf(source, '/out/passwd'))).toBe('link');
    expect(await fault(contentOf(source, '/elsewhere'))).toMatch(/link|missing/);
    expect((await files.resolve(source, '/../../etc/..', signal)).path).toBe('/');
  });

  it('are not made by looking, nor filled', async () => {
    expect(await fault(list({ kind: 'volume', name: 'none' }, '/'))).toContain('no such volume');
    expect(await docker('volume', 'ls', '-q')).not.toMatch(/^none$/m);
    await docker('volume', 'create', 'vol-empty');
    expect((await list({ kind: 'volume', name: 'vol-empty' }, '/')).entries.size).toBe(0);
  });

  it('that are mounted read-only say so when they are written to', async () => {
    await docker('create', '--name', 'ro', '-v', 'vol-plain:/v:ro', IMAGE);
    const { state, failure } = await upload(container('ro'), '/v', { name: 'z', bytes: Buffer.alloc(2_000_000) });
    expect(state).toBe('failed');
    expect(failure?.message).toMatch(/read-only/);
  });
});

describe('images', () => {
  it('are looked into, and cannot be changed', async () => {
    const source: FileSource = { kind: 'image', id: IMAGE };
    expect((await list(source, '/')).entries.has('bin')).toBe(true);
    expect(await fault(files.save(source, { path: '/etc/passwd', text: '', expectedSha256: null }))).toBe('read-only');
    expect(await fault(files.upload({ source, path: '/', name: 'x', size: 0, replace: false }))).toBe('read-only');
  });

  it('leave no volumes behind of those they ask for', async () => {
    const id = await docker('create', IMAGE);
    await docker('commit', '-c', 'VOLUME /asked', '-c', 'CMD []', id, 'asks:1');
    const before = await docker('volume', 'ls', '-q');
    expect((await list({ kind: 'image', id: 'asks:1' }, '/')).entries.has('bin')).toBe(true);
    await files.close();
    expect(await docker('volume', 'ls', '-q')).toBe(before);
  });
});

describe('very many', () => {
  beforeAll(async () => {
    const make = `mkdir /many; cd /many; i=0; while [ $i -lt ${String(MANY)} ]; do : > $i; i=$((i+1)); done; dd if=/dev/zero of=/big bs=1M count=300; touch /ready; sleep 1000`;
    await docker('run', '-d', '--name', 'many', '--init', IMAGE, 'sh', '-c', make);
    await until(
      async () => (await docker('exec', 'many', 'ls', '/').catch(() => '')).includes('ready'),
      60_000,
      'it is set up',
    );
  });

  it('are listed whole', async () => {
    const { entries, end } = await list(container('many'), '/many');
    expect(entries.size).toBe(MANY);
    expect(end?.reason).toBe('complete');
  });

  it('can be cancelled at once, and nothing stays open', async () => {
    const stop = new AbortController();
    let seen = 0;
    const listing = files.list(
      { source: container('many'), path: '/many', fresh: true, unbounded: false },
      stop.signal,
    );
    const reading = (async () => {
      for await (const item of listing) if (item.type === 'progress' && ++seen === 1) stop.abort();
    })();
    await expect(reading).rejects.toThrow(/cancelled/);
    await until(() => proxy.open() === 0, 2_000, 'no request is open');
    const left = files.list({ source: container('many'), path: '/many', fresh: true, unbounded: false }, signal);
    for await (const item of left) if (item.type === 'progress') break;
    await until(() => proxy.open() === 0, 2_000, 'no request is open');
  });

  it('a transfer that is cancelled, or whose client leaves, leaves nothing open', async () => {
    const { id, url } = await files.download(container('many'), '/big');
    const open = await hub.desk.download(secretOf(url))?.();
    await open?.body[Symbol.asyncIterator]().next();
    expect(hub.progress(id)).toMatchObject({ state: 'running', total: 300 * 2 ** 20 });
    hub.cancel(id);
    expect(hub.progress(id)?.state).toBe('cancelled');
    const second = await files.download(container('many'), '/');
    const tar = await hub.desk.download(secretOf(second.url))?.();
    await tar?.body[Symbol.asyncIterator]().next();
    tar?.body.destroy();
    await until(() => hub.progress(second.id)?.state === 'cancelled', 2_000, 'it is over');
    const third = await files.upload({
      source: container('many'),
      path: '/',
      name: 'cut',
      size: 10 ** 9,
      replace: false,
    });
    const body = Readable.from(
      (async function* () {
        for (;;) yield Buffer.alloc(65_536);
      })(),
    );
    const sent = hub.desk.upload(secretOf(third.url))?.(body, 10 ** 9);
    await until(() => (hub.progress(third.id)?.bytes ?? 0) > 0, 5_000, 'it has begun');
    body.destroy();
    await expect(sent).rejects.toThrow();
    expect(hub.progress(third.id)?.state).toBe('cancelled');
    await until(() => proxy.open() === 0, 5_000, 'no request is open');
  });

  it('an upload of another size than was said fails', async () => {
    for (const said of [10, 1000]) {
      const { id, url } = await files.upload({
        source: container('many'),
        path: '/tmp',
        name: `s${said}`,
        size: said,
        replace: false,
      });
      await hub.desk
        .upload(secretOf(url))?.(Readable.from([Buffer.alloc(100)]), null)
        .catch(() => undefined);
      expect(hub.progress(id)?.state).toBe('failed');
    }
    expect(await raw(dockerd.socket, 'GET', '/_ping')).toBe('OK');
  });
});
