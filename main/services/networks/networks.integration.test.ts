import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd } from '../../../testing/dockerd.mjs';
import { raw } from '../../../testing/raw-request.mjs';
import { NetworkProblems } from './problems';
import { type Bench, IMAGE, startBench, wish } from './testing/bench';

let dockerd: Dockerd;
let bench: Bench;

const HOST = {
  cidr: '192.168.77.5/24',
  address: '192.168.77.5',
  netmask: '',
  mac: '',
  family: 'IPv4',
  internal: false,
} as const;

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  bench = await startBench(dockerd, () => ({ eth7: [HOST] }));
}, 120_000);

afterAll(async () => {
  await bench.close();
  await dockerd.remove();
});

const run = (name: string, ...options: string[]): Promise<string> =>
  dockerd.docker('run', '-d', '--name', name, ...options, IMAGE, 'sleep', '1000');
const serve = (name: string, listen: string, ...options: string[]): Promise<string> =>
  dockerd.docker(
    'run',
    '-d',
    '--name',
    name,
    ...options,
    IMAGE,
    'sh',
    '-c',
    `httpd -p ${listen} -h /tmp; exec sleep 1000`,
  );
const problemsOf = (error: unknown): readonly string[] =>
  error instanceof NetworkProblems ? error.problems.map(({ path, message }) => `${path}: ${message}`) : [String(error)];
const refusal = (work: Promise<unknown>): Promise<readonly string[]> => work.then(() => ['it worked'], problemsOf);
const pool = (subnet: string, gateway = '') => ({ subnet, ipRange: '', gateway, auxAddresses: [] });

describe('networks', () => {
  it('are told as the engine has them, with names of any kind', async () => {
    const hostile = '<img src=x>\u001b]52;\u202e\n../..';
    await raw(dockerd.socket, 'POST', '/networks/create', { Name: hostile, Labels: { big: 'x'.repeat(50_000) } });
    const rows = await bench.rows((all) => all.length === 4);
    expect(
      rows
        .filter(({ predefined }) => predefined)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['bridge', 'host', 'none']);
    const own = rows.find(({ name }) => name === hostile);
    expect(own).toMatchObject({ driver: 'bridge', scope: 'local', predefined: false, endpoints: [] });
    expect(own?.labels.big).toMatch(/^x{1023}…$/);
    expect(own?.subnets).toHaveLength(1);
    const news = [];
    for await (const progress of bench.networks.remove(
      { ids: [own?.id ?? ''], disconnect: false },
      AbortSignal.timeout(9000),
    ))
      news.push(progress.outcome);
    expect(news).toEqual(['running', 'done']);
  });

  it('are made with addresses of their own, joined at one, left and deleted', async () => {
    const ipam = [
      {
        ...pool('10.70.0.0/24', '10.70.0.254'),
        ipRange: '10.70.0.128/25',
        auxAddresses: [{ name: 'nas', address: '10.70.0.9' }],
      },
      pool('fd70::/64'),
    ];
    const { id } = await bench.networks.create(
      wish({
        name: 'own',
        ipam,
        ipv6: true,
        internal: true,
        labels: [{ name: 'a', value: 'b' }],
        options: [{ name: 'com.docker.network.driver.mtu', value: '1400' }],
      }),
    );
    await run('guest', '--network', 'none');
    await run('joiner');
    const container = await bench.idOf('joiner');
    const asked = { network: id, container, aliases: ['api'], ipv4: '10.70.0.200', ipv6: 'fd70::99' };
    await bench.networks.connect(asked);
    const rows = await bench.rows((all) => all.some((row) => row.id === id && row.endpoints.length === 1));
    const own = rows.find((row) => row.id === id);
    expect(own).toMatchObject({
      name: 'own',
      internal: true,
      ipv6: true,
      labels: { a: 'b' },
      options: { 'com.docker.network.driver.mtu': '1400' },
    });
    expect(own?.subnets[0]).toEqual({
      subnet: '10.70.0.0/24',
      ipRange: '10.70.0.128/25',
      gateway: '10.70.0.254',
      auxAddresses: [{ name: 'nas', address: '10.70.0.9' }],
    });
    expect(own?.endpoints).toMatchObject([{ name: 'joiner', state: 'running', ipv4: '10.70.0.200', ipv6: 'fd70::99' }]);
    expect(await bench.networks.endpointNames(id)).toMatchObject([
      { id: container, fixedIpv4: '10.70.0.200', aliases: ['api', container.slice(0, 12)] },
    ]);
    const guest = { ...asked, container: await bench.idOf('guest') };
    expect(await refusal(bench.networks.connect(guest))).toEqual([expect.stringMatching(/^: .*without a network/)]);
    await run('second');
    const second = { ...asked, container: await bench.idOf('second') };
    expect(await refusal(bench.networks.connect(second))).toEqual([
      'ipv4: joiner has this address.',
      'ipv6: joiner has this address.',
    ]);
    const held = [];
    for await (const { outcome, message } of bench.networks.remove(
      { ids: [id], disconnect: false },
      AbortSignal.timeout(9000),
    ))
      held.push(`${outcome} ${message}`);
    expect(held[1]).toMatch(/^failed .*has active endpoints/);
    for await (const { outcome } of bench.networks.remove({ ids: [id], disconnect: true }, AbortSignal.timeout(9000)))
      held.push(outcome);
    expect(held.at(-1)).toBe('done');
    await bench.rows((all) => !all.some((row) => row.id === id));
    expect(bench.noted.at(-1)).toBe('network rm own: done');
    expect(bench.noted).toContain('network disconnect --force own joiner: done');
    expect(bench.noted).toContain('network connect --alias api --ip 10.70.0.200 --ip6 fd70::99 own joiner: done');
    await dockerd.docker('rm', '-f', 'guest', 'joiner', 'second');
  });

  it('that overlap, or have a name twice, are refused at the field before the engine is asked', async () => {
    await dockerd.docker('network', 'create', '--subnet', '10.71.0.0/16', 'first');
    const before = bench.noted.length;
    expect(await refusal(bench.networks.create(wish({ ipam: [pool('10.71.3.0/24')] })))).toEqual([
      expect.stringMatching(
        /^ipam\.0\.subnet: Overlaps 10\.71\.0\.0\/16 of the network first\. 172\.18\.0\.0\/16 is free/,
      ),
    ]);
    expect(await refusal(bench.networks.create(wish({ name: 'first' })))).toEqual([
      expect.stringMatching(/^name: There is/),
    ]);
    expect(bench.noted).toHaveLength(before);
    const { problems, cli } = await bench.networks.plan(wish({ ipam: [pool('192.168.0.0/16')] }));
    expect(problems).toMatchObject([{ path: 'ipam.0.subnet', severity: 'warning' }]);
    expect(cli).toMatch(/network create --driver bridge --subnet 192\.168\.0\.0\/16 made$/);
    const ground = await bench.networks.ground();
    expect(ground).toMatchObject({ swarm: false, host: [{ interface: 'eth7', subnet: '192.168.77.0/24' }] });
    expect(ground.drivers).toEqual(['bridge', 'ipvlan', 'macvlan']);
    // What only the engine knows comes to the field too.
    const options = [{ name: 'parent', value: 'no-such-interface/' }];
    expect(
      await refusal(
        bench.networks.create(wish({ name: 'mac', driver: 'macvlan', options, ipam: [pool('10.72.0.0/24')] })),
      ),
    ).toEqual([expect.stringMatching(/^options\.parent: /)]);
    await dockerd.docker('network', 'rm', 'first');
  });
});

describe('a reach test', () => {
  beforeAll(async () => {
    await dockerd.docker('network', 'create', 'front');
    await dockerd.docker('network', 'create', 'back');
    await dockerd.docker('network', 'create', '--internal', 'inner');
    await dockerd.docker('network', 'create', '-o', 'com.docker.network.bridge.enable_icc=false', 'apart');
    await Promise.all([
      ...[run('aa', '--network', 'front'), serve('bb', '80', '--network', 'front', '--network-alias', 'shop')],
      ...[
        serve('lone', '80', '--network', 'back', '-p', '18123:80'),
        serve('local', '127.0.0.1:80', '--network', 'front'),
      ],
      ...[run('old-a'), serve('old-b', '80'), run('inside', '--network', 'inner')],
      ...[run('cut-a', '--network', 'apart'), serve('cut-b', '80', '--network', 'apart')],
      dockerd.docker('create', '--name', 'off', '--network', 'front', IMAGE, 'sleep', '1'),
    ]);
    await run('beside', '--network', 'container:bb');
    await run('bare', '--network', 'none');
  }, 60_000);

  const kindsOf = (evidence: readonly { kind: string }[]): readonly string[] => evidence.map(({ kind }) => kind);

  it('by name and address in a network of both', async () => {
    const found = await bench.reach('aa', 'bb', 80);
    expect(found).toMatchObject({ reachable: 'yes', reason: 'reached', noName: false, advice: [] });
    expect(found.ways).toEqual(
      expect.arrayContaining(['bb:80', 'shop:80', expect.stringMatching(/^172\.\d+\.0\.\d+:80$/)]),
    );
    expect(bench.noted.at(-1)).toMatch(/^exec aa nc -v -w 3 .* 80: done$/);
    expect(kindsOf(found.evidence)).toEqual(['states', 'networks', 'listening', 'names', 'connects']);
    expect(found.evidence.at(-1)).toMatchObject({
      kind: 'connects',
      by: 'aa',
      cli: expect.stringMatching(/exec aa nc -v -w 3 172/) as string,
    });
  });

  it.concurrent.each([
    ['aa', 'bb', 81, 'no', 'nothing-listens'],
    ['aa', 'local', 80, 'no', 'loopback-only'],
    ['aa', 'off', 80, 'no', 'to-not-running'],
    ['off', 'aa', 80, 'no', 'from-not-running'],
    ['aa', 'bare', 80, 'no', 'to-no-network'],
    ['bare', 'aa', 80, 'no', 'from-no-network'],
    ['cut-a', 'cut-b', 80, 'no', 'icc-disabled'],
    ['aa', 'lone', 80, 'yes', 'only-published'],
    ['aa', 'old-b', 80, 'no', 'different-networks'],
    ['inside', 'lone', 80, 'no', 'internal-network'],
    ['beside', 'bb', 80, 'yes', 'reached'],
    ['old-a', 'old-b', 80, 'yes', 'reached'],
  ] as const)('from %s to %s:%i is %s: %s', async (...[from, to, port, reachable, reason]) => {
    const found = await bench.reach(from, to, port);
    expect({ ...found, evidence: found.evidence.filter(({ kind }) => kind === 'connects') }).toMatchObject({
      reachable,
      reason,
    });
    if (from === 'old-a') expect(found.noName).toBe(true);
    if (reason === 'different-networks')
      expect(found.advice).toMatchObject([{ kind: 'connect', containerName: 'old-b', networkName: 'front' }]);
    if (reason === 'to-not-running') expect(found.advice).toMatchObject([{ kind: 'start', containerName: 'off' }]);
  });

  it('that a firewall drops', async () => {
    const address = await dockerd.docker('inspect', '-f', '{{.NetworkSettings.Networks.front.IPAddress}}', 'bb');
    const asker = await dockerd.docker('inspect', '-f', '{{.NetworkSettings.Networks.front.IPAddress}}', 'aa');
    const beside = ['run', '--rm', '--cap-add=NET_ADMIN', '--network', 'container:bb', IMAGE];
    await dockerd.docker(...beside, 'ip', 'route', 'add', 'blackhole', `${asker}/32`);
    const found = await bench.reach('aa', 'bb', 80);
    expect(found).toMatchObject({ reachable: 'no', reason: 'dropped' });
    expect(found.evidence.at(-1)).toMatchObject({ tries: [{ address, outcome: 'timeout' }] });
  });

  it('from a container without a shell is made beside it, and leaves nothing behind', async () => {
    await dockerd.docker(
      'run',
      '-d',
      '--name',
      'bald',
      '--network',
      'front',
      IMAGE,
      'sh',
      '-c',
      'rm /bin/sh; exec sleep 1000',
    );
    const found = await bench.reach('bald', 'local', 81);
    expect(found).toMatchObject({ reason: 'nothing-listens' });
    expect(found.evidence.at(-1)).toMatchObject({ by: `a helper container of ${IMAGE} in the network of bald` });
    expect(await dockerd.docker('ps', '-aq', '--filter', 'label=io.slipway.helper')).toBe('');
  });

  it('is offered the ports there are', async () => {
    const ports = await bench.networks.ports(await bench.idOf('local'), AbortSignal.timeout(9000));
    expect(ports).toEqual([{ port: 80, sources: ['listening'], loopbackOnly: true }]);
    const published = await bench.networks.ports(await bench.idOf('lone'), AbortSignal.timeout(9000));
    expect(published).toEqual([{ port: 80, sources: ['listening', 'published', 'exposed'], loopbackOnly: false }]);
  });
});
