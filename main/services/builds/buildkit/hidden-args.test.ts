import { expect, it } from 'vitest';
import { hiddenArgs } from './hidden-args';

it('values of build arguments are in no command line, but where their names mean something to the CLI', () => {
  const args = [
    { name: 'NPM_TOKEN', value: 'x' },
    { name: 'VERSION', value: '' },
    { name: 'FROM_ENV', value: null },
    { name: 'HTTP_PROXY', value: 'http://p' },
    { name: 'PATH', value: '/bin' },
    { name: 'DOCKER_HOST', value: 'y' },
    { name: 'TWICE', value: '1' },
    { name: 'TWICE', value: '2' },
  ];
  const base = { ...{ folder: '/a', dockerfile: '/a/Dockerfile', target: '', tags: [], labels: [], platform: '' } };
  const wish = { ...base, args, noCache: false, pull: false, secrets: [], ssh: [], classic: false };
  const hidden = hiddenArgs(wish, { HOME: '/h' });
  expect(hidden.env).toEqual({ HOME: '/h', NPM_TOKEN: 'x', VERSION: '' });
  expect(hidden.wish.args.map(({ value }) => value)).toEqual([null, null, null, 'http://p', '/bin', 'y', '1', '2']);
});
