import { expect, it } from 'vitest';
import { buildLine, loggedLine } from './cli';

const WISH = {
  ...{
    folder: '/my app',
    dockerfile: '/my app/Dockerfile',
    target: 'web',
    tags: ['a:1', 'b'],
    platform: 'linux/arm64',
  },
  args: [
    { name: 'V', value: "it's" },
    { name: 'FROM_ENV', value: null },
    { name: 'NPM_TOKEN', value: 'abc' },
  ],
  ...{ labels: [{ name: 'l', value: '' }], noCache: true, pull: true, ssh: ['default'], classic: false },
  secrets: [
    { id: 's', from: 'file' as const, source: '/run/s' },
    { id: 't', from: 'env' as const, source: 'TOKEN' },
  ],
};

it('the line of each way to build', () => {
  const common =
    "--tag a:1 --tag b --target web --build-arg 'V=it'\\''s' --build-arg FROM_ENV --build-arg NPM_TOKEN=abc --label l= --platform linux/arm64 --no-cache --pull";
  const secret = '--secret id=s,src=/run/s --secret id=t,env=TOKEN --ssh default';
  expect(buildLine('docker', WISH, 'buildx')).toBe(`docker buildx build --load ${common} ${secret} '/my app'`);
  expect(buildLine('docker -H x', WISH, 'cli')).toBe(
    `DOCKER_BUILDKIT=1 docker -H x build ${common} ${secret} '/my app'`,
  );
  expect(buildLine('docker', { ...WISH, dockerfile: '/d/my.Dockerfile' }, 'engine')).toBe(
    `DOCKER_BUILDKIT=0 docker build --file /d/my.Dockerfile ${common} '/my app'`,
  );
  // What a log keeps.
  expect(loggedLine('docker', WISH, 'cli')).toContain(' --build-arg NPM_TOKEN --label');
});
