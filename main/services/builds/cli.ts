import path from 'node:path';
import { commandLine } from '../engine/shell-quote';
import { DEFAULT_NAME } from './dockerfile/names';
import type { BuilderKind, Wish } from './types';

type Words = readonly string[];

/** Named so, its value is nobody's to read in a log. */
const SECRET_NAME = /pass|secret|token|credential|api_?key|private_?key|auth/i;

const flag = (name: string, value: string): Words => (value === '' ? [] : [name, value]);
const each = <T>(name: string, values: readonly T[], wordsOf: (value: T) => string): Words =>
  values.flatMap((value) => [name, wordsOf(value)]);

/** What a secret is to the CLI; where its value is a path, that path. */
const secretWord = ({ id, from, source }: Wish['secrets'][number]): string =>
  from === 'env' ? `id=${id},env=${source}` : `id=${id},src=${source}`;

/** What docker's CLI is told of a wish, the folder last. */
export function buildWords(wish: Wish, kind: BuilderKind): string[] {
  const { folder, dockerfile, target, tags, args, labels, platform, secrets, ssh } = wish;
  const usual = dockerfile === path.join(folder, DEFAULT_NAME);
  return [
    ...flag('--file', usual ? '' : dockerfile),
    ...each('--tag', tags, (tag) => tag),
    ...flag('--target', target),
    ...each('--build-arg', args, ({ name, value }) => (value === null ? name : `${name}=${value}`)),
    ...each('--label', labels, ({ name, value }) => `${name}=${value}`),
    ...flag('--platform', platform),
    ...(wish.noCache ? ['--no-cache'] : []),
    ...(wish.pull ? ['--pull'] : []),
    ...(kind === 'engine' ? [] : each('--secret', secrets, secretWord)),
    ...(kind === 'engine' ? [] : each('--ssh', ssh, (one) => one)),
    folder,
  ];
}

const PREFIXES: Readonly<Record<BuilderKind, readonly [before: string, words: Words]>> = {
  buildx: ['', ['buildx', 'build', '--load']],
  cli: ['DOCKER_BUILDKIT=1 ', ['build']],
  engine: ['DOCKER_BUILDKIT=0 ', ['build']],
};

/** The docker CLI's line. `prefix`: how a line for the engine begins. */
export function buildLine(prefix: string, wish: Wish, kind: BuilderKind): string {
  const [before, words] = PREFIXES[kind];
  return `${before}${commandLine(prefix, [...words, ...buildWords(wish, kind)])}`;
}

/** The same for a log: args that are called like a password are taken from the environment in it. */
export const loggedLine = (prefix: string, wish: Wish, kind: BuilderKind): string =>
  buildLine(
    prefix,
    { ...wish, args: wish.args.map((arg) => (SECRET_NAME.test(arg.name) ? { ...arg, value: null } : arg)) },
    kind,
  );
