import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../testing/dockerd.mjs';
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy.mjs';
import { createTexts } from '../../texts/translate';
import type { ImportItem, ImportWish, Preflight } from '../contract/imports';
import { createEngine } from '../services/engine/engine';
import { connected } from '../services/engine/testing/engine-at';
import type { Engine } from '../services/engine/types';
import { createImports, type Imports } from '../services/imports/imports';
import { overlap, parseCidr } from '../services/networks/cidr';
import { createTasks } from '../services/tasks/tasks';
import { createTransfers } from '../services/transfers/transfers';
import { goOnAfterKill, openImportPauses } from './import-pauses';
import { createMovers } from './imports';

const IMAGE = 'slipway/busybox:1';
/** The key of what DOCKER_HOST names. */
const SOURCE = 'env';
const NOTHING: ImportWish = { source: SOURCE, images: [], volumes: [], networks: [] };

let source: Dockerd;
let target: Dockerd;
let proxy: FaultProxy;
let engine: Engine;
let imports: Imports;
const tasks = createTasks({ momentMs: 0 });

const failureOf = (error: unknown) => ({
  code: error instanceof Error ? error.name : 'X',
  message: error instanceof Error ? error.message : String(error),
  data: null,
});

const open = async (dataDir: string): Promise<Imports> => {
  const paused = await openImportPauses(dataDir, () => undefined);
  const went = goOnAfterKill({ engine, paused, tasks, t: createTexts('en', {}).t });
  return createImports({
    ...{ engine, dataDir, log: () => undefined, explain: failureOf },
    transfers: createTransfers({ explain: failureOf }).offers,
    room: () => Promise.resolve(1_000_000),
    overlap: (a, b) => {
      const [one, other] = [parseCidr(a), parseCidr(b)];
      return one !== null && other !== null && overlap(one, other);
    },
    movers: createMovers({ paused, went, log: () => undefined, letGo: () => Promise.resolve() }),
  });
};

const look = (): Promise<Preflight> => imports.preflight(SOURCE, new AbortController().signal);
const item = (id: string): ImportItem | undefined => imports.items().find((one) => one.id === id);
const isOver = (): boolean => imports.run()?.endedAt !== null;
async function run(wish: Partial<ImportWish>): Promise<readonly ImportItem[]> {
  await imports.start({ ...NOTHING, ...wish });
  await until(isOver, 50_000, 'the run is over');
  return imports.items();
}
/** Nothing of a volume, and no helper that holds it: whatever a first try left. */
const anew = async (name: string): Promise<void> => {
  for (const { docker } of [source, target]) {
    const helpers = (await docker('ps', '-aq', '--filter', 'label=io.slipway.helper')).split('\n').filter(Boolean);
    if (helpers.length > 0) await docker('rm', '-f', ...helpers);
    await docker('volume', 'rm', '-f', name);
  }
};
const shell = ({ docker }: Dockerd, volume: string, script: string): Promise<string> =>
  docker('run', '--rm', '-v', `${volume}:/v`, IMAGE, 'sh', '-c', `cd /v && ${script}`);
const idOf = ({ docker }: Dockerd, name: string): Promise<string> => docker('image', 'inspect', '-f', '{{.Id}}', name);

beforeAll(async () => {
  [source, target] = await Promise.all([startDockerd(), startDockerd()]);
  proxy = await startFaultProxy({ listen: `unix://${source.dir}/p.sock`, target: source.url });
  await importBusybox(source.url);
  engine = createEngine({
    ...{ env: { DOCKER_HOST: proxy.url }, homeDir: '/nonexistent', platform: process.platform, uid: 0 },
    ...{ flag: target.url, choice: { selected: null, consented: [] } },
    ...{ saveChoice: () => undefined, log: () => undefined },
  });
  imports = await open(target.dir);
  await connected(engine);
});

afterEach(() => proxy.reset());

afterAll(async () => {
  await imports.close();
  await engine.close();
  await proxy.close();
  await Promise.all([source.remove(), target.remove()]);
});

it('images that share layers, of several tags and of none, come over the same; what is there is not moved again', async () => {
  const build = (tag: string, ...more: string[]): Promise<string> =>
    source.docker('create', '--name', tag, IMAGE, 'true').then(async () => {
      const file = path.join(source.dir, tag);
      fs.writeFileSync(file, tag.repeat(1000));
      await source.docker('cp', file, `${tag}:/tmp/${tag}`);
      const id = await source.docker('commit', ...more, tag, ...(tag === 'dangling' ? [] : [`shop/${tag}:1`]));
      await source.docker('rm', tag);
      return id;
    });
  const [api, dangling] = [await build('api', '--change', 'ENV A=1'), await build('dangling')];
  await source.docker('tag', 'shop/api:1', 'shop/api:latest');
  // The name means something else at the target.
  execFileSync('sh', ['-c', `docker -H ${source.url} save ${IMAGE} | docker -H ${target.url} load`], {
    stdio: 'ignore',
  });
  await target.docker('tag', IMAGE, 'shop/api:latest');
  const before = await look();
  expect(before).toMatchObject({ freeBytes: 1_000_000, source: { platform: before.target.platform } });
  const states = Object.fromEntries(before.images.map(({ id, state }) => [id, state]));
  expect(states).toEqual({ [api]: 'new', [dangling]: 'new', [await idOf(source, IMAGE)]: 'same' });
  expect(before.images.find(({ id }) => id === api)).toMatchObject({
    ...{ names: ['shop/api:1', 'shop/api:latest'], taken: ['shop/api:latest'], fits: true },
  });
  const base = await idOf(source, IMAGE);
  const wish = [
    { id: api, names: ['shop/api:1', 'shop/api:mine'] },
    { id: dangling, names: [] },
    { id: base, names: [IMAGE, 'shop/base:1'] },
  ];
  expect((await run({ images: wish })).map(({ state }) => state)).toEqual(['done', 'done', 'skipped']);
  expect(item(`image:${api}`)).toMatchObject({ checksum: api });
  expect(await idOf(target, 'shop/api:mine')).toBe(api);
  expect(await idOf(target, 'shop/base:1')).toBe(base);
  expect(await idOf(target, 'shop/api:latest')).toBe(base);
  expect(await target.docker('images', '-q', '--no-trunc', '--filter', 'dangling=true')).toBe(dangling);
  expect((await run({ images: wish })).map(({ state }) => state)).toEqual(['skipped', 'skipped', 'skipped']);
  expect(proxy.count(/images\/get/)).toBe(1);
});

it('a volume comes over with hostile names, links, owners, pipes and holes, and is compared', async () => {
  await anew('data');
  await source.docker('volume', 'create', '--label', 'a=b', 'data');
  await shell(
    source,
    'data',
    [
      'mkdir -p many "sp ace" deep/er && ln -s /etc/passwd link && ln -s ../one deep/up',
      "printf x > \"$(printf 'new\\nline')\" && printf y > '$(reboot)' && printf z > -rf && printf '\\377' > \"$(printf 'odd\\377')\"",
      'printf same > one && ln one two && dd if=/dev/zero of=hole bs=1 count=1 seek=5000000 2>/dev/null',
      'mkfifo pipe && chown 1234:99999 deep && chmod 6750 deep && touch -d 2001-01-01 deep/er',
      `awk 'BEGIN{for(i=0;i<2000;i++){f="many/" i;print i>f;close(f)}}' && chmod 700 . && chown 999:999 .`,
    ].join(' && '),
  );
  expect((await look()).volumes).toMatchObject([{ name: 'data', state: 'new', remark: '', runningUsers: [] }]);
  const [moved] = await run({ volumes: [{ name: 'data', to: 'data', replace: false, pause: false }] });
  expect(moved).toMatchObject({ state: 'done', failure: null });
  expect(moved?.checksum).toMatch(/^[0-9a-f]{64}$/);
  const list = 'find . -exec stat -c "%N %f %u %g %Y" {} + | sort | sha256sum; cat many/* | sha256sum; stat -c %h one';
  expect(await shell(target, 'data', list)).toBe(await shell(source, 'data', list));
  expect(await target.docker('volume', 'inspect', '-f', '{{.Labels.a}}', 'data')).toBe('b');
  expect((await look()).volumes).toMatchObject([{ state: 'verified' }]);
});

it('a taken name is refused, replaced when told to, or gone round by another name; others go on meanwhile', async () => {
  await source.docker('volume', 'create', 'logs');
  await shell(source, 'logs', 'echo theirs > f');
  await target.docker('volume', 'create', 'logs');
  await shell(target, 'logs', 'echo mine > f && echo more > g');
  await source.docker('run', '-d', '--name', 'writer', '-v', 'logs:/l', IMAGE, 'sleep', '1000');
  expect((await look()).volumes.find(({ name }) => name === 'logs')).toMatchObject({
    ...{ state: 'taken', runningUsers: ['writer'] },
  });
  const wish = { name: 'logs', to: 'logs', replace: false, pause: true };
  const items = await run({ volumes: [wish, { ...wish, name: 'nothing' }] });
  expect(items.map(({ state, failure }) => [state, failure?.message])).toEqual([
    ['failed', 'taken: logs a volume'],
    ['failed', 'gone: nothing'],
  ]);
  expect(await shell(target, 'logs', 'cat f g')).toBe('mine\nmore');
  expect(await run({ volumes: [{ ...wish, to: 'logs2' }] })).toMatchObject([
    { failure: null, state: 'done', to: 'logs2' },
  ]);
  expect(await run({ volumes: [{ ...wish, replace: true }] })).toMatchObject([{ failure: null, state: 'done' }]);
  expect(await shell(target, 'logs', 'cat *')).toBe('theirs');
  expect(await source.docker('inspect', '-f', '{{.State.Status}}', 'writer')).toBe('running');
  // Killed while it was paused: the next Slipway lets it go on, and says so.
  await source.docker('pause', 'writer');
  const id = await source.docker('inspect', '-f', '{{.Id}}', 'writer');
  const dataDir = path.join(source.dir, 'killed');
  fs.mkdirSync(dataDir);
  const entries = [SOURCE, 'gone'].map((key) => ({
    engine: key,
    id: key === SOURCE ? id : 'other',
    name: `writer of ${key}`,
  }));
  fs.writeFileSync(path.join(dataDir, 'imports-paused.json'), JSON.stringify(entries));
  const next = await open(dataDir);
  await until(() => tasks.list().every(({ state }) => state !== 'running'), 10_000, 'it is told');
  expect(tasks.list().map(({ state, words }) => [state, words])).toEqual([
    ['done', 'They run on: writer of env'],
    ['failed', expect.stringContaining('writer of gone')],
  ]);
  expect(await source.docker('inspect', '-f', '{{.State.Status}}', 'writer')).toBe('running');
  expect((await openImportPauses(dataDir, () => undefined)).entries()).toMatchObject([{ engine: 'gone' }]);
  await next.close();
  await source.docker('rm', '-f', 'writer');
});

it('networks come over with their addresses, or with others where these are taken', async () => {
  await source.docker('network', 'create', '--subnet', '10.77.0.0/24', '--label', 'x=y', '--internal', 'back');
  await target.docker('network', 'create', '--subnet', '10.77.0.0/16', 'wide');
  const [found] = (await look()).networks;
  expect(found).toMatchObject({ name: 'back', state: 'new', overlaps: ['wide'], subnets: ['10.77.0.0/24'] });
  const id = found?.id ?? '';
  expect(await run({ networks: [{ id, to: 'back', subnets: true }] })).toMatchObject([{ state: 'failed' }]);
  expect(await run({ networks: [{ id, to: 'back', subnets: false }] })).toMatchObject([
    { failure: null, state: 'done' },
  ]);
  expect(await target.docker('network', 'inspect', '-f', '{{.Internal}} {{.Labels.x}}', 'back')).toBe('true y');
  await target.docker('network', 'rm', 'wide', 'back');
  expect(await run({ networks: [{ id, to: 'back', subnets: true }] })).toMatchObject([
    { failure: null, state: 'done' },
  ]);
  expect((await look()).networks).toMatchObject([{ state: 'same', overlaps: [] }]);
});

it('what breaks off in the middle, or is cancelled, leaves nothing half-done, and is brought over by the next run', async () => {
  await anew('big');
  await source.docker('volume', 'create', 'big');
  await shell(source, 'big', 'dd if=/dev/urandom of=f bs=1M count=24 2>/dev/null');
  await shell(source, 'big', 'cp f /tmp/f; true');
  const wish = { volumes: [{ name: 'big', to: 'big', replace: false, pause: false }] };
  proxy.truncate(/archive/, 3_000_000, 1);
  expect(await run(wish)).toMatchObject([{ state: 'failed' }]);
  expect(await target.docker('volume', 'ls', '-q', '--filter', 'name=big')).toBe('');
  proxy.reset();
  await imports.start({ ...NOTHING, ...wish });
  await until(() => (item('volume:big')?.bytes ?? 0) > 0, 20_000, 'bytes pass');
  imports.cancel();
  await until(isOver, 20_000, 'it is over');
  expect(imports.run()?.state).toBe('cancelled');
  expect(item('volume:big')?.state).toBe('cancelled');
  expect(await target.docker('volume', 'ls', '-q', '--filter', 'name=big')).toBe('');
  // Killed: what was begun is known to the next Slipway, and written over.
  await target.docker('volume', 'create', 'big');
  const known = { source: SOURCE, target: engine.state().status.engine?.key, volume: 'big', to: 'big' };
  fs.writeFileSync(path.join(source.dir, 'imports.json'), JSON.stringify([{ ...known, state: 'begun', checksum: '' }]));
  const next = await open(source.dir);
  const found = await next.preflight(SOURCE, new AbortController().signal);
  expect(found.volumes.find(({ name }) => name === 'big')).toMatchObject({ state: 'unfinished' });
  await next.start({ ...NOTHING, ...wish });
  await until(() => next.run()?.endedAt !== null, 20_000, 'it is over');
  expect(next.items()).toMatchObject([{ failure: null, state: 'done' }]);
  await next.close();
  const helpers = ['ps', '-aq', '--filter', 'label=io.slipway.helper'];
  expect([await source.docker(...helpers), await target.docker(...helpers)]).toEqual(['', '']);
});
