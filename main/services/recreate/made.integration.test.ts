import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd } from '../../../testing/dockerd.mjs';
import { type Registry, startRegistry } from '../../../testing/registry.mjs';
import type { CloneProgress, UpdateProgress } from '../../contract/recreate';
import { type Bench, IMAGE, startBench } from './testing/bench';

const NEVER = new AbortController().signal;

let dockerd: Dockerd;
let registry: Registry;
let bench: Bench;

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  registry = await startRegistry(dockerd);
  bench = await startBench(dockerd);
}, 120_000);
afterAll(async () => {
  await bench.close();
  await registry.remove();
  await dockerd.remove();
});
afterEach(async () => {
  const ids = await dockerd.docker('ps', '-aq');
  if (ids !== '') await dockerd.docker('rm', '-f', '-v', ...ids.split('\n'));
});

const inspect = (name: string, format: string): Promise<string> => dockerd.docker('inspect', '-f', format, name);
const names = async (): Promise<string[]> =>
  (await dockerd.docker('ps', '-a', '--format', '{{.Names}} {{.State}}')).split('\n').filter(Boolean).sort();

/** What the engine holds. It orders images by the second of their making, those of one second at random. */
const held = async (): Promise<string[]> => {
  const lists = [await dockerd.docker('volume', 'ls', '-q'), await dockerd.docker('images', '-q')];
  return lists.flatMap((list) => list.split('\n').sort());
};

async function told<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Gives the registry an image of this tag whose containers know `version`. */
async function publish(tag: string, version: string): Promise<void> {
  const made = await dockerd.docker('create', '--name', 'made', '-e', `VERSION=${version}`, IMAGE, 'sleep', '1000');
  await dockerd.docker('commit', '-c', `ENV VERSION=${version}`, made, tag);
  await dockerd.docker('rm', made);
  await dockerd.docker('push', '-q', tag);
}

it('pulls the tag, and puts a container of the newer image in its place', async () => {
  const tag = `${registry.host}/team/web:1`;
  await publish(tag, 'one');
  const old = await dockerd.docker('run', '-d', '--name', 'web', '-e', 'OWN=1', '-v', '/data', tag);
  await dockerd.docker('exec', 'web', 'sh', '-c', 'echo kept > /data/file');
  const update = async (id: string): Promise<UpdateProgress[]> =>
    told<UpdateProgress>(bench.recreate.updateImage({ id, automatic: true, graceSeconds: 0.2 }, NEVER));
  expect((await update(old)).at(-1)).toEqual({ type: 'newest', image: tag });
  expect(await names()).toEqual(['web running']);

  await publish(tag, 'two');
  // As somebody else would have published it: the engine does not have it yet.
  await dockerd.docker('rmi', tag);
  expect((await update(old)).at(-1)).toMatchObject({ type: 'done' });
  expect(await names()).toEqual(['web running', 'web-slipway-old-1 exited']);
  expect(await dockerd.docker('exec', 'web', 'sh', '-c', 'echo $VERSION $OWN; cat /data/file')).toBe('two 1\nkept');
  expect(await inspect('web', '{{.Config.Image}}')).toBe(tag);

  const now = await inspect('web', '{{.Id}}');
  await registry.remove();
  const failed = (await update(now)).at(-1);
  expect(failed).toMatchObject({ type: 'failed', problems: [{ path: 'image' }] });
  expect(await inspect('web', '{{.Id}} {{.State.Running}}')).toBe(`${now} true`);
  registry = await startRegistry(dockerd);
});

it('commits a state with author, message and changes', async () => {
  const id = await dockerd.docker('run', '-d', '--name', 'web', IMAGE, 'sleep', '1000');
  const wish = { id, reference: 'team/web:2', author: 'A', message: 'M', changes: ['LABEL a=b', 'EXPOSE 80'] };
  const image = await bench.recreate.commit({ ...wish, pause: false });
  expect(await inspect(image, '{{.Author}} {{.Comment}} {{.Config.Labels.a}} {{.RepoTags}}')).toBe(
    'A M b [team/web:2]',
  );
  const line = "commit '--pause=false' --author A --message M --change 'LABEL a=b' --change 'EXPOSE 80' web team/web:2";
  expect(bench.noted).toContain(`${line.replace(/'(--pause=false)'/, '$1')}: done`);
  await expect(bench.recreate.commit({ ...wish, changes: ['NONSENSE'], pause: true })).rejects.toThrow(/NONSENSE/i);
});

it('clones from the current state, volumes and all; a failure leaves nothing behind', async () => {
  const options = ['-v', '/anonymous', '-v', 'named:/named', '-p', '8055:80', '--label', 'a=b'];
  const id = await dockerd.docker('run', '-d', '--name', 'web', ...options, IMAGE, 'sleep', '1000');
  await dockerd.docker('exec', 'web', 'sh', '-c', 'for f in /state /anonymous/f /named/f; do echo x > $f; done');
  const clone = (name: string) => told<CloneProgress>(bench.recreate.cloneState({ id, name }, NEVER));
  const before = await held();
  expect((await clone('web')).at(-1)).toMatchObject({ type: 'failed' });
  expect(await held()).toEqual(before);

  // Cancelled where the first of its volumes was to be copied.
  const cancelled = new AbortController();
  const cut: CloneProgress[] = [];
  for await (const item of bench.recreate.cloneState({ id, name: '' }, cancelled.signal)) {
    cut.push(item);
    cancelled.abort(new Error('it was cancelled'));
  }
  expect(cut.at(-1)).toMatchObject({ type: 'failed', message: 'it was cancelled' });
  expect(await held()).toEqual(before);

  const end = (await clone('')).at(-1);
  expect(end).toMatchObject({ type: 'done', name: 'web-clone' });
  await dockerd.docker('exec', 'web', 'sh', '-c', 'rm /anonymous/f /named/f');
  expect(await dockerd.docker('exec', 'web-clone', 'cat', '/state', '/anonymous/f', '/named/f')).toBe('x\nx\nx');
  expect(await inspect('web-clone', '{{index .Config.Labels "a"}}')).toBe('b');
  expect(await dockerd.docker('port', 'web-clone', '80/tcp')).not.toContain(':8055');
  expect(await names()).toEqual(['web running', 'web-clone running']);
});

it('exports the file system as a tar', async () => {
  const id = await dockerd.docker('run', '-d', '--name', 'web', IMAGE, 'sh', '-c', 'echo here > /state; sleep 1000');
  await bench.recreate.exportFiles(id);
  const [offer] = bench.offers;
  expect(offer?.filename).toBe('web.tar');
  const opened = await offer?.open(NEVER);
  if (opened === undefined) throw new Error('nothing was offered');
  const tar = await buffer(opened.body);
  expect(tar.includes('bin/busybox')).toBe(true);
  expect(tar.length % 512).toBe(0);
});

it('writes a compose file, and says what must be known before it is used', async () => {
  const options = ['-v', 'named:/named', '-e', 'SECRET=x', '--label', 'com.docker.compose.service=front'];
  const id = await dockerd.docker('run', '-d', '--name', 'web', ...options, IMAGE, 'sleep', '1000');
  const { yaml, warnings } = await bench.recreate.compose([id, id]);
  expect(yaml).toMatch(/services:\n {2}front:\n/);
  expect(yaml).toMatch(/container_name: "?web"?/);
  expect(yaml).not.toContain('com.docker.compose');
  expect(warnings.join('\n')).toContain('the volumes named');
  expect(warnings.join('\n')).toContain('clear text');
});
