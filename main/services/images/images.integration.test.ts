import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { ImageRow, ImageWork } from '../../contract/images';
import { createContainers } from '../containers/containers';
import { readUsage } from '../engine/system-df';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { tarHead, tarTail } from '../helpers/tar/writer';
import { createTransfers, type TransferHub } from '../transfers/transfers';
import { ImageFault } from './fault';
import { createImages, type Images } from './images';

const BUSYBOX = 'slipway/busybox:1';

let dockerd: Dockerd;
let engine: Engine;
let hub: TransferHub;
let images: Images;
let folder: string;
const noted: string[] = [];
const asked: string[] = [];
const signal = new AbortController().signal;

const docker = (...args: string[]): Promise<string> => dockerd.docker(...args);
const idOf = (name: string): Promise<string> => docker('image', 'inspect', '-f', '{{.Id}}', name);
const secretOf = (url: string): string => url.slice('/transfer/'.length);

const explain = (error: unknown) =>
  error instanceof ImageFault
    ? { code: 'IMAGE_FAULT', message: error.message, data: { fault: error.fault, detail: error.detail } }
    : { code: 'X', message: String(error), data: null };

/** The engine, with a note of what it is asked about images. */
function observed(): Engine {
  const { client } = engine;
  const json: typeof client.json = (request) => {
    if (request.path.startsWith('/images/')) asked.push(`${request.method} ${request.path}`);
    return client.json(request);
  };
  return { ...engine, client: { ...client, json } };
}

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = engineAt(dockerd.url);
  hub = createTransfers({ explain });
  const record = (command: string) => (outcome: string) => void noted.push(`${outcome}: ${command}`);
  const containers = createContainers({ engine, record, log: () => undefined, keep: () => Promise.resolve() });
  images = createImages({
    ...{ engine: observed(), record, transfers: hub.offers, explain },
    containers: (ending) => containers.watch(ending),
    shares: async (ending) => (await readUsage(engine.client, ending)).images,
  });
  folder = path.join(dockerd.dir, 'tars');
  fs.mkdirSync(folder);
  await connected(engine);
});

afterAll(async () => {
  await images.close();
  await engine.close();
  await dockerd.remove();
});

/** The list as a page has it, kept up until `stop`. */
function mirror() {
  const controller = new AbortController();
  const rows = new Map<string, ImageRow>();
  const state = { synced: false };
  const done = (async () => {
    for await (const change of images.watch(controller.signal)) {
      if (change.type === 'upsert') for (const row of change.rows) rows.set(row.id, row);
      if (change.type === 'remove') for (const id of change.ids) rows.delete(id);
      if (change.type === 'synced') state.synced = true;
    }
  })();
  return {
    rows,
    named: (name: string) => [...rows.values()].find(({ tags }) => tags.includes(name)),
    synced: () => until(() => state.synced, 5000, 'the list is whole'),
    stop: () => {
      controller.abort();
      return done;
    },
  };
}

const build = async (name: string, ...lines: string[]): Promise<void> => {
  const dir = fs.mkdtempSync(path.join(folder, 'build-'));
  fs.writeFileSync(path.join(dir, 'Dockerfile'), [`FROM ${BUSYBOX}`, ...lines].join('\n'));
  // The engine's own builder.
  await docker('build', '-q', '-t', name, dir);
};

it('tells of images by events, looks up what changed by itself, and joins who uses them', async () => {
  const { rows, named, synced, stop } = mirror();
  await synced();
  expect(named(BUSYBOX)).toMatchObject({ usedBy: [], moreUsers: 0, kept: false });
  asked.length = 0;
  await docker('tag', BUSYBOX, 'other/name:2');
  await until(() => named('other/name:2') !== undefined, 5000, 'the tag is told');
  expect(named('other/name:2')?.tags).toEqual(['other/name:2', BUSYBOX]);
  expect(asked.every((request) => !request.endsWith('/images/json'))).toBe(true);
  asked.length = 0;
  await docker('run', '-d', '--name', 'user', BUSYBOX, 'sleep', '100');
  await until(() => named(BUSYBOX)?.usedBy[0]?.running === true, 5000, 'its user is told');
  expect(named(BUSYBOX)?.usedBy[0]?.name).toBe('user');
  expect(asked).toEqual([]);
  await docker('rm', '-f', 'user');
  await until(() => named(BUSYBOX)?.usedBy.length === 0, 5000, 'its user is gone');

  // A tag that moves is told of its new image only.
  await build('moving:1', 'LABEL n=1');
  await until(() => named('moving:1') !== undefined, 5000, 'the image is told');
  const first = named('moving:1')?.id ?? '';
  await build('moving:2', 'LABEL n=2');
  await docker('tag', 'moving:2', 'moving:1');
  await until(() => rows.get(first)?.tags.length === 0, 5000, 'the old one has no name');
  await docker('rmi', 'other/name:2', 'moving:1', 'moving:2', first);
  const listed = async (): Promise<string> => (await docker('images', '-q', '--no-trunc')).split('\n').sort().join();
  const wanted = await listed();
  await until(() => [...rows.keys()].sort().join() === wanted, 10_000, 'the list is the engine’s');
  await stop();
});

it('a storm is a list, not a question each', async () => {
  const { rows, named, synced, stop } = mirror();
  await synced();
  asked.length = 0;
  for (let count = 0; count < 60; count += 1) await docker('tag', BUSYBOX, `storm:${String(count)}`);
  await until(() => (named(BUSYBOX)?.tags.length ?? 0) === 61, 15_000, 'all tags are told');
  expect(rows.size).toBe(1);
  expect(asked.length).toBeLessThan(60);
  const tags = Array.from({ length: 60 }, (_, count) => `storm:${String(count)}`);
  await docker('rmi', ...tags);
  await stop();
});

async function outcomes(targets: { id: string; names: string[] }[], force = false) {
  const ends: Record<string, string> = {};
  for await (const { id, outcome, message } of images.remove(targets, force, signal))
    if (outcome !== 'removing') ends[id] = message === '' ? outcome : `${outcome}: ${message}`;
  return ends;
}

it('plans a removal as the engine does it, and never takes half of the names', async () => {
  await build('parent:1', 'LABEL a=1');
  const dir = fs.mkdtempSync(path.join(folder, 'build-'));
  fs.writeFileSync(path.join(dir, 'Dockerfile'), 'FROM parent:1\nLABEL b=1\nLABEL c=1');
  await docker('build', '-q', '-t', 'child:1', dir);
  await docker('tag', 'child:1', 'child:again');
  const [parent, child] = await Promise.all([idOf('parent:1'), idOf('child:1')]);
  await docker('create', '--name', 'idle', 'child:1', 'true');
  const fates = async (...ids: string[]) =>
    Object.fromEntries((await images.plan(ids, signal)).map(({ id, fate }) => [id, fate]));
  expect(await fates(parent)).toEqual({ [parent]: 'parent' });
  expect(await fates(parent, child)).toEqual({ [parent]: 'goes', [child]: 'forced' });
  const childNames = ['child:1', 'child:again'];
  expect(await outcomes([{ id: child, names: childNames }])).toEqual({
    [child]: 'failed: It is used by idle. It was left alone.',
  });
  expect(await docker('images', '-q', 'child')).toMatch(/\n/);
  expect((await outcomes([{ id: child, names: ['child:1'] }]))[child]).toMatch(/others than when it was listed/);
  expect(await outcomes([{ id: parent, names: ['parent:1'] }])).toEqual({ [parent]: 'untagged' });
  await docker('tag', parent, 'parent:1');
  // The parent first: it is taken last.
  const both = [
    { id: parent, names: ['parent:1'] },
    { id: child, names: childNames },
  ];
  expect(await outcomes(both, true)).toEqual({ [child]: 'done', [parent]: 'done' });
  expect(noted.some((line) => line.startsWith('done: docker') && line.includes(`rmi --force ${child}`))).toBe(true);
  await docker('rm', 'idle');
  await docker('run', '-d', '--name', 'runs', BUSYBOX, 'sleep', '100');
  const busybox = await idOf(BUSYBOX);
  expect(await fates(busybox)).toEqual({ [busybox]: 'running' });
  expect((await outcomes([{ id: busybox, names: [BUSYBOX] }], true))[busybox]).toMatch(/^failed: It is used by runs/);
  await docker('rm', '-f', 'runs');
});

it('tags and untags, and says whose name is taken', async () => {
  const busybox = await idOf(BUSYBOX);
  const tag = (id: string, reference: string, replace = false) => images.tag({ id, reference, replace });
  await expect(images.untag({ id: busybox, reference: BUSYBOX })).rejects.toMatchObject({ fault: 'last-name' });
  await expect(tag(busybox, 'Upper/Case:1')).rejects.toMatchObject({ fault: 'bad-reference' });
  await tag(busybox, 'localhost:5000/team/app');
  expect(await idOf('localhost:5000/team/app:latest')).toBe(busybox);
  await images.untag({ id: busybox, reference: 'localhost:5000/team/app:latest' });
  await build('taken:1', 'LABEL d=1');
  const other = await idOf('taken:1');
  await expect(tag(busybox, 'taken:1')).rejects.toMatchObject({ fault: 'name-taken', detail: other });
  await tag(busybox, 'taken:1', true);
  expect(await idOf('taken:1')).toBe(busybox);
  await docker('rmi', 'taken:1', other);
});

it('platform, history, sizes', async () => {
  const busybox = await idOf(BUSYBOX);
  await build('sized:1', 'RUN head -c 3000000 /dev/zero > /zeros');
  const sized = await idOf('sized:1');
  expect(await images.platforms([busybox, `sha256:${'0'.repeat(64)}`], signal)).toMatchObject([
    { id: busybox, os: 'linux' },
  ]);
  const [step] = await images.history(sized, signal);
  const told = await docker('history', '--human=false', '--format', '{{.Size}}', 'sized:1');
  expect(step).toMatchObject({ id: sized, size: Number(told.split('\n')[0]), tags: ['sized:1'] });
  expect(step?.size).toBeGreaterThan(0);
  expect(step?.createdBy).toContain('/zeros');
  const { shared } = await images.sizes(signal);
  const size = Number(await docker('image', 'inspect', '-f', '{{.Size}}', BUSYBOX));
  expect(shared.find(({ id }) => id === sized)?.bytes).toBe(size);
  await docker('rmi', 'sized:1');
});

async function save(...names: string[]): Promise<Buffer> {
  const { url } = await images.save(names);
  const opened = await hub.desk.download(secretOf(url))?.();
  if (opened === undefined) throw new Error('no ticket');
  return buffer(opened.body);
}

interface Sent {
  readonly work: ImageWork;
  readonly fault: string;
}

async function send(url: string, bytes: Buffer): Promise<Sent> {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 65_536) chunks.push(bytes.subarray(at, at + 65_536));
  const failure: unknown = await hub.desk
    .upload(secretOf(url))?.(Readable.from(chunks), bytes.length)
    .then(
      () => null,
      (error: unknown) => error,
    );
  const work = images.work().at(-1);
  if (work === undefined) throw new Error('no work');
  return { work, fault: failure instanceof ImageFault ? failure.fault : String(failure) };
}

const load = (bytes: Buffer, file = 'images.tar'): Promise<Sent> =>
  send(images.load({ file, size: bytes.length }).url, bytes);

const names = async (): Promise<string> =>
  (await docker('images', '--no-trunc', '--format', '{{.Repository}}:{{.Tag}} {{.ID}}')).split('\n').sort().join('\n');

it('saves and loads the same image again, packed or not', async () => {
  await build('round:1', 'RUN echo hello > /hello');
  await docker('tag', 'round:1', 'round:2');
  const id = await idOf('round:1');
  const tar = await save('round:1', 'round:2');
  expect(images.work().at(-1)).toMatchObject({ kind: 'save', state: 'done', bytes: tar.length });
  for (const bytes of [tar, gzipSync(tar)]) {
    await docker('rmi', 'round:1', 'round:2');
    const { work } = await load(bytes);
    expect(work).toMatchObject({ state: 'done', bytes: bytes.length, total: bytes.length });
    expect(work.note).toContain('round:1');
    expect(await idOf('round:1')).toBe(id);
    expect(await idOf('round:2')).toBe(id);
  }
  expect(await docker('run', '--rm', 'round:1', 'cat', '/hello')).toBe('hello');
  await docker('rmi', 'round:1', 'round:2');
});

it('loads an OCI archive of another tool', async () => {
  const dir = path.join(folder, 'oci');
  const policy = ['--insecure-policy', 'copy', '--src-daemon-host', dockerd.url];
  execFileSync('skopeo', [...policy, `docker-daemon:${BUSYBOX}`, `oci-archive:${dir}.tar:from/oci:1`], {
    stdio: 'pipe',
  });
  const { work, fault } = await load(fs.readFileSync(`${dir}.tar`));
  expect([work.state, fault]).toEqual(['done', 'null']);
  expect(await docker('run', '--rm', 'from/oci:1', 'echo', 'runs')).toBe('runs');
  await docker('rmi', 'from/oci:1');
});

const file = (name: string, content: Buffer | string): Buffer => {
  const bytes = Buffer.from(content);
  const size = bytes.length;
  return Buffer.concat([
    tarHead({ ...{ name, size, mode: 0o644, uid: 0, gid: 0, mtime: 0 }, xattrs: new Map() }),
    bytes,
    Buffer.alloc((512 - (size % 512)) % 512),
  ]);
};
const END = tarTail(0);

it('refuses what is broken, hostile or no image, and leaves nothing', async () => {
  const before = await names();
  const tar = await save(BUSYBOX);
  const manifest = JSON.stringify([{ Config: 'c.json', RepoTags: ['evil:1'], Layers: ['gone/layer.tar'] }]);
  const cases: readonly (readonly [label: string, bytes: Buffer, fault: string])[] = [
    ['cut', tar.subarray(0, tar.length - 20_000), 'bad-tar'],
    ['cut gzip', gzipSync(tar).subarray(0, 50_000), 'bad-tar'],
    ['no tar', Buffer.alloc(4096, 'x'), 'bad-tar'],
    ['empty', Buffer.alloc(0), 'bad-tar'],
    ['xz', Buffer.concat([Buffer.from('fd377a585a00', 'hex'), Buffer.alloc(600)]), 'compression'],
    ['climbs', Buffer.concat([file('../../evil', 'x'), END]), 'hostile-tar'],
    ['a file system', Buffer.concat([file('etc/passwd', 'x'), END]), 'no-image'],
    ['lacks a layer', Buffer.concat([file('c.json', '{}'), file('manifest.json', manifest), END]), 'no-image'],
    ['bad JSON', Buffer.concat([file('manifest.json', '{nope'), END]), 'no-image'],
  ];
  for (const [label, bytes, expected] of cases) {
    const { work, fault } = await load(bytes);
    expect([label, fault, work.state, work.note]).toEqual([
      label,
      expected,
      'failed',
      'The engine has kept nothing of it',
    ]);
  }
  expect(await names()).toBe(before);
  // Nor in the engine's own folder.
  const left = () => fs.readdirSync(path.join(dockerd.dir, 'data/tmp')).length;
  await until(() => left() === 0, 5000, 'the engine has tidied up');
});

it('says exactly what the engine has kept of a load that fails half-way', async () => {
  await build('kept:1', 'LABEL k=1');
  const tar = await save('kept:1');
  await docker('rmi', 'kept:1');
  const dir = fs.mkdtempSync(path.join(folder, 'half-'));
  execFileSync('tar', ['-xf', '-', '-C', dir], { input: tar });
  const manifest = JSON.parse(fs.readFileSync(path.join(dir, 'manifest.json'), 'utf8')) as object[];
  fs.writeFileSync(path.join(dir, 'broken.json'), '{"rootfs":{"type":"layers","diff_ids":["sha256:00"]}}');
  const broken = { Config: 'broken.json', RepoTags: ['broken:1'], Layers: ['repositories'] };
  fs.writeFileSync(path.join(dir, 'manifest.json'), JSON.stringify([...manifest, broken]));
  const { work, fault } = await load(execFileSync('tar', ['-cf', '-', '-C', dir, '.'], { maxBuffer: 1e9 }));
  expect(fault).toMatch(/engine-failed|EngineError/);
  expect(work.note).toMatch(/^The engine has kept: kept:1|^The engine has kept: [0-9a-f]{12}/);
  const ids = await docker('images', '-q', 'kept:1');
  expect(work.note.includes('kept:1')).toBe(ids !== '');
  if (ids !== '') await docker('rmi', 'kept:1');
});

it('imports a root file system with its changes, and no saved image', async () => {
  const root = path.join(folder, 'root');
  const container = await docker('create', BUSYBOX);
  await docker('export', '-o', `${root}.tar`, container);
  await docker('rm', container);
  const bytes = fs.readFileSync(`${root}.tar`);
  const wish = {
    ...{ file: 'root.tar', size: bytes.length, reference: 'imported:1', message: 'from a test' },
    changes: ['CMD ["echo", "imported"]', 'ENV A=b'],
  };
  const { work } = await send(images.import(wish).url, bytes);
  expect(work).toMatchObject({ kind: 'import', state: 'done', note: 'Imported imported:1' });
  expect(await docker('run', '--rm', 'imported:1')).toBe('imported');
  expect(await docker('image', 'inspect', '-f', '{{.Comment}} {{.Config.Env}}', 'imported:1')).toContain(
    'from a test [',
  );
  await docker('rmi', 'imported:1');
  const saved = await save(BUSYBOX);
  expect((await send(images.import({ ...wish, size: saved.length }).url, saved)).fault).toBe('no-image');
  const cut = bytes.subarray(0, bytes.length - 30_000);
  const { fault, work: failed } = await send(images.import({ ...wish, size: cut.length }).url, cut);
  expect([fault, failed.note]).toEqual(['bad-tar', 'The engine has kept nothing of it']);
  expect(noted.find((line) => line.includes(' import '))).toMatch(/^done: docker .*import --message 'from a test'/);
});
