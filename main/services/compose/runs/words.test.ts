import { expect, it } from 'vitest';
import type { ComposeWish } from '../../../contract/compose-runs';
import { upWish } from '../testing/harness';
import { wordsFor } from './words';

const FIRST = { second: false, watch: false, version: '1.29.2' };
const SECOND = { second: true, watch: true, version: '2.40.0' };
const said = (wish: ComposeWish, cli = SECOND): string[] => wordsFor(wish, cli).map((words) => words.join(' '));
const both = (wish: ComposeWish): string => {
  const [first, second] = [said(wish, FIRST), said(wish)];
  expect(first).toEqual(second);
  return second.join(' && ');
};

it('what both lines take', () => {
  expect(both(upWish())).toBe('up -d');
  const all = { noDeps: true, removeOrphans: true, renewVolumes: true, timeout: 3, services: ['web', 'db'] };
  const scale = [{ service: 'web', replicas: 2 }];
  expect(both(upWish({ ...all, scale, build: 'always', recreate: 'always' }))).toBe(
    'up -d --build --force-recreate --no-deps --remove-orphans --renew-anon-volumes --timeout 3 --scale web=2 web db',
  );
  expect(both(upWish({ build: 'never', recreate: 'never' }))).toBe('up -d --no-build --no-recreate');
  const down = { verb: 'down', timeout: null, volumes: false, images: 'keep', removeOrphans: false } as const;
  expect(both(down)).toBe('down');
  expect(both({ ...down, timeout: 0, volumes: true, images: 'local', removeOrphans: true })).toBe(
    'down --volumes --rmi local --remove-orphans --timeout 0',
  );
  expect(both({ ...down, images: 'all' })).toBe('down --rmi all');
  expect(both({ verb: 'restart', services: ['web'], timeout: 5 })).toBe('restart --timeout 5 web');
  for (const verb of ['start', 'pause', 'unpause', 'kill', 'pull'] as const)
    expect(both({ verb, services: ['web'] })).toBe(`${verb} web`);
  expect(both({ verb: 'build', services: [], noCache: true, pull: true })).toBe('build --no-cache --pull');
  expect(both({ verb: 'scale', service: 'web', replicas: 0 })).toBe('up -d --no-recreate --no-deps --scale web=0 web');
  const run = { verb: 'run', service: 'web', command: ['sh', '-c', 'a b'], noDeps: true, servicePorts: true } as const;
  expect(both({ ...run, command: [...run.command], remove: true })).toBe(
    'run -T --rm --no-deps --service-ports web sh -c a b',
  );
  expect(both({ ...run, command: [], remove: false })).toBe('run -d --no-deps --service-ports web');
  expect(both({ verb: 'remove-orphans' })).toBe('');
});

it('what only one of them takes', () => {
  expect(said(upWish({ pull: 'always' }))).toEqual(['up -d --pull always']);
  expect(said(upWish({ pull: 'always' }), FIRST)).toEqual(['pull', 'up -d']);
  expect(said(upWish({ pull: 'always', services: ['web'] }), FIRST)).toEqual(['pull --include-deps web', 'up -d web']);
  expect(said(upWish({ pull: 'never' }))).toEqual(['up -d --pull never']);
  expect(() => said(upWish({ pull: 'never' }), FIRST)).toThrow('unsupported');
  expect(said({ verb: 'watch', services: ['web'] })).toEqual(['watch web']);
  expect(() => said({ verb: 'watch', services: [] }, FIRST)).toThrow('2.22');
});

it('no service is an option', () => {
  expect(() => said({ verb: 'start', services: ['web', '--help'] })).toThrow('bad-wish: --help');
  expect(() => said({ verb: 'scale', service: '-f', replicas: 1 })).toThrow('bad-wish');
  expect(() => said(upWish({ scale: [{ service: '', replicas: 1 }] }))).toThrow('bad-wish');
});
