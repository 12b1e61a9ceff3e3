// Shared folders: at the host's paths, whatever these are called, and never over the guest's own.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { engineJson, logText, runInContainer, startContainer } from './lib/engine.mjs';
import { eventually, makeGuest } from './lib/guest.mjs';
import { watcherRoot } from './lib/watcher-image.mjs';

/** Names that a shell, a pattern or a list of words would read otherwise. */
const HOSTILE = [
  '$(reboot) `reboot`',
  'it\'s "quoted"',
  '-rf *',
  'a.b[c]',
  'back\\slash\\n',
  ' end ',
  '%41 100%',
  'ü€😀',
];

/** @type {string} */
let shared;
/** @type {string} */
let readOnly;
/** @type {string} */
let hostile;
/** @type {import('./lib/guest.mjs').Guest} */
let guest;

before(async () => {
  shared = await mkdtemp(join(tmpdir(), 'slipway-share ü-'));
  readOnly = await mkdtemp(join(tmpdir(), 'slipway-share-ro-'));
  const parent = await mkdtemp(join(tmpdir(), 'slipway-share-'));
  hostile = join(parent, '-o $(reboot);\'"\\n&#*? %41, ');
  await mkdir(hostile);
  guest = await makeGuest({
    shares: [
      { path: shared, readOnly: false },
      { path: readOnly, readOnly: true },
      { path: hostile, readOnly: false },
    ],
  });
  await guest.ready();
  await guest.agent.ask('welcome');
});

after(async () => {
  await guest?.remove();
  for (const folder of [shared, readOnly, join(hostile, '..')]) await rm(folder, { recursive: true, force: true });
});

/** @param {string} path */
async function existsShared(path) {
  const { exists, shared: lies } = await guest.agent.ask('exists', path);
  return [exists, lies];
}

test('shared folders are where they are on the host', async () => {
  await writeFile(join(shared, 'from host'), 'host');
  const { text } = await runInContainer(
    guest.machine.engine,
    'cat "/x/from host"; echo guest > /x/from-guest; echo no > /y/no || echo kept',
    { HostConfig: { Binds: [`${shared}:/x`, `${readOnly}:/y`] } },
  );
  assert.match(text, /host.*kept/);
  assert.equal(await readFile(join(shared, 'from-guest'), 'utf8'), 'guest\n');
  assert.deepEqual(await existsShared(join(shared, 'from host')), [true, true]);
  assert.deepEqual(await existsShared(join(shared, 'nothing')), [false, true]);
  assert.deepEqual(await existsShared('/usr'), [true, false]);
  assert.deepEqual(await existsShared(`${shared}/../../usr`), [true, false]);
});

test('names are names, whatever is in them', async () => {
  assert.deepEqual((await guest.agent.ask('hello')).faults, []);
  assert.deepEqual(await existsShared(hostile), [true, true]);
  for (const name of HOSTILE) {
    const path = join(hostile, name);
    await writeFile(path, name);
    const { mtimeNs } = await stat(path, { bigint: true });
    assert.deepEqual(await existsShared(path), [true, true], name);
    assert.deepEqual(await existsShared(`${path}x`), [false, true], name);
    await guest.agent.ask('notify', path, `${path}x`);
    assert.equal(await readFile(path, 'utf8'), name);
    assert.equal((await stat(path, { bigint: true })).mtimeNs, mtimeNs, name);
  }
  const { text } = await runInContainer(guest.machine.engine, 'for name in /x/*; do cat "$name"; echo; done', {
    HostConfig: { Mounts: [{ Type: 'bind', Source: hostile, Target: '/x' }] },
  });
  assert.deepEqual(text.trimEnd().split('\n').length, HOSTILE.length);
  for (const name of HOSTILE) assert.ok(text.includes(name), name);
});

test('a folder is taken away and comes again while the guest runs', async () => {
  const { agent } = guest;
  await agent.ask('unmount', hostile);
  assert.deepEqual(await existsShared(join(hostile, HOSTILE[0] ?? '')), [false, false]);
  // What only looks like it as a pattern is another folder: there is nothing to take away.
  await agent.ask('unmount', shared.replace('ü', '.'));
  assert.deepEqual(await existsShared(shared), [true, true]);
  await agent.ask('mount', 'share2', 'rw', hostile);
  await agent.ask('mount', 'share2', 'rw', hostile);
  assert.deepEqual(await existsShared(join(hostile, HOSTILE[0] ?? '')), [true, true]);
});

test('nothing is mounted over what the guest needs', async () => {
  const { agent } = guest;
  const own = ['/', '//', '//usr', '/usr', '/usr/', '/etc/ssl', '/run/slipway', '/var', '/var/lib/docker', '/dev'];
  for (const path of [...own, '/home/../usr', '/./usr', 'usr', '', '/a\nshare0 rw /usr'])
    await assert.rejects(agent.ask('mount', 'share0', 'rw', path), /the guest needs its own/, path);
  await assert.rejects(agent.ask('mount', 'share0', 'rw', '/var/run/slipway'), /leads to what the guest needs/);
  await assert.rejects(agent.ask('mount', 'share9', 'rw', '/somewhere'), /mount/);
  await assert.rejects(agent.ask('mount', 'share0', 'rw,suid', '/somewhere'), /no mode|no share/);
  await assert.rejects(agent.ask('mount', '-o', 'rw', '/somewhere'), /no share/);
  await runInContainer(guest.machine.engine, 'ln -s /usr /x/link', { HostConfig: { Binds: [`${shared}:/x`] } });
  await assert.rejects(agent.ask('mount', 'share0', 'rw', join(shared, 'link')), /leads to what the guest needs/);
});

test('a change on the host wakes who watches in a container', async () => {
  const { machine, agent } = guest;
  const loaded = await machine.engine('POST', '/images/create?fromSrc=-&repo=watcher', await watcherRoot('amd64'));
  assert.equal(loaded.status, 200, loaded.body.toString());
  await writeFile(join(shared, 'watched'), 'before');
  const id = await startContainer(machine.engine, {
    Image: 'watcher',
    Cmd: ['/usr/bin/inotifywait', '-e', 'modify,attrib', '/x'],
    HostConfig: { Binds: [`${shared}:/x`] },
  });
  const log = async () => logText((await machine.engine('GET', `/containers/${id}/logs?stdout=1&stderr=1`)).body);
  await eventually(async () => (await log()).includes('Watches established'), 'it watches');
  await writeFile(join(shared, 'watched'), 'after');
  const { mtimeNs, mode } = await stat(join(shared, 'watched'), { bigint: true });
  await agent.ask('notify', join(shared, 'watched'), join(shared, 'gone'));
  await engineJson(machine.engine, 'POST', `/containers/${id}/wait`);
  assert.match(await log(), /\/x\/ ATTRIB watched/);
  assert.equal(await readFile(join(shared, 'watched'), 'utf8'), 'after');
  const now = await stat(join(shared, 'watched'), { bigint: true });
  assert.deepEqual([now.mtimeNs, now.mode], [mtimeNs, mode], 'the file is as the host wrote it');
  await machine.engine('DELETE', `/containers/${id}?force=1`);
});
