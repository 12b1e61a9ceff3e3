import { describe, expect, it } from 'vitest';
import type { ContainerSpec } from '../../contract/spec';
import { specChanges } from './changes';
import { emptyNetwork, emptySpec } from '../../contract/empty-spec';
import { updateBody, updateLine } from './live-update';

const MIB = 2 ** 20;
const base: ContainerSpec = { ...emptySpec(), image: 'nginx' };
const using = (resources: Partial<ContainerSpec['resources']>, from = base): ContainerSpec => ({
  ...from,
  resources: { ...from.resources, ...resources },
});

describe('what an edit changes', () => {
  it('is nothing where nothing differs', () => {
    expect(specChanges(base, structuredClone(base))).toEqual([]);
  });

  it('is told entry by entry, in the words of docker run', () => {
    const mount = { flag: 'volume', type: 'volume', readOnly: false, options: '' } as const;
    const before: ContainerSpec = {
      ...base,
      ports: [{ hostIp: '', hostPort: '8080', containerPort: '80', protocol: 'tcp' }],
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
      mounts: [{ ...mount, source: 'data', target: '/data' }],
    };
    const after: ContainerSpec = {
      ...before,
      command: ['echo', 'a b'],
      ports: [
        { hostIp: '', hostPort: '', containerPort: '53', protocol: 'udp' },
        { hostIp: '127.0.0.1', hostPort: '8081', containerPort: '80', protocol: 'tcp' },
      ],
      env: [
        { name: 'B', value: '3' },
        { name: 'C', value: null },
      ],
      mounts: [{ ...mount, source: 'data', target: '/data', readOnly: true }],
      networks: [{ ...emptyNetwork('front'), aliases: ['web'] }],
      security: { ...before.security, privileged: true },
    };
    expect(specChanges(before, after)).toEqual([
      { path: 'command', before: '', after: "echo 'a b'", live: false },
      { path: 'security.privileged', before: 'false', after: 'true', live: false },
      { path: 'ports.1', before: '8080:80', after: '127.0.0.1:8081:80', live: false },
      { path: 'ports.0', before: '', after: '53/udp', live: false },
      { path: 'mounts.0', before: 'data:/data', after: 'data:/data:ro', live: false },
      { path: 'env', before: 'A=1', after: '', live: false },
      { path: 'env.0', before: 'B=2', after: 'B=3', live: false },
      { path: 'env.1', before: '', after: 'C', live: false },
      { path: 'networks.0', before: '', after: 'name=front,alias=web', live: false },
    ]);
  });

  it('is cut to a screenful', () => {
    const [change] = specChanges(base, { ...base, env: [{ name: 'A', value: 'x'.repeat(100_000) }] });
    expect(change?.after.length).toBeLessThanOrEqual(2000);
  });
});

describe('a live change', () => {
  it('is one of limits and of the restart policy', () => {
    const after = using({ memory: 64 * MIB, cpus: 1.5, pidsLimit: 10, cpusetCpus: '0' });
    const changes = specChanges(base, { ...after, restart: { policy: 'always', maximumRetries: 0 } });
    expect(changes.map(({ path, live }) => [path, live])).toEqual([
      ['restart', true],
      ['resources.memory', true],
      ['resources.cpus', true],
      ['resources.cpusetCpus', true],
      ['resources.pidsLimit', true],
    ]);
  });

  it.each([
    ['taking a limit away', using({ memory: MIB * 64 }), base, 'resources.memory'],
    ['a quota beside a number of CPUs', using({ cpus: 1 }), using({ cpus: 0, cpuQuota: 5000 }), 'resources.cpuQuota'],
    [
      'a policy for what is removed at its end',
      { ...base, autoRemove: true },
      { ...base, autoRemove: true, restart: { policy: 'always' as const, maximumRetries: 0 } },
      'restart',
    ],
    ['the size of /dev/shm', base, using({ shmSize: MIB }), 'resources.shmSize'],
  ])('is not %s', (_, before, after, path) => {
    expect(specChanges(before, after).find((change) => change.path === path)?.live).toBe(false);
  });

  it('may take the limit of processes away', () => {
    const before = using({ pidsLimit: 10 });
    expect(specChanges(before, base)).toMatchObject([{ path: 'resources.pidsLimit', live: true }]);
    expect(updateBody(before, base)).toEqual({ PidsLimit: -1 });
    expect(updateLine('docker', 'web', before, base)).toBe('docker update --pids-limit -1 web');
  });

  it('says the swap with every new limit of memory, which would be above it otherwise', () => {
    const [before, after] = [using({ memory: 64 * MIB }), using({ memory: 256 * MIB })];
    expect(updateBody(before, after)).toEqual({ Memory: 256 * MIB, MemorySwap: 512 * MIB });
    expect(updateLine('docker -H x', '-odd', before, after)).toBe(
      'docker -H x update --memory 256m --memory-swap 512m -- -odd',
    );
  });

  it('says only what is another', () => {
    const before = using({ memory: 64 * MIB, cpus: 1, cpuShares: 5 });
    const after: ContainerSpec = {
      ...using({ cpus: 2 }, before),
      restart: { policy: 'on-failure', maximumRetries: 3 },
    };
    expect(updateBody(before, after)).toEqual({
      NanoCpus: 2e9,
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
    });
    expect(updateLine('docker', 'a', before, after)).toBe('docker update --cpus 2 --restart on-failure:3 a');
    expect(updateBody(before, before)).toEqual({});
  });
});
