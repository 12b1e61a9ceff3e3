import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { ImportWish, VolumeRow, VolumeWork } from '../../contract/volumes';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { tarHead, tarTail } from '../helpers/tar/writer';
import { createTransfers, type TransferHub } from '../transfers/transfers';
import { VolumeFault } from './fault';
import { createVolumes, type Volumes } from './volumes';

const IMAGE = 'slipway/busybox:1';

let dockerd: Dockerd;
let engine: Engine;
let hub: TransferHub;
let volumes: Volumes;
let folder: string;
const noted: string[] = [];

const docker = (...args: string[]): Promise<string> => dockerd.docker(...args);
const shell = (volume: string, script: string): Promise<string> =>
  docker('run', '--rm', '-v', `${volume}:/v`, IMAGE, 'sh', '-c', `cd /v && ${script}`);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const secretOf = (url: string): string => url.slice('/transfer/'.length);

const explain = (error: unknown) =>
  error instanceof VolumeFault
    ? { code: 'VOLUME_FAULT', message: error.message, data: { fault: error.fault, detail: error.detail } }
    : { code: 'X', message: String(error), data: null };

const options = (dataDir: string) => ({
  ...{ engine, dataDir, log: () => undefined, transfers: hub.offers, keep: null, explain },
  reserved: () => Promise.resolve(new Set<string>()),
  record: (command: string) => (outcome: string) => void noted.push(`${outcome}: ${command}`),
  letGo: () => Promise.resolve(),
});

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = engineAt(dockerd.url);
  hub = createTransfers({ explain });
  folder = path.join(dockerd.dir, 'backups');
  fs.mkdirSync(folder);
  volumes = await createVolumes(options(dockerd.dir));
  await connected(engine);
});

afterAll(async () => {
  await volumes.close();
  await engine.close();
  await dockerd.remove();
});

async function rows(): Promise<ReadonlyMap<string, VolumeRow>> {
  const controller = new AbortController();
  const found = new Map<string, VolumeRow>();
  for await (const change of volumes.watch(controller.signal)) {
    if (change.type === 'upsert') for (const row of change.rows) found.set(row.name, row);
    if (change.type === 'synced') break;
  }
  controller.abort();
  return found;
}

const fault = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof VolumeFault ? error.fault : String(error)),
  );

async function over(id: string): Promise<VolumeWork> {
  const find = () => volumes.work().works.find((work) => work.id === id);
  await until(() => find()?.state !== 'running', 20_000, 'the work is over');
  const work = find();
  if (work === undefined) throw new Error('no such work');
  return work;
}

const last = async (): Promise<VolumeWork> => over(volumes.work().works.at(-1)?.id ?? '');

async function exported(name: string, gzip = false): Promise<Buffer> {
  const { url } = await volumes.export({ name, gzip, pause: false });
  const open = await hub.desk.download(secretOf(url))?.();
  const bytes = await buffer(open?.body ?? Readable.from([]));
  expect(await last()).toMatchObject({ kind: 'export', state: 'done', sha256: sha256(bytes) });
  return bytes;
}

async function imported(bytes: Buffer, wish: Partial<ImportWish> & { readonly name: string }): Promise<VolumeWork> {
  const { url } = await volumes.import({
    ...{ fresh: true, empty: false, pause: false, size: bytes.length, sha256: null, ...wish },
  });
  await hub.desk
    .upload(secretOf(url))?.(Readable.from([bytes]), bytes.length)
    .catch(() => undefined);
  return last();
}

const faultOf = ({ failure }: VolumeWork): unknown => failure?.data;

const MANY = [
  'mkdir -p sub/deep empty && chmod 2750 sub && chown 1000:2000 sub',
  'printf hello > sub/file && chmod 4711 sub/file && chown 12:34 sub/file',
  'ln sub/file hard && ln -s sub/file soft && ln -s /etc/passwd absolute && mkfifo pipe',
  'head -c 3000000 /dev/urandom > big && printf x > "new\nline" && printf y > "$(printf \'\\377\')"',
  'touch -d 2001-02-03 sub/deep',
].join(' && ');
const LOOK =
  'find . -exec stat -c "%n %F %a %u:%g %h" {} + | sort; stat -c %Y sub/deep; readlink soft absolute; cat big sub/file | sha256sum';

it('lists volumes with who uses them, and whose they are', async () => {
  await docker('volume', 'create', '--label', 'com.docker.compose.project=shop', '--label', 'a=b', 'named');
  await docker('run', '-d', '--name', 'user', '--init', '-v', 'named:/data:ro', '-v', '/anon', IMAGE, 'sleep', '1000');
  const found = await rows();
  expect(found.get('named')).toMatchObject({
    ...{ driver: 'local', scope: 'local', anonymous: false, project: 'shop' },
    usedBy: [{ name: 'user', path: '/data', running: true, readOnly: true }],
  });
  const [anonymous] = [...found.values()].filter((row) => row.anonymous);
  expect(anonymous?.usedBy).toMatchObject([{ name: 'user', path: '/anon' }]);
  await docker('run', '--rm', '-v', 'named:/v', IMAGE, 'sh', '-c', 'head -c 20000000 /dev/zero > /v/zeros');
  const { sizes } = await volumes.sizes(new AbortController().signal);
  expect(sizes.find(({ name }) => name === 'named')?.bytes).toBe(20_000_000);
});

it('makes volumes, tells bad names, and does not take another for the one wished', async () => {
  const spec = { name: 'made', driver: 'local', options: { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' }, labels: {} };
  expect(await volumes.create(spec)).toBe('made');
  const made = JSON.parse(await docker('volume', 'inspect', 'made')) as { Options: object }[];
  expect(made[0]?.Options).toEqual(spec.options);
  expect(await fault(volumes.create({ ...spec, options: {} }))).toBe('exists');
  expect(await fault(volumes.create({ ...spec, name: '.x' }))).toBe('bad-name');
  const line = volumes.cli({ action: 'create', spec: { ...spec, name: 'by-cli' } });
  await docker(...line.split(' ').slice(line.split(' ').indexOf('volume')));
  const twin = JSON.parse(await docker('volume', 'inspect', 'by-cli')) as { Options: object }[];
  expect(twin[0]?.Options).toEqual(spec.options);
  const secret = {
    ...spec,
    name: 'secret',
    options: { type: 'cifs', device: '//x/y', o: 'username=u,password=hunter2,vers=3.0' },
  };
  await volumes.create(secret);
  expect(noted.join('\n')).not.toContain('hunter2');
});

it('deletes exactly those it is asked to, and says why one stays', async () => {
  await docker('volume', 'create', 'gone');
  const outcomes = new Map<string, string>();
  for await (const { name, outcome, message } of volumes.remove(['gone', 'named'], false, new AbortController().signal))
    outcomes.set(name, `${outcome} ${message}`);
  expect(outcomes.get('gone')).toBe('done ');
  expect(outcomes.get('named')).toMatch(/^failed .*in use/);
  expect(noted.some((line) => /^done: docker .*volume rm gone$/.test(line))).toBe(true);
});

it('exports and imports alike: links, modes, owners, odd names', async () => {
  await shell('source', MANY);
  const look = await shell('source', LOOK);
  const plain = await exported('source');
  const zipped = await exported('source', true);
  expect(gunzipSync(zipped).length).toBe(plain.length);
  expect(await imported(plain, { name: 'plain', sha256: sha256(plain) })).toMatchObject({ state: 'done' });
  expect(await shell('plain', LOOK)).toBe(look);
  expect(await imported(zipped, { name: 'zipped' })).toMatchObject({ state: 'done', sha256: sha256(zipped) });
  expect(await shell('zipped', LOOK)).toBe(look);
  const { work } = { work: await volumes.clone({ name: 'source', to: 'copy', pause: false }) };
  expect(await over(work)).toMatchObject({ state: 'done' });
  expect(await shell('copy', LOOK)).toBe(look);
  expect(await fault(volumes.clone({ name: 'source', to: 'copy', pause: false }))).toBe('exists');
  expect((await docker('ps', '-aq', '--filter', 'label=io.slipway.helper')).length).toBe(0);
});

const entry = (name: string, body: string): Buffer =>
  Buffer.concat([
    tarHead({ ...{ name, size: body.length, mode: 0o644, uid: 0, gid: 0, mtime: 0 }, xattrs: new Map() }),
    Buffer.from(body),
    tarTail(body.length).subarray(0, (512 - (body.length % 512)) % 512),
  ]);
const END = Buffer.alloc(1024);

it('refuses archives that lead out, are cut, or are not what they should be, and leaves no new volume behind', async () => {
  const good = entry('good', 'x');
  const bad = Buffer.concat([good, entry('../../etc/passwd', 'x'), END]);
  expect(faultOf(await imported(bad, { name: 'hostile' }))).toMatchObject({ fault: 'hostile-tar' });
  expect(faultOf(await imported(gzipSync(bad), { name: 'hostile' }))).toMatchObject({ fault: 'hostile-tar' });
  expect(faultOf(await imported(good, { name: 'hostile' }))).toMatchObject({ fault: 'bad-tar' });
  expect(faultOf(await imported(gzipSync(bad).subarray(0, 40), { name: 'hostile' }))).toMatchObject({
    fault: 'bad-tar',
  });
  expect(faultOf(await imported(Buffer.from('BZh91AY'), { name: 'hostile' }))).toMatchObject({ fault: 'compression' });
  expect(faultOf(await imported(gzipSync(Buffer.from('BZh91AY')), { name: 'hostile' }))).toMatchObject({
    fault: 'compression',
  });
  expect(faultOf(await imported(Buffer.alloc(0), { name: 'hostile' }))).toMatchObject({ fault: 'bad-tar' });
  const whole = Buffer.concat([good, END]);
  expect(faultOf(await imported(whole, { name: 'hostile', sha256: '0'.repeat(64) }))).toMatchObject({
    fault: 'checksum',
  });
  expect((await rows()).has('hostile')).toBe(false);
  await docker('volume', 'create', 'there');
  const into = await imported(bad, { name: 'there', fresh: false });
  expect(into.note).toMatch(/^Up to 1 entries/);
});

it('pauses those that use it meanwhile, and lets them go on whatever happens', async () => {
  const paused = (): Promise<string> => docker('inspect', '-f', '{{.State.Paused}}', 'user');
  const { url } = await volumes.export({ name: 'named', gzip: false, pause: true });
  const open = await hub.desk.download(secretOf(url))?.();
  expect(await paused()).toBe('true');
  const journal = path.join(dockerd.dir, 'volumes-paused.json');
  expect(fs.readFileSync(journal, 'utf8')).toContain('"user"');
  open?.body.destroy();
  expect((await last()).state).toBe('cancelled');
  expect(await paused()).toBe('false');
  expect(fs.readFileSync(journal, 'utf8')).toBe('[]');
  // A Slipway that was killed.
  const id = await docker('inspect', '-f', '{{.Id}}', 'user');
  await docker('pause', 'user');
  const dataDir = fs.mkdtempSync(path.join(dockerd.dir, 'data-'));
  const left = [{ engine: engine.state().status.engine?.key, id, name: 'user' }];
  fs.writeFileSync(path.join(dataDir, 'volumes-paused.json'), JSON.stringify(left));
  const unfinished = [{ id: '1', kind: 'clone', volume: 'named', target: 'half' }];
  fs.writeFileSync(path.join(dataDir, 'volumes-unfinished.json'), JSON.stringify(unfinished));
  const next = await createVolumes(options(dataDir));
  expect(next.work().notices[0]?.text).toContain('the volume half');
  await until(() => next.work().notices.length > 1, 10_000, 'it is said');
  expect(await paused()).toBe('false');
  await next.close();
});

it('empties volumes, also one that is used', async () => {
  const empty = async (name: string) => over(await volumes.empty(name));
  expect((await empty('copy')).state).toBe('done');
  expect(await shell('copy', 'ls -A')).toBe('');
  expect((await rows()).get('copy')?.driver).toBe('local');
  expect(await empty('named')).toMatchObject({ state: 'done', failure: null });
  expect(await shell('named', 'ls -A')).toBe('');
});

it('backs up, checks, keeps the last, and restores what is the same', async () => {
  const look = await shell('source', LOOK);
  const plan = { schedule: { every: 'never' }, folder, keep: 2, gzip: true, pause: false } as const;
  expect(await fault(volumes.backups.setPlan('source', { ...plan, folder: `${folder}/none` }))).toBe('folder');
  await volumes.backups.setPlan('source', plan);
  const files = async (): Promise<string[]> => (await volumes.backups.list('source')).map(({ file }) => file);
  fs.writeFileSync(path.join(folder, 'source-20200101T000000Z.tar'), 'of somebody else');
  for (const age of [3, 2, 1]) {
    const work = await over(await volumes.backups.backUp('source'));
    expect(work.state).toBe('done');
    const [newest = ''] = await files();
    const older = newest.replace(/\d{8}T\d{6}/, `2021010${String(9 - age)}T000000`);
    for (const ending of ['', '.sha256'])
      fs.renameSync(path.join(folder, newest + ending), path.join(folder, older + ending));
  }
  expect((await files()).filter((file) => !file.includes('2020'))).toHaveLength(2);
  expect(await files()).toHaveLength(3);
  const [file = ''] = await files();
  expect(await over(await volumes.backups.check('source', file))).toMatchObject({ state: 'done' });
  expect(await over(await volumes.backups.restore({ name: 'source', file, to: 'restored' }))).toMatchObject({
    state: 'done',
  });
  expect(await shell('restored', LOOK)).toBe(look);
  await shell('source', 'rm -rf sub && printf later > later');
  expect((await over(await volumes.backups.restore({ name: 'source', file, to: 'source' }))).state).toBe('done');
  expect(await shell('source', LOOK)).toBe(look);
  fs.appendFileSync(path.join(folder, file), 'x');
  expect(faultOf(await over(await volumes.backups.check('source', file)))).toMatchObject({ fault: 'checksum' });
  expect(faultOf(await over(await volumes.backups.restore({ name: 'source', file, to: 'source' })))).toMatchObject({
    fault: 'checksum',
  });
  expect(await shell('source', LOOK)).toBe(look);
});

it('a backup that cannot be written says why, leaves nothing, and is tried again later', async () => {
  const gone = path.join(dockerd.dir, 'gone');
  fs.mkdirSync(gone);
  const plan = { schedule: { every: 'hours', hours: 1 }, folder: gone, keep: 1, gzip: false, pause: false } as const;
  await volumes.backups.setPlan('plain', plan);
  const state = () => volumes.work().plans.find(({ volume }) => volume === 'plain');
  const first = state()?.next ?? 0;
  expect(first - Date.now()).toBeGreaterThan(3_500_000);
  fs.rmdirSync(gone);
  expect(await fault(volumes.backups.backUp('plain'))).toBe('folder');
  // A disk of 1 MB, in this process's own mounts.
  fs.mkdirSync(gone);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', gone]);
  try {
    const work = await over(await volumes.backups.backUp('plain'));
    expect(JSON.stringify(work.failure)).toContain('disk-full');
    expect(fs.readdirSync(gone)).toEqual([]);
  } finally {
    execFileSync('umount', [gone]);
  }
  // Told of the plan once its work is over.
  await until(() => state()?.last?.ok === false, 10_000, 'the plan knows of it');
  expect(volumes.work().notices.at(-1)?.text).toContain('The backup of plain failed');
  expect((state()?.next ?? 0) - Date.now()).toBeGreaterThan(800_000);
});

it('a plan whose volume was deleted is paused by its next run, until it is let go', async () => {
  const dataDir = fs.mkdtempSync(path.join(dockerd.dir, 'data-'));
  const schedule = { every: 'hours', hours: 1 };
  const stored = {
    ...{ engine: engine.state().status.engine?.key, volume: 'deleted', since: Date.now() - 7_200_000, last: null },
    plan: { schedule, folder, keep: 3, gzip: false, pause: false },
  };
  fs.writeFileSync(path.join(dataDir, 'backups.json'), JSON.stringify({ version: 1, plans: [stored] }));
  const next = await createVolumes(options(dataDir));
  await until(() => next.work().plans[0]?.paused === true, 20_000, 'it is paused');
  expect(next.work().plans[0]).toMatchObject({ next: null, last: { ok: false } });
  expect(next.work().notices.filter(({ text }) => text.includes('failed'))).toEqual([]);
  expect(fs.existsSync(path.join(folder, 'deleted'))).toBe(false);
  await next.backups.setPlan('deleted', null);
  expect(next.work().plans).toEqual([]);
  await next.close();
});

it('a backup that was missed is made at the next start, and that is said', async () => {
  const dataDir = fs.mkdtempSync(path.join(dockerd.dir, 'data-'));
  const schedule = { every: 'hours', hours: 1 };
  const stored = {
    ...{ engine: engine.state().status.engine?.key, volume: 'plain', since: Date.now() - 7_200_000, last: null },
    plan: { schedule, folder, keep: 3, gzip: false, pause: false },
  };
  fs.writeFileSync(path.join(dataDir, 'backups.json'), JSON.stringify({ version: 1, plans: [stored] }));
  const next = await createVolumes(options(dataDir));
  await until(() => next.work().plans[0]?.last?.ok === true, 20_000, 'it is made');
  expect(next.work().notices[0]?.text).toContain('The backup of plain was due');
  expect(await next.backups.list('plain')).toHaveLength(1);
  expect(next.work().works.filter(({ kind }) => kind === 'backup')).toHaveLength(1);
  expect((next.work().plans[0]?.next ?? 0) - Date.now()).toBeGreaterThan(3_500_000);
  await next.close();
  expect(fs.readFileSync(path.join(dataDir, 'backups.json'), 'utf8')).toContain('"ok": true');
});
