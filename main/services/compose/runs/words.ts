import type { ComposeWish } from '../../../contract/compose-runs';
import type { ComposeCli } from '../../../contract/compose';
import { ComposeFault } from '../types';
import { say } from '../../../../texts/say';

type Words = readonly string[];
type WishOf<V extends ComposeWish['verb']> = Extract<ComposeWish, { readonly verb: V }>;
type Cli = Pick<ComposeCli, 'second' | 'watch' | 'version'>;

const flag = (is: boolean, word: string): Words => (is ? [word] : []);
const withValue = (name: string, value: number | null): Words => (value === null ? [] : [name, String(value)]);
const choice = <T extends string>(value: T, words: Readonly<Partial<Record<T, Words>>>): Words => words[value] ?? [];

const unsupported = (what: string, since: string): ComposeFault =>
  new ComposeFault('unsupported', '', say('{what}: {since} has it.', { what, since }));

/** One that begins with a dash would be an option. */
const SERVICE = /^[\w.][\w.-]*$/;

function checkServices(wish: ComposeWish): void {
  const named = 'services' in wish ? wish.services : 'service' in wish ? [wish.service] : [];
  const scaled = wish.verb === 'up' ? wish.scale.map(({ service }) => service) : [];
  const wrong = [...named, ...scaled].find((service) => !SERVICE.test(service));
  if (wrong !== undefined) throw new ComposeFault('bad-wish', wrong, say('That is no name of a service.'));
}

function up(wish: WishOf<'up'>, cli: Cli): readonly Words[] {
  if (!cli.second && wish.pull === 'never') throw unsupported('Up without pulling', 'compose 2');
  const words = [
    ...['up', '-d'],
    ...choice(wish.build, { always: ['--build'], never: ['--no-build'] }),
    ...(cli.second ? choice(wish.pull, { always: ['--pull', 'always'], never: ['--pull', 'never'] }) : []),
    ...choice(wish.recreate, { always: ['--force-recreate'], never: ['--no-recreate'] }),
    ...flag(wish.noDeps, '--no-deps'),
    ...flag(wish.removeOrphans, '--remove-orphans'),
    ...flag(wish.renewVolumes, '--renew-anon-volumes'),
    ...withValue('--timeout', wish.timeout),
    ...wish.scale.flatMap(({ service, replicas }) => ['--scale', `${service}=${String(replicas)}`]),
    ...wish.services,
  ];
  if (cli.second || wish.pull !== 'always') return [words];
  // The first line pulls by a command of its own only.
  return [['pull', ...flag(wish.services.length > 0 && !wish.noDeps, '--include-deps'), ...wish.services], words];
}

const down = (wish: WishOf<'down'>): Words => [
  'down',
  ...flag(wish.volumes, '--volumes'),
  ...choice(wish.images, { local: ['--rmi', 'local'], all: ['--rmi', 'all'] }),
  ...flag(wish.removeOrphans, '--remove-orphans'),
  ...withValue('--timeout', wish.timeout),
];

/** Nothing but this one service: neither what it depends on nor what runs of it is touched. */
const scale = ({ service, replicas }: WishOf<'scale'>): Words => [
  ...['up', '-d', '--no-recreate', '--no-deps', '--scale', `${service}=${String(replicas)}`, service],
];

/** There is no terminal. One that is to be removed is waited for, as only then does compose remove it. */
const runOnce = (wish: WishOf<'run'>): Words => [
  'run',
  ...(wish.remove ? ['-T', '--rm'] : ['-d']),
  ...flag(wish.noDeps, '--no-deps'),
  ...flag(wish.servicePorts, '--service-ports'),
  ...[wish.service, ...wish.command],
];

/**
 * What the CLI is told of a wish after all that says which project is meant: one call after the other, each as long as the one
 * before it succeeds. None for `remove-orphans`, which no compose has by itself. Throws ComposeFault `unsupported`, `bad-wish`.
 */
export function wordsFor(wish: ComposeWish, cli: Cli): readonly Words[] {
  checkServices(wish);
  switch (wish.verb) {
    case 'up':
      return up(wish, cli);
    case 'down':
      return [down(wish)];
    case 'stop':
    case 'restart':
      return [[wish.verb, ...withValue('--timeout', wish.timeout), ...wish.services]];
    case 'start':
    case 'pause':
    case 'unpause':
    case 'kill':
    case 'pull':
      return [[wish.verb, ...wish.services]];
    case 'watch':
      if (!cli.watch) throw unsupported('Watch', 'compose 2.22');
      return [['watch', ...wish.services]];
    case 'build':
      return [['build', ...flag(wish.noCache, '--no-cache'), ...flag(wish.pull, '--pull'), ...wish.services]];
    case 'scale':
      return [scale(wish)];
    case 'run':
      return [runOnce(wish)];
    case 'remove-orphans':
      return [];
  }
}

/** Goes on beside others, as long as somebody wants it: it does not keep the project busy. */
export const isBeside = ({ verb }: ComposeWish): boolean => verb === 'watch' || verb === 'run';
