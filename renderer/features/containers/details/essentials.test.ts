import { describe, expect, test } from 'vitest';
import { readEssentials } from './essentials';

const read = (inspect: unknown) => readEssentials(JSON.stringify(inspect));

describe('what an engine answers', () => {
  const web = read({
    Id: 'cafe',
    Name: '/web',
    Created: '2024-05-01T10:00:00.123456789Z',
    Image: 'sha256:1',
    RestartCount: 2,
    State: {
      Status: 'exited',
      ExitCode: 137,
      OOMKilled: true,
      Error: 'boom',
      Pid: 0,
      StartedAt: '2024-05-01T10:00:01Z',
      FinishedAt: '0001-01-01T00:00:00Z',
      Health: {
        Status: 'unhealthy',
        FailingStreak: 3,
        Log: [{ Start: '2024-05-01T10:00:02Z', ExitCode: 1, Output: 'no' }],
      },
    },
    Config: {
      Image: 'nginx:1',
      Env: ['A=b=c', 'EMPTY=', 'NAKED'],
      Cmd: ['nginx', '-g', 'daemon off;'],
      Entrypoint: 'old engines say it in one string',
      Labels: { team: 'core', __proto__x: '1' },
      Healthcheck: { Test: ['CMD', 'true'] },
      User: 'www',
      WorkingDir: '/srv',
    },
    HostConfig: {
      NanoCpus: 1_500_000_000,
      Memory: 67_108_864,
      MemorySwap: -1,
      PidsLimit: null,
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }],
      PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }], '53/udp': null },
    },
    Mounts: [
      { Type: 'volume', Name: 'data', Source: '/var/lib/x', Destination: '/data', RW: true },
      { Type: 'bind', Source: '/etc', Destination: '/host', RW: false },
    ],
    NetworkSettings: {
      Ports: {},
      Networks: { bridge: { IPAddress: '172.17.0.2', GlobalIPv6Address: '', Aliases: null } },
    },
  });

  test('is read into what is shown', () => {
    expect(web).toMatchObject({
      name: 'web',
      image: 'nginx:1',
      created: Date.parse('2024-05-01T10:00:00.123Z'),
      state: { status: 'exited', exitCode: 137, oomKilled: true, error: 'boom', finishedAt: null, restarts: 2 },
      health: { status: 'unhealthy', failingStreak: 3, test: ['CMD', 'true'] },
      entrypoint: ['old engines say it in one string'],
      command: ['nginx', '-g', 'daemon off;'],
      restartPolicy: 'on-failure, at most 3 times',
    });
    expect(web.health?.probes).toMatchObject([{ exitCode: 1, output: 'no', end: null }]);
    expect(web.env).toEqual([
      { name: 'A', value: 'b=c' },
      { name: 'EMPTY', value: '' },
      { name: 'NAKED', value: '' },
    ]);
    expect(web.mounts.map(({ source, readOnly }) => [source, readOnly])).toEqual([
      ['data', false],
      ['/etc', true],
    ]);
    expect(web.networks).toMatchObject([{ name: 'bridge', addresses: ['172.17.0.2'], aliases: [] }]);
  });

  test('a stopped container shows the ports it will publish', () => {
    expect(web.ports).toEqual([
      { hostIp: '', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
      { hostIp: null, hostPort: null, containerPort: 53, protocol: 'udp' },
    ]);
  });

  test('only limits that are set are told', () => {
    expect(web.limits).toEqual([
      { name: 'CPUs', value: '1.5' },
      { name: 'Memory', value: '64 MiB' },
      { name: 'ulimit nofile', value: '1:2' },
    ]);
  });
});

test.each([
  '{}',
  '[]',
  'null',
  '"x"',
  '{"State": 5, "Config": {"Env": {"a": 1}, "Labels": ["x"]}, "Mounts": [null, 7]}',
  'broken {',
])('an odd answer makes no trouble: %s', (json) => {
  const { name, env, labels, health, ports } = readEssentials(json);
  expect({ name, env, health, ports }).toEqual({ name: '', env: [], health: null, ports: [] });
  expect(labels.length).toBeLessThanOrEqual(1);
});
