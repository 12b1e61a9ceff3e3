// Who reaches what: the host's ways into the guest, and those that containers have not.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { engineJson, runInContainer, startContainer } from './lib/engine.mjs';
import { eventually, makeGuest } from './lib/guest.mjs';
import { freePort } from './lib/machine.mjs';

const ENGINE_PORT = 2376;
/** @type {import('./lib/guest.mjs').Guest} */
let guest;

before(async () => {
  guest = await makeGuest();
  await guest.ready();
  await guest.agent.ask('welcome');
});

after(() => guest?.remove());

/** @param {number} port @returns {Promise<string>} What a page of the host's loopback says; what went wrong otherwise. */
const page = (port) =>
  fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(10_000) }).then(
    (answer) => answer.text(),
    (error) => `nothing: ${error}`,
  );

/** @param {number} guestPort @returns {Promise<number>} A port of the host's that leads to the guest's. */
async function forwardFromHost(guestPort) {
  const hostPort = await freePort();
  const commandLine = `hostfwd_add net tcp:127.0.0.1:${hostPort}-10.0.2.15:${guestPort}`;
  await guest.running.qmp('human-monitor-command', { 'command-line': commandLine });
  return hostPort;
}

test('from a container neither the engine nor the host port that leads to it is open', async () => {
  const { machine } = guest;
  const listener = createServer((socket) => socket.end('open')).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const openPort = /** @type {import('node:net').AddressInfo} */ (listener.address()).port;
  const { Id } = await engineJson(machine.engine, 'POST', '/networks/create', {
    Name: 'six',
    EnableIPv6: true,
    IPAM: { Config: [{ Subnet: '172.30.0.0/24' }, { Subnet: 'fd00:6::/64', Gateway: 'fd00:6::1' }] },
  });
  const doors = [
    ...['10.0.2.15', '10.0.2.2', '172.17.0.1', '172.30.0.1', '127.0.0.1', '10.0.2.255'].map(
      (address) => `${address} ${ENGINE_PORT}`,
    ),
    ...['fd00:6::1', '::1'].flatMap((address) => [`${address} ${ENGINE_PORT}`, `${address} ${machine.port}`]),
    ...['10.0.2.2', '10.0.2.3', '10.0.2.15', '10.0.2.77', '172.17.0.1'].map((address) => `${address} ${machine.port}`),
  ];
  // The last is the host's open door: it shows that an open one is seen.
  const line = [...doors, `10.0.2.2 ${openPort}`]
    .map((door) => `nc -w 5 ${door} < /dev/null && echo "through ${door}"`)
    .join('; ');
  for (const NetworkMode of ['bridge', 'six', 'host']) {
    const { text } = await runInContainer(machine.engine, `${line}; true`, { HostConfig: { NetworkMode } });
    assert.deepEqual(text.match(/through .*/g), [`through 10.0.2.2 ${openPort}`], `${NetworkMode}: ${text}`);
  }
  listener.close();
  await engineJson(machine.engine, 'DELETE', `/networks/${Id}`);
});

test('the guest listens for the engine’s clients and for nobody else', async () => {
  const files = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].map((name) => `/proc/net/${name}`).join(' ');
  const { text } = await runInContainer(guest.machine.engine, `cat ${files}`, { HostConfig: { NetworkMode: 'host' } });
  // 0A is a TCP socket that listens, 07 any of the others.
  const open = [...text.matchAll(/^ *\d+: (\w+:\w+) \w+:\w+ (?:0A|07)/gm)].map(([, address]) => address);
  assert.deepEqual(open, ['0F02000A:0948'], 'the guest listens on 10.0.2.15:2376 alone');
});

test('an unprivileged container opens none of the guest’s devices, the agent’s port least of all', async () => {
  const line = [
    'major=$(grep virtio-portsdev /proc/devices | cut -c 1-3); echo "major $major"',
    'for minor in 0 1 2; do mknod /tmp/port$minor c $major $minor && echo "made $minor"',
    'if echo "1 shutdown" > /tmp/port$minor; then echo "opened $minor"; fi; done',
    'mknod /tmp/disk b 254 0; if cat /tmp/disk > /dev/null; then echo opened disk; fi',
    'ls /dev /run',
  ].join('; ');
  const { text } = await runInContainer(guest.machine.engine, line);
  assert.match(text, /major \d+\n/);
  assert.match(text, /made 1/);
  assert.doesNotMatch(text, /opened|vport|hvc|slipway/);
});

test('host.docker.internal can be the host', async () => {
  const { text } = await runInContainer(guest.machine.engine, 'cat /etc/hosts', {
    HostConfig: { ExtraHosts: ['host.docker.internal:host-gateway'] },
  });
  assert.match(text, /^10\.0\.2\.2\s+host\.docker\.internal$/m);
});

test('a port published for the guest alone is reached once it is forwarded', async () => {
  const { machine, agent } = guest;
  const hostPort = await forwardFromHost(8081);
  const id = await startContainer(machine.engine, {
    Image: 'slipway/welcome',
    ExposedPorts: { '80/tcp': {} },
    HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8081' }] } },
  });
  assert.match(await page(hostPort), /nothing/);
  await agent.ask('forward', 'add', 'tcp', 8081, '127.0.0.1');
  await agent.ask('forward', 'add', 'tcp', 8081, '127.0.0.1');
  assert.match(await page(hostPort), /Welcome aboard/);
  await agent.ask('forward', 'remove', 'tcp', 8081, '127.0.0.1');
  assert.match(await page(hostPort), /nothing/);
  await machine.engine('DELETE', `/containers/${id}?force=1`);
  const alone = await startContainer(machine.engine, {
    Image: 'slipway/welcome',
    Cmd: ['httpd', '-f', '-p', '127.0.0.1:8081', '-h', '/www'],
    HostConfig: { NetworkMode: 'host' },
  });
  await agent.ask('forward', 'add', 'tcp', 8081, '127.0.0.1');
  await eventually(
    async () => /Welcome aboard/.test(await page(hostPort)),
    'a program on the guest’s loopback is reached',
  );
  await machine.engine('DELETE', `/containers/${alone}?force=1`);
});

test('no forward takes the engine’s port, or is anything but a forward', async () => {
  const { machine, agent } = guest;
  await assert.rejects(agent.ask('forward', 'add', 'tcp', ENGINE_PORT, '127.0.0.1'), /the engine's own port/);
  for (const port of ['02376', '-1', '80 -j ACCEPT', '99999', '$(reboot)', ''])
    await assert.rejects(agent.ask('forward', 'add', 'tcp', port, '127.0.0.1'));
  for (const address of ['-j', '::1', '127.0.0.1 -j ACCEPT', 'a; reboot', '127.0.0.1/0', '1.2.3.4.5'])
    await assert.rejects(agent.ask('forward', 'add', 'tcp', 8082, address), undefined, address);
  await assert.rejects(agent.ask('forward', 'add', 'sctp', 8082, '127.0.0.1'), /not a forward/);
  const id = await startContainer(machine.engine, {
    Image: 'slipway/welcome',
    ExposedPorts: { '80/tcp': {} },
    HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: String(ENGINE_PORT) }] } },
  });
  assert.equal((await machine.engine('GET', '/_ping')).body.toString(), 'OK');
  await machine.engine('DELETE', `/containers/${id}?force=1`);
});
