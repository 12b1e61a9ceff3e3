import { describe, expect, it } from 'vitest';
import { createRequest } from './create-request';
import { emptySpec } from '../../contract/empty-spec';
import { engineDefaults } from './engine-defaults';
import { specOfInspect } from './from-inspect';
import { canonicalGpus, gpuRequest, gpusWord } from './gpus';
import { imageFacts, specOfImage } from './image-defaults';
import { isAnonymousVolume } from './mounts';

const ID = 'ab'.repeat(32);
const IMAGE = {
  Architecture: 'arm64',
  Os: 'linux',
  Config: {
    Env: ['PATH=/bin', 'EMPTY='],
    Cmd: ['serve'],
    Entrypoint: ['/app'],
    ExposedPorts: { '80/tcp': {} },
    Volumes: { '/data': {} },
    Labels: { a: 'b' },
    Healthcheck: { Test: ['CMD', 'true'], Interval: 5e9 },
    StopSignal: 'SIGINT',
    User: 'app',
    WorkingDir: '/srv',
  },
};

describe('an image', () => {
  it('says what a form shows as its defaults', () => {
    expect(imageFacts(IMAGE)).toEqual({
      exposed: ['80/tcp'],
      volumes: ['/data'],
      env: [
        { name: 'PATH', value: '/bin' },
        { name: 'EMPTY', value: '' },
      ],
      command: ['serve'],
      entrypoint: ['/app'],
      user: 'app',
      workingDir: '/srv',
      labels: [{ name: 'a', value: 'b' }],
      health: {
        mode: 'custom',
        test: ['CMD', 'true'],
        interval: 5,
        timeout: 0,
        startPeriod: 0,
        startInterval: 0,
        retries: 0,
      },
      stopSignal: 'SIGINT',
      architecture: 'arm64',
      os: 'linux',
    });
  });

  it.each([null, undefined, [], 'x', { Config: { Env: 3, Labels: [], Volumes: 'x', Healthcheck: [] } }])(
    'that answers %j says nothing',
    (answer) => {
      expect(imageFacts(answer)).toMatchObject({ exposed: [], env: [], labels: [], health: null, user: '' });
      expect(specOfInspect(answer, answer)).toMatchObject({ image: '', env: [], mounts: [], networks: [] });
    },
  );

  it('is left all that it says', () => {
    expect(createRequest(specOfImage('nginx')).body).toMatchObject({ Cmd: null, Entrypoint: null, User: '', Env: [] });
    expect(specOfImage('nginx')).toEqual({ ...emptySpec(), image: 'nginx' });
  });
});

describe('a container', () => {
  const inspect = (config: object, host: object = {}, rest: object = {}) => ({
    ...{ Id: ID, Name: '/web', HostConfig: { NetworkMode: 'default', ...host } },
    Config: { ...IMAGE.Config, Image: 'app:1', Hostname: ID.slice(0, 12), ...config },
    ...rest,
  });

  it('that asks for nothing is its image', () => {
    expect(specOfInspect(inspect({}), IMAGE)).toEqual({ ...emptySpec(), image: 'app:1', name: 'web' });
  });

  it.each([
    [{ Cmd: ['other'] }, null, ['other']],
    [{ Entrypoint: ['/app'], Cmd: null }, ['/app'], null],
    [{ Entrypoint: null, Cmd: ['x'] }, [], ['x']],
    [{ Entrypoint: ['sh'], Cmd: ['serve'] }, ['sh'], ['serve']],
  ])('with %j asked for the entrypoint %j and the command %j', (config, entrypoint, command) => {
    expect(specOfInspect(inspect(config), IMAGE)).toMatchObject({ entrypoint, command });
  });

  it('whose image is gone asked for all of it', () => {
    expect(specOfInspect(inspect({}), null)).toMatchObject({ command: ['serve'], user: 'app', expose: ['80/tcp'] });
  });

  it('has what it says of variables, labels and health beyond its image', () => {
    const config = {
      Env: ['PATH=/sbin', 'EMPTY=', 'GONE'],
      Labels: { a: 'b', c: 'd' },
      Healthcheck: { Test: ['CMD', 'true'], Interval: 5e9, Retries: 3 },
    };
    expect(specOfInspect(inspect(config), IMAGE)).toMatchObject({
      env: [
        { name: 'PATH', value: '/sbin' },
        { name: 'GONE', value: null },
      ],
      labels: [{ name: 'c', value: 'd' }],
      health: { mode: 'custom', test: [], interval: 0, retries: 3 },
    });
  });

  it('has its ports as ranges again, and an address only where one was asked for', () => {
    const bound = (port: number) => [`${String(port)}/tcp`, [{ HostIp: '', HostPort: String(port + 1000) }]] as const;
    const PortBindings = Object.fromEntries([bound(80), bound(90), bound(91), bound(92)]);
    const Networks = {
      a: { Aliases: null, IPAddress: '10.0.0.9' },
      front: { NetworkID: 'n1', Aliases: ['x', ID.slice(0, 12), 'web'], IPAMConfig: { IPv4Address: '10.1.0.2' } },
    };
    const found = specOfInspect(
      inspect({}, { PortBindings, NetworkMode: 'n1' }, { NetworkSettings: { Networks } }),
      IMAGE,
    );
    expect(found.ports.map(({ hostPort, containerPort }) => `${hostPort}:${containerPort}`)).toEqual([
      '1080:80',
      '1090-1092:90-92',
    ]);
    expect(found.networks).toMatchObject([
      { name: 'front', aliases: ['x'], ipv4: '10.1.0.2' },
      { name: 'a', aliases: [], ipv4: '' },
    ]);
  });

  it('has the volumes the engine named for it, and not those of others', () => {
    const Mounts = [
      { Type: 'volume', Name: ID, Destination: '/data' },
      { Type: 'volume', Name: 'theirs', Destination: '/shared' },
    ];
    const { mounts } = specOfInspect(inspect({}, { VolumesFrom: ['db'] }, { Mounts }), IMAGE);
    expect(mounts).toMatchObject([{ flag: 'volume', source: ID, target: '/data' }]);
    expect(mounts.map(({ source }) => isAnonymousVolume(source))).toEqual([true]);
  });

  it('does not say what its engine gives every container', () => {
    const defaults = engineDefaults({ LoggingDriver: 'journald', DefaultRuntime: 'crun', CgroupVersion: '1' });
    const host = {
      LogConfig: { Type: 'journald', Config: {} },
      Runtime: 'crun',
      CgroupnsMode: 'host',
      IpcMode: 'private',
    };
    expect(specOfInspect(inspect({}, host), IMAGE, defaults)).toEqual({ ...emptySpec(), image: 'app:1', name: 'web' });
    expect(specOfInspect(inspect({}, host), IMAGE)).toMatchObject({
      logging: { driver: 'journald' },
      security: { runtime: 'crun', cgroupns: 'host' },
    });
  });
});

describe('GPUs', () => {
  it.each([
    ['all', 'all', 'all'],
    ['2', '2', '2'],
    ['device=0,1', 'device=0,1', '"device=0,1"'],
    ['"device=0,1"', 'device=0,1', '"device=0,1"'],
    ['count=2,driver=nvidia', '2,driver=nvidia', '2,driver=nvidia'],
    ['driver=nvidia,"capabilities=compute,utility"', '1,driver=nvidia,"capabilities=compute,utility"', undefined],
  ])('%s', (said, canonical, word = canonical) => {
    expect(canonicalGpus(said)).toBe(canonical);
    expect(gpusWord(canonical)).toBe(word);
    expect(gpuRequest(word)).toEqual(gpuRequest(canonical));
  });
  it.each(['', 'some', 'all,all', 'what=1'])('are not %j', (said) => {
    expect(gpuRequest(said)).toBeNull();
  });
});
