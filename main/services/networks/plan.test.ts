import { describe, expect, it } from 'vitest';
import type { NetworkRow, NetworkWish } from '../../contract/networks';
import { checkAttachment } from './attach';
import { createLine } from './change';
import { checkWish, type Surroundings } from './plan';
import type { Member } from './rows';

const row = (patch: Partial<NetworkRow>): NetworkRow => ({
  ...{
    id: 'abcdef123456',
    name: 'old',
    driver: 'bridge',
    scope: 'local',
    created: 0,
    ipamDriver: 'default',
    subnets: [],
  },
  ...{ ipv6: false, internal: false, attachable: false, ingress: false, labels: {}, options: {}, project: null },
  ...{ predefined: false, endpoints: [], ...patch },
});

const subnet = (text: string, gateway = '') => ({ subnet: text, ipRange: '', gateway, auxAddresses: [] });

const ground: Surroundings = {
  ...{ drivers: ['bridge', 'ipvlan', 'macvlan'], swarm: false },
  networks: [
    row({ subnets: [subnet('172.20.0.0/16', '172.20.0.1')], options: { 'com.docker.network.bridge.name': 'br-old' } }),
    row({ id: '2', name: 'lan', driver: 'macvlan', options: { parent: 'eth0' } }),
  ],
  host: [{ interface: 'eth0', subnet: '192.168.7.0/24' }],
  free: { ipv4: '172.21.0.0/16', ipv6: 'fd00:1::/64' },
};

const wish = (patch: Partial<NetworkWish>): NetworkWish => ({
  ...{
    name: 'new',
    driver: 'bridge',
    options: [],
    internal: false,
    attachable: false,
    ipv6: false,
    ipam: [],
    labels: [],
  },
  ...patch,
});
const pool = (patch: Partial<NetworkWish['ipam'][number]>) => ({ ...subnet('10.5.0.0/24'), ...patch });
const told = (patch: Partial<NetworkWish>): readonly string[] =>
  checkWish(wish(patch), ground).map(({ path, severity, message }) => `${path} ${severity}: ${message}`);

describe('a wish', () => {
  it('that is well has no problems', () => {
    expect(told({})).toEqual([]);
    const full = pool({
      ipRange: '10.5.0.128/25',
      gateway: '10.5.0.1',
      auxAddresses: [{ name: 'nas', address: '10.5.0.9' }],
    });
    expect(told({ ipam: [full, { ...subnet('fd01::/64', 'fd01::1') }], ipv6: true })).toEqual([]);
  });

  it.each([
    [{ name: ' ' }, /^name error: A network needs a name/],
    [{ name: 'old' }, /^name error: There is a network of this name already/],
    [{ name: 'host' }, /^name error/],
    [{ name: '<b>\u202e' }, /^name warning/],
    [{ driver: 'overlay' }, /^driver error: .*swarm/],
    [{ driver: 'weave' }, /^driver error: The engine has no such driver/],
    [
      { ipam: [pool({ subnet: '172.20.5.0/24' })] },
      /^ipam\.0\.subnet error: Overlaps 172\.20\.0\.0\/16 of the network old\. 172\.21\.0\.0\/16 is free/,
    ],
    [
      { ipam: [pool({ subnet: '192.168.0.0/16' })] },
      /^ipam\.0\.subnet warning: Overlaps 192\.168\.7\.0\/24, which this computer itself is in \(eth0\)/,
    ],
    [{ ipam: [pool({ subnet: '10.5.0.9/24' })] }, /^ipam\.0\.subnet error: .* The subnet is 10\.5\.0\.0\/24/],
    [{ ipam: [pool({ subnet: 'ten' })] }, /^ipam\.0\.subnet error: Not a subnet/],
    [{ ipam: [pool({ subnet: '', gateway: '10.5.0.1' })] }, /^ipam\.0\.subnet error: .* needs the subnet/],
    [{ ipam: [pool({ subnet: '127.5.0.0/24' })] }, /^ipam\.0\.subnet error: .*loopback/],
    [{ ipam: [pool({ subnet: '8.8.8.0/24' })] }, /^ipam\.0\.subnet warning: .*public/],
    [{ ipam: [pool({ subnet: '10.5.0.0/31' })] }, /^ipam\.0\.subnet error: There is no room/],
    [
      { ipam: [pool({}), pool({ subnet: '10.5.0.128/25' })], driver: 'macvlan', internal: true },
      /^ipam\.1\.subnet error: Overlaps a subnet above/,
    ],
    [
      { ipam: [pool({}), pool({ subnet: '10.6.0.0/24' })] },
      /^ipam\.1\.subnet error: A bridge network has one IPv4 subnet/,
    ],
    [{ ipam: [pool({ gateway: '10.6.0.1' })] }, /^ipam\.0\.gateway error: Not within 10\.5\.0\.0\/24/],
    [{ ipam: [pool({ gateway: '10.5.0.255' })] }, /^ipam\.0\.gateway error: .*broadcast/],
    [{ ipam: [pool({ gateway: '10.5.0.0' })] }, /^ipam\.0\.gateway error: .*subnet itself/],
    [{ ipam: [pool({ ipRange: '10.4.0.0/16' })] }, /^ipam\.0\.ipRange error: Not within/],
    [
      { ipam: [pool({ gateway: '10.5.0.1', auxAddresses: [{ name: 'x', address: '10.5.0.1' }] })] },
      /^ipam\.0\.auxAddresses\.0 error: .*gateway/,
    ],
    [{ ipam: [subnet('fd01::/64')] }, /^ipam\.0\.subnet error: An IPv6 subnet needs IPv6/],
    [{ ipv6: true }, /^ipv6 warning: .*fd00:1::\/64 is free/],
    [
      { options: [{ name: 'com.docker.network.driver.mtu', value: '9' }] },
      /^options\.com\.docker\.network\.driver\.mtu error/,
    ],
    [
      { options: [{ name: 'com.docker.network.bridge.name', value: 'br-old' }] },
      /bridge\.name error: The network old has this bridge/,
    ],
    [
      { options: [{ name: 'com.docker.network.bridge.name', value: 'sixteen-letters-' }] },
      /bridge\.name error: At most 15/,
    ],
    [
      { driver: 'macvlan', options: [{ name: 'parent', value: 'eth0' }] },
      /^options\.parent error: The network lan has this parent/,
    ],
    [{ driver: 'ipvlan' }, /^options\.parent warning/],
    [
      {
        labels: [
          { name: 'a', value: '' },
          { name: 'a', value: 'b' },
        ],
      },
      /^labels\.1 error/,
    ],
  ] satisfies [Partial<NetworkWish>, RegExp][])('%j is told: %s', (patch, words) => {
    expect(told(patch).filter((line) => words.test(line))).toHaveLength(1);
    expect(told(patch)).toHaveLength(1);
  });

  it('may be in the network of this computer with macvlan: that is what it is for', () => {
    const options = [{ name: 'parent', value: 'eth1' }];
    expect(told({ driver: 'macvlan', options, ipam: [pool({ subnet: '192.168.7.0/24' })] })).toEqual([]);
  });

  it('is a line that hides nothing', () => {
    const ipam = [pool({ gateway: '10.5.0.1', auxAddresses: [{ name: 'nas', address: '10.5.0.9' }] })];
    const labels = [{ name: 'a b', value: '$(x)' }];
    expect(createLine('docker', wish({ ipam, labels, name: '-x\u001b', internal: true }))).toBe(
      "docker network create --driver bridge --subnet 10.5.0.0/24 --gateway 10.5.0.1 --aux-address nas=10.5.0.9 --internal --label 'a b=$(x)' -- $'-x\\x1b'",
    );
  });
});

describe('an attachment', () => {
  const container: Member = {
    ...{ id: 'c', name: 'web', state: 'running', image: 'i', labels: {}, mode: 'default', ports: [], ends: [] },
  };
  const end = { id: 'd', name: 'db', state: 'running', ipv4: '172.20.0.5', ipv6: '', mac: '' } as const;
  const aux = [{ name: 'nas', address: '172.20.0.7' }];
  const network = row({ subnets: [{ ...subnet('172.20.0.0/16', '172.20.0.1'), auxAddresses: aux }], endpoints: [end] });
  const asked = { network: 'n', container: 'c', aliases: [], ipv4: '', ipv6: '' };

  it.each([
    [{}, network, container, []],
    [{ ipv4: '172.20.9.9', aliases: ['api_1', 'a.b'] }, network, container, []],
    [{ ipv4: '172.20.0.5' }, network, container, ['ipv4 db has this address.']],
    [{ ipv4: '172.20.0.1' }, network, container, ["ipv4 This is the gateway's address."]],
    [{ ipv4: '172.20.0.7' }, network, container, ['ipv4 This address is reserved (nas).']],
    [{ ipv4: '172.21.0.7' }, network, container, ['ipv4 Not within 172.20.0.0/16.']],
    [{ ipv4: 'fd00::1' }, network, container, ['ipv4 Not an IPv4 address.']],
    [{ ipv6: 'fd00::1' }, network, container, ['ipv6 The network has no IPv6 subnet.']],
    [{ aliases: ['a b'] }, network, container, ['aliases "a b" is no name that DNS can hold.']],
    [{ aliases: ['x'] }, row({ predefined: true }), container, ["aliases The engine's own networks know no aliases."]],
    [{}, network, { ...container, id: 'd' }, [' The container is in this network already.']],
    [
      {},
      network,
      { ...container, mode: 'host' },
      [" The container uses the host's network, and cannot be in another one."],
    ],
    [{}, row({ driver: 'null' }), container, [' No container can be connected to this network after it was created.']],
  ] as const)('%j', (patch, to, who, words) => {
    const problems = checkAttachment(
      { ...asked, ...patch, aliases: [...('aliases' in patch ? patch.aliases : [])] },
      to,
      who,
    );
    expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual(words);
  });
});
