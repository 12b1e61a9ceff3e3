import { expect, it } from 'vitest';
import { specOfInspect } from './from-inspect';

/** What Podman 4.3 tells of `run -v data:/v -e A=1`. */
const told = (
  networks: object,
  env: readonly string[] = ['container=podman', 'TERM=xterm', 'HOSTNAME=abc', 'A=1'],
) => ({
  Id: 'abcdef',
  Name: '/web',
  Config: { Image: 'i', Env: env, Hostname: 'abc', StopTimeout: 0 },
  HostConfig: {
    Binds: ['data:/v:rw,rprivate,nosuid,nodev,rbind', '/src:/dst:ro,z,noexec'],
    Ulimits: [{ Name: 'RLIMIT_NOFILE', Soft: 1, Hard: 2 }],
    ...{ NetworkMode: 'bridge', PidMode: 'private', UTSMode: 'private', Runtime: 'oci', MemorySwappiness: 0 },
  },
  NetworkSettings: { Networks: networks },
});

it('what Podman adds to a wish is none of it', () => {
  expect(specOfInspect(told({ podman: {} }), null)).toMatchObject({
    env: [{ name: 'A', value: '1' }],
    mounts: [
      { source: 'data', target: '/v', readOnly: false, options: '' },
      { source: '/src', target: '/dst', readOnly: true, options: 'z' },
    ],
    ...{ networkMode: '', networks: [], stopTimeout: null },
    resources: { ulimits: [{ name: 'nofile', soft: 1, hard: 2 }], memorySwappiness: null },
  });
});

it('its usual network is named where there are others', () => {
  const { networks } = specOfInspect(told({ podman: {}, back: {} }), null);
  expect(networks.map(({ name }) => name)).toEqual(['podman', 'back']);
});

it("another engine's words are as they were", () => {
  expect(specOfInspect(told({}, ['TERM=xterm']), null)).toMatchObject({
    env: [{ name: 'TERM', value: 'xterm' }],
    stopTimeout: 0,
  });
});
