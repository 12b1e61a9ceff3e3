// The data disk: it grows, shrinks, freezes, outlives the guest, and is never formatted when it is not blank.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { open, stat, truncate } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { engineJson, runInContainer } from './lib/engine.mjs';
import { eventually, makeGuest, READY_MS } from './lib/guest.mjs';
import { DATA_BYTES } from './lib/machine.mjs';

const MIB = 1024 ** 2;
/** @type {import('./lib/guest.mjs').Guest} */
let guest;

before(async () => {
  guest = await makeGuest();
  await guest.ready();
  await guest.agent.ask('welcome');
});

after(() => guest?.remove());

/** @param {string} line @param {string} bind */
const runWith = (line, bind) => runInContainer(guest.machine.engine, line, { HostConfig: { Binds: [bind] } });

test('the disk gives back what is deleted, and grows', async () => {
  const { machine, running, agent } = guest;
  const real = async () => (await stat(machine.dataDisk)).blocks * 512;
  await runWith('dd if=/dev/urandom of=/junk/file bs=1M count=100', 'junk:/junk');
  await runWith('sync', 'junk:/junk');
  const full = await real();
  assert.ok(full > 100 * MIB);
  await runWith('rm /junk/file; sync', 'junk:/junk');
  assert.ok((await agent.ask('trim')).trimmedBytes > 0);
  await eventually(async () => (await real()) < full - 90 * MIB, 'the file shrank');

  await truncate(machine.dataDisk, DATA_BYTES * 2);
  await running.qmp('block_resize', { 'node-name': 'data', size: DATA_BYTES * 2 });
  assert.ok((await agent.ask('grow')).diskTotalBytes > DATA_BYTES * 1.9);
  assert.deepEqual((await agent.ask('disk', 'check')).clean, true);
});

test('a frozen disk takes no writes until it is thawed', async () => {
  const { machine, agent } = guest;
  /** @type {string[]} */
  const order = [];
  await agent.ask('freeze');
  const volume = engineJson(machine.engine, 'POST', '/volumes/create', { Name: 'kept' }).then(() =>
    order.push('written'),
  );
  for (let asked = 0; asked < 20; asked++) await agent.ask('figures');
  order.push('thawed');
  await agent.ask('thaw');
  await volume;
  assert.deepEqual(order, ['thawed', 'written']);
});

test('a disk in use is not repaired', async () => {
  await assert.rejects(guest.agent.ask('disk', 'repair'), /in use/);
});

test('an orderly end, and the data are there at the next start', async () => {
  await runWith('echo precious > /kept/file', 'kept:/kept');
  await guest.shutDown();
  assert.ok(guest.agent.events.some((event) => event.phase === 'stopping'));
  await guest.startAgain();
  await guest.ready();
  const { phases } = await guest.agent.ask('hello');
  assert.ok(!phases.some((/** @type {{ phase: string }} */ { phase }) => phase === 'disk-format'));
  assert.doesNotMatch((await guest.agent.ask('log', 'boot', 200_000)).text, /recovering journal/);
  assert.equal((await runWith('cat /kept/file', 'kept:/kept')).text, 'precious\n');
  await guest.shutDown();
});

/** @param {number} [copies] How many of the superblocks to spoil. */
async function spoil(copies = 100) {
  const dumped = spawnSync('dumpe2fs', [guest.machine.dataDisk], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  });
  const blocks = [...dumped.stdout.matchAll(/(?:Primary|Backup) superblock at (\d+)/g)].map(([, block]) =>
    Number(block),
  );
  assert.ok(blocks.length > 3);
  const file = await open(guest.machine.dataDisk, 'r+');
  for (const block of blocks.slice(0, copies))
    await file.write(Buffer.alloc(1024, 0xa5), 0, 1024, block === 0 ? 1024 : block * 4096);
  await file.close();
}

test('a disk with a spoilt superblock is told, mended when asked, and keeps its data', async () => {
  await spoil(1);
  await guest.startAgain();
  const { agent } = guest;
  await agent.event((event) => event.what === 'disk-damaged', READY_MS);
  const hello = await agent.ask('hello');
  assert.equal(hello.faults[0].what, 'disk-damaged');
  assert.equal((await agent.ask('disk', 'check')).clean, false);
  await agent.ask('disk', 'repair');
  await guest.ready();
  assert.deepEqual((await agent.ask('hello')).faults, []);
  assert.equal((await runWith('cat /kept/file', 'kept:/kept')).text, 'precious\n');
  await guest.shutDown();
});

test('a disk whose superblocks are all gone is told and left as it is', async () => {
  await spoil();
  const before = (await stat(guest.machine.dataDisk)).mtimeMs;
  await guest.startAgain();
  await guest.agent.event((event) => event.what === 'disk-damaged', READY_MS);
  await assert.rejects(guest.agent.ask('disk', 'repair'));
  const { phases } = await guest.agent.ask('hello');
  assert.equal(phases.at(-1).phase, 'disk-check');
  await guest.shutDown();
  assert.equal((await stat(guest.machine.dataDisk)).mtimeMs, before, 'nothing was written');
});
