import path from 'node:path';
import { expect, test } from 'vitest';
import { FlagError, parseFlags } from './flags';

test('none', () => expect(parseFlags(['.'])).toEqual({ engineUrl: null, dataDir: null }));

test.each([
  [['--engine', 'unix:///var/run/docker.sock', '--data-dir', '/data']],
  [['--engine=unix:///var/run/docker.sock', '--data-dir=/data']],
  [
    [
      '.',
      '--no-sandbox',
      '--engine=tcp://first:1',
      '--engine=unix:///var/run/docker.sock',
      '--data-dir',
      '/data',
      '-x',
    ],
  ],
])('both, the last one counts, what belongs to Chromium is left alone: %j', (args) => {
  expect(parseFlags(args)).toEqual({ engineUrl: 'unix:///var/run/docker.sock', dataDir: '/data' });
});

test('after -- nothing is a flag', () =>
  expect(parseFlags(['--data-dir=/data', '--', '--engine=tcp://evil:1', 'slipway://container/a'])).toEqual({
    engineUrl: null,
    dataDir: '/data',
  }));

test('a relative folder is taken from here', () =>
  expect(parseFlags(['--data-dir', 'here']).dataDir).toBe(path.resolve('here')));

test.each([
  [['--engine'], '--engine needs a value'],
  [['--engine', '--data-dir', 'x'], '--engine needs a value'],
  [['--data-dir='], '--data-dir needs a value'],
  [['--engine', 'docker.sock'], '--engine docker.sock: not a unix://, npipe:// or tcp:// URL'],
  [['--engine', 'ssh://host'], '--engine ssh://host: not a unix://, npipe:// or tcp:// URL'],
])('%j: %s', (args, message) => expect(() => parseFlags(args)).toThrow(new FlagError(message)));
