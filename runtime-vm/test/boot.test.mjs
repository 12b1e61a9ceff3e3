// Boots the image under emulation and asks everything of its agent that concerns no disk, network or folder.
import assert from 'node:assert/strict';
import { request } from 'node:https';
import { after, before, test } from 'node:test';
import { engineJson, logText, runInContainer, startContainer } from './lib/engine.mjs';
import { eventually, makeGuest } from './lib/guest.mjs';
import { DATA_BYTES } from './lib/machine.mjs';

const FRESH_PHASES = [
  'init',
  'root',
  'modules',
  'config',
  'network',
  'disk-check',
  'disk-format',
  'disk-mounted',
  'engine-starting',
  'engine-ready',
];

/** @type {import('./lib/guest.mjs').Guest} */
let guest;

before(async () => {
  guest = await makeGuest({ daemon: { labels: ['from=daemon.json'] } });
});

after(() => guest?.remove());

test('a fresh machine passes its phases in order and its engine answers', async () => {
  const { machine, agent } = guest;
  await guest.ready();
  const hello = await agent.ask('hello');
  assert.deepEqual(
    hello.phases.map((/** @type {{ phase: string }} */ { phase }) => phase),
    FRESH_PHASES,
  );
  assert.deepEqual(hello.faults, []);
  assert.equal(hello.protocol, 1);
  assert.match(hello.bootId, /^[0-9a-f-]{36}$/);
  const info = await engineJson(machine.engine, 'GET', '/info');
  assert.deepEqual([info.Name, info.Driver, info.OperatingSystem], ['slipway', 'overlay2', 'Slipway VM']);
  assert.deepEqual(info.Labels, ['from=daemon.json']);
  const { dockerVersion, kernelVersion } = machine.facts;
  assert.ok(info.ServerVersion.startsWith(dockerVersion));
  assert.equal(info.KernelVersion, kernelVersion);
});

test('no client without a certificate gets an answer', async () => {
  const { machine } = guest;
  const refused = await new Promise((resolve) => {
    const call = request({
      host: '127.0.0.1',
      port: machine.port,
      path: '/info',
      ca: machine.certificates.ca,
      agent: false,
    });
    call.on('error', (error) => resolve(error.message));
    call.on('response', (response) => resolve(response.statusCode));
    call.end();
  });
  assert.match(String(refused), /certificate/);
});

test('the welcome image runs, and says so', async () => {
  const { machine, agent } = guest;
  await agent.ask('welcome');
  const id = await startContainer(machine.engine, { Image: 'slipway/welcome' });
  await eventually(async () => {
    const log = await machine.engine('GET', `/containers/${id}/logs?stdout=1`);
    return logText(log.body).includes('Welcome to Slipway');
  }, 'the welcome line came');
  const { IPAddress } = (await engineJson(machine.engine, 'GET', `/containers/${id}/json`)).NetworkSettings;
  const got = await runInContainer(machine.engine, `wget -q -O - http://${IPAddress}/`);
  assert.match(got.text, /Welcome aboard/);
  await machine.engine('DELETE', `/containers/${id}?force=1`);
});

test('a clock that stood still is set right', async () => {
  const { running, agent } = guest;
  await agent.ask('time', Date.now());
  await running.qmp('stop');
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await running.qmp('cont');
  const { skewMs } = await agent.ask('time', Date.now());
  assert.ok(skewMs < -1000, `it was behind: ${skewMs}`);
  const after = await agent.ask('time', Date.now());
  assert.ok(Math.abs(after.skewMs) < 500, `now it is ${after.skewMs} ms off`);
});

test('figures and logs', async () => {
  const { agent } = guest;
  const figures = await agent.ask('figures');
  assert.ok(figures.memTotalKb > 1_900_000 && figures.memAvailableKb < figures.memTotalKb);
  assert.ok(figures.diskTotalBytes > DATA_BYTES * 0.9 && figures.diskTotalBytes < DATA_BYTES);
  assert.ok(figures.diskUsedBytes > 0 && figures.uptimeMs > 1000 && figures.load1 >= 0);
  assert.match((await agent.ask('log', 'boot', 200_000)).text, /Linux version/);
  assert.match((await agent.ask('log', 'engine', 200_000)).text, /API listen on 10\.0\.2\.15:2376/);
  assert.match((await agent.ask('log', 'containerd', 200_000)).text, /containerd successfully booted/);
  assert.ok((await agent.ask('log', 'boot', 100)).text.length <= 100);
});

test('what is not in the agreement is refused, and runs nothing', async () => {
  const { agent } = guest;
  await assert.rejects(agent.ask('log', 'boot', 'x; reboot'), /not a size/);
  await assert.rejects(agent.ask('log', '$(reboot)', 10), /no log/);
  await assert.rejects(agent.ask('nonsense'), /unknown verb nonsense/);
  await assert.rejects(agent.ask('`reboot`'), /unknown verb/);
  await assert.rejects(agent.ask('time', '$(reboot)'), /not a time/);
  await assert.rejects(agent.ask('disk', '-n'), /unknown verb disk/);
  // Not lines of the agreement: no answer, no end of the agent.
  for (const line of ['', '   ', '*', 'reboot', '1;reboot ping', '-1 ping', '$(reboot) ping', '"', '\\'])
    agent.write(line);
  assert.ok((await agent.ask('ping')).ok);
});

test('a new host is greeted and gets no answer of the last one', async () => {
  const unanswered = assert.rejects(guest.agent.ask('trim'), /closed/);
  await guest.reconnect();
  await unanswered;
  const hello = await guest.agent.ask('hello');
  assert.equal(hello.phases.length, FRESH_PHASES.length);
  assert.ok((await guest.agent.ask('ping')).ok);
});

test('the power button ends it in order', async () => {
  await guest.running.qmp('system_powerdown');
  await guest.agent.event((event) => event.phase === 'stopping');
  assert.equal(await guest.running.exited, 0);
});
