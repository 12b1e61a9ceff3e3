import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContainerSpec, SpecMount, SpecNetwork, SpecPort } from '../../../contract/spec';
import { emptySpec } from '../../../contract/empty-spec';
import { runLine } from './print';
import { readRunLine } from './read';
import { shellWords } from './shell-words';

const hostile = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  fc.constantFrom(
    "it's",
    '$HOME',
    '`id`',
    'a\nb',
    '"',
    '\\',
    '-x',
    '--rm',
    'a b',
    '\u202e',
    '\u0007',
    'é漢字',
    '$(x)',
    '#a',
    '~',
    '%a%',
    'C:\\x',
  ),
);
const text = hostile.filter((word) => word !== '' && !word.includes('\0'));
const name = fc.stringMatching(/^[a-z][a-z0-9_.-]{1,10}$/);
const key = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.]{0,8}$/);
const path = fc.stringMatching(/^\/[a-z0-9][a-z0-9 _.-]{0,8}$/);
const maybe = <T>(arbitrary: fc.Arbitrary<T>, none: T): fc.Arbitrary<T> => fc.oneof(fc.constant(none), arbitrary);
const few = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(arbitrary, { maxLength: 3 });
const pairs = fc.uniqueArray(fc.record({ name: key, value: maybe(text, '') }), {
  maxLength: 3,
  selector: (each) => each.name,
});
const int = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const size = fc.oneof(
  int(2 ** 40),
  int(4096).map((mebibytes) => mebibytes * 2 ** 20),
);
const seconds = int(10_000_000).map((ms) => ms / 1000);

const port: fc.Arbitrary<SpecPort> = fc
  .record({
    hostIp: fc.constantFrom('', '127.0.0.1', '::1', '0.0.0.0'),
    host: fc.constantFrom('none', 'same', 'range'),
    first: fc.integer({ min: 1, max: 60_000 }),
    length: int(3),
    protocol: fc.constantFrom('tcp', 'udp', 'sctp'),
  })
  .map(({ hostIp, host, first, length, protocol }) => {
    const range = (from: number): string => (length === 0 ? String(from) : `${String(from)}-${String(from + length)}`);
    const container = host === 'range' ? String(first) : range(first);
    return { hostIp, hostPort: host === 'none' ? '' : range(first + 1000), containerPort: container, protocol };
  });

const volume: fc.Arbitrary<SpecMount> = fc.oneof(
  fc.record({
    flag: fc.constant('volume'),
    type: fc.constant('bind'),
    source: path,
    target: path,
    readOnly: fc.boolean(),
    options: fc.constantFrom('', 'z', 'rslave', 'Z,rprivate'),
  }),
  fc.record({
    flag: fc.constant('volume'),
    type: fc.constant('volume'),
    source: name,
    target: path,
    readOnly: fc.boolean(),
    options: fc.constantFrom('', 'nocopy'),
  }),
  path.map((target): SpecMount => ({
    flag: 'volume',
    type: 'volume',
    source: '',
    target,
    readOnly: false,
    options: '',
  })),
);
const mount: fc.Arbitrary<SpecMount> = fc.record({
  flag: fc.constant('mount'),
  type: fc.constantFrom('bind', 'volume', 'tmpfs', 'image', 'npipe', 'cluster'),
  source: maybe(text, ''),
  target: text,
  readOnly: fc.boolean(),
  options: fc.constantFrom(
    '',
    'bind-propagation=rslave',
    '"volume-opt=o=addr=1.2.3.4,rw",volume-label=a=b',
    'tmpfs-size=1g',
  ),
});
const tmpfs: fc.Arbitrary<SpecMount> = fc.record({
  flag: fc.constant('tmpfs'),
  type: fc.constant('tmpfs'),
  source: fc.constant(''),
  target: path,
  readOnly: fc.boolean(),
  options: fc.constantFrom('', 'size=64m', 'size=1k,mode=1777'),
});

const network = (): fc.Arbitrary<SpecNetwork> =>
  fc.record({
    name: name.filter((word) => !['host', 'none'].includes(word)),
    aliases: few(name),
    ipv4: fc.constantFrom('', '10.0.0.9'),
    ipv6: fc.constantFrom('', '2001:db8::33'),
    macAddress: fc.constantFrom('', '02:42:ac:11:00:02'),
    linkLocalIps: fc.constantFrom([], ['169.254.1.2']),
    driverOptions: fc.constantFrom([], [{ name: 'com.x', value: 'a,b' }]),
    gatewayPriority: fc.constantFrom(0, 3, -2),
  });
const networks = fc.oneof(
  fc.record({
    networkMode: fc.constantFrom('', 'host', 'none', 'container:web'),
    networks: fc.constant<SpecNetwork[]>([]),
  }),
  fc.record({
    networkMode: fc.constant(''),
    networks: fc.uniqueArray(network(), { minLength: 1, maxLength: 3, selector: (each) => each.name }),
  }),
);

const health: fc.Arbitrary<ContainerSpec['health']> = fc.oneof(
  fc.constantFrom(emptySpec().health, { ...emptySpec().health, mode: 'none' as const }),
  fc.record({
    mode: fc.constant('custom' as const),
    test: text.map((line) => ['CMD-SHELL', line]),
    interval: seconds,
    timeout: seconds,
    startPeriod: seconds,
    startInterval: seconds,
    retries: int(9),
  }),
);

const devicePath = fc.stringMatching(/^\/dev\/[a-z]{1,5}$/);
const rates = few(fc.record({ path: devicePath, rate: size }));

const resources: fc.Arbitrary<ContainerSpec['resources']> = fc.record({
  memory: size,
  memorySwap: fc.oneof(size, fc.constant(-1)),
  memoryReservation: size,
  kernelMemory: size,
  memorySwappiness: maybe<number | null>(int(100), null),
  oomKillDisable: fc.boolean(),
  oomScoreAdj: fc.integer({ min: -1000, max: 1000 }),
  cpus: int(100_000).map((thousandths) => thousandths / 1000),
  cpuShares: int(5000),
  cpuPeriod: int(100_000),
  cpuQuota: fc.integer({ min: -1, max: 100_000 }),
  cpuRealtimePeriod: int(100_000),
  cpuRealtimeRuntime: int(100_000),
  cpusetCpus: fc.constantFrom('', '0-1', '0,3'),
  cpusetMems: fc.constantFrom('', '0'),
  pidsLimit: maybe<number | null>(fc.integer({ min: -1, max: 5000 }), null),
  shmSize: size,
  ulimits: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('core', 'nofile', 'nproc'),
      soft: fc.integer({ min: -1, max: 9 }),
      hard: int(99),
    }),
    { maxLength: 3, selector: (each) => each.name },
  ),
  blkioWeight: int(1000),
  blkioWeightDevice: few(fc.record({ path: devicePath, weight: int(1000) })),
  deviceReadBps: rates,
  deviceWriteBps: rates,
  deviceReadIops: rates,
  deviceWriteIops: rates,
  gpus: fc.constantFrom('', 'all', '2', 'device=0,1', 'all,driver=nvidia,"capabilities=compute,utility"'),
  cpuCount: int(4),
  cpuPercent: int(100),
  ioMaximumBandwidth: size,
  ioMaximumIops: int(1000),
});

const security: fc.Arbitrary<ContainerSpec['security']> = fc.record({
  privileged: fc.boolean(),
  readOnly: fc.boolean(),
  capAdd: few(fc.constantFrom('NET_ADMIN', 'ALL', 'sys_ptrace')),
  capDrop: few(fc.constantFrom('MKNOD', 'ALL')),
  securityOpt: few(
    fc.constantFrom('no-new-privileges', 'seccomp=unconfined', 'label=type:x', 'systempaths=unconfined'),
  ),
  groupAdd: few(name),
  devices: few(
    fc.oneof(
      fc.record({
        host: devicePath,
        container: fc.constantFrom('', '/dev/xvdc'),
        permissions: fc.constantFrom('', 'r', 'rw'),
      }),
      fc.constant({ host: 'vendor.com/gpu=0', container: '', permissions: '' }),
    ),
  ),
  deviceCgroupRules: few(fc.constantFrom('c 1:3 mr', 'a 7:* rmw')),
  sysctls: pairs,
  userns: fc.constantFrom('', 'host'),
  cgroupns: fc.constantFrom('', 'host', 'private'),
  cgroupParent: maybe(text, ''),
  ipc: fc.constantFrom('', 'host', 'container:web'),
  pid: fc.constantFrom('', 'host'),
  uts: fc.constantFrom('', 'host'),
  runtime: fc.constantFrom('', 'runc'),
  isolation: fc.constantFrom('', 'default'),
});

const life = fc.record({
  autoRemove: fc.boolean(),
  restart: fc.constantFrom<ContainerSpec['restart']>(
    { policy: 'no', maximumRetries: 0 },
    { policy: 'always', maximumRetries: 0 },
    { policy: 'on-failure', maximumRetries: 3 },
    { policy: 'on-failure', maximumRetries: 0 },
  ),
  init: fc.constantFrom(null, true, false),
  stopTimeout: maybe<number | null>(fc.integer({ min: -1, max: 100 }), null),
  stopSignal: fc.constantFrom('', 'SIGINT'),
  platform: fc.constantFrom('', 'linux/arm64'),
  command: maybe<string[] | null>(
    fc.array(
      hostile.filter((word) => !word.includes('\0')),
      { minLength: 1, maxLength: 4 },
    ),
    null,
  ),
  entrypoint: maybe<string[] | null>(
    fc.oneof(
      fc.constant<string[]>([]),
      text.map((word) => [word]),
    ),
    null,
  ),
});

/** Specs as `readRunLine` makes them: each thing said in one way only. */
const arbitrarySpec: fc.Arbitrary<ContainerSpec> = fc
  .record({
    plain: fc.record({
      image: fc.oneof(name, fc.constantFrom('ghcr.io/a/b:1.2@sha256:' + 'ab'.repeat(32), '-odd')),
      name: maybe(name, ''),
      user: maybe(text, ''),
      workingDir: maybe(text, ''),
      hostname: maybe(text, ''),
      domainname: maybe(text, ''),
      tty: fc.boolean(),
      interactive: fc.boolean(),
      ports: few(port),
      publishAll: fc.boolean(),
      expose: few(fc.constantFrom('80/tcp', '90/udp', '100-110/sctp')),
      volumesFrom: few(name),
      volumeDriver: maybe(name, ''),
      env: few(fc.record({ name: key, value: fc.oneof(maybe(text, ''), fc.constant(null)) })),
      labels: pairs,
      annotations: pairs,
      dns: few(fc.constantFrom('1.1.1.1', '::1')),
      dnsSearch: few(name),
      dnsOptions: few(name),
      extraHosts: few(fc.constantFrom('db:10.0.0.5', 'six:::1', 'me:host-gateway')),
      links: few(fc.constantFrom('db', 'db:alias')),
      storageOptions: pairs,
      logging: fc.record({ driver: fc.constantFrom('', 'local'), options: pairs }),
    }),
    ...{ life, networks, health, resources, security },
    mounts: fc.tuple(few(volume), few(mount), few(tmpfs)).map((lists): SpecMount[] => lists.flat()),
  })
  .map(({ plain, life: rest, networks: places, ...more }) => ({ ...plain, ...rest, ...places, ...more }));

/** A word that no line has. */
const END = 'end-of-the-line';

describe('a line and its spec', () => {
  it('are each the inverse of the other', () => {
    fc.assert(
      fc.property(arbitrarySpec, fc.constantFrom('run', 'create'), (spec, command) => {
        const line = runLine(spec, { prefix: 'docker --context x', command });
        expect(line).not.toMatch(/[\n\u202e]/);
        expect(readRunLine(line).spec).toEqual(spec);
      }),
      { numRuns: 300 },
    );
  });

  it('are split as a shell splits them', () => {
    const lines = fc.sample(arbitrarySpec, 20).map((spec) => runLine(spec, { prefix: 'docker', command: 'run' }));
    // One shell for all: to start one takes long on a busy machine.
    const script = lines.map((line) => `printf '%s\\0' ${line} ${END}`).join('\n');
    const shell = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    const split = shell.stdout.split(`${END}\0`).slice(0, -1);
    expect(split.map((words) => words.split('\0').slice(0, -1))).toEqual(lines.map((line) => shellWords(line).words));
  });

  it('prints nothing that is not needed', () => {
    expect(runLine({ ...emptySpec(), image: 'nginx' }, { prefix: 'docker', command: 'run' })).toBe(
      'docker run -d nginx',
    );
    const spec = { ...emptySpec(), image: 'a', entrypoint: ['sh', '-c'], command: ['echo $HOME'] };
    expect(runLine(spec, { prefix: 'docker', command: 'create' })).toBe(
      "docker create --entrypoint sh a -c 'echo $HOME'",
    );
  });
});
