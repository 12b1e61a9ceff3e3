import type { ContainerSpec } from '../../../contract/spec';
import { emptyNetwork, emptySpec } from '../../../contract/empty-spec';
import { FLAGS } from './flags';
import { joinNetworks } from './flags-network';
import { commandWords } from './command-words';
import { shellWords } from './shell-words';
import { STRANGE_WITH_VALUE } from './strange-flags';
import { type Flag, type Reading, RunLineError, type RunLineNote } from './types';
import { say } from '../../../../texts/say';

const byName = new Map(
  FLAGS.flatMap((flag) => [flag.name, ...(flag.aliases ?? [])].map((name) => [name, flag] as const)),
);
const byShort = new Map(FLAGS.flatMap((flag) => (flag.short === undefined ? [] : [[flag.short, flag] as const])));

interface Words {
  readonly all: readonly string[];
  at: number;
}

const next = (words: Words): string | undefined => words.all[words.at++];

function apply(reading: Reading, flag: Flag, as: string, value: string): void {
  const wrong = flag.read(reading, value);
  if (wrong !== null) throw new RunLineError(`${as} ${wrong}.`, value);
}

function valueOf(words: Words, flag: Flag, as: string): string {
  if (flag.switch === true) return 'true';
  const value = next(words);
  if (value === undefined) throw new RunLineError(say('{as} needs a value, and the line ends.', { as }), as);
  return value;
}

/** What docker does not know is left out with its value, and said. */
function skipStrange(reading: Reading, words: Words, name: string, value: string | undefined): void {
  const taken = value ?? (STRANGE_WITH_VALUE.includes(name) ? next(words) : undefined);
  const said = taken === undefined ? `--${name}` : `--${name} ${taken}`;
  reading.note(
    'not-understood',
    taken === undefined ? say('{said}: unknown, and read as a flag without a value', { said }) : said,
  );
}

function readLong(reading: Reading, words: Words, word: string): void {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const flag = byName.get(name);
  if (flag === undefined) skipStrange(reading, words, name, value);
  else apply(reading, flag, `--${name}`, value ?? valueOf(words, flag, `--${name}`));
}

/** `-itd`, `-p80:80`, `-e=A=b`: switches first, then at most one with a value. */
function readShorts(reading: Reading, words: Words, word: string): void {
  let rest = word.slice(1);
  while (rest !== '') {
    const as = `-${rest.charAt(0)}`;
    const flag = byShort.get(rest.charAt(0));
    rest = rest.slice(1);
    if (flag === undefined) {
      reading.note('not-understood', say('{as}: unknown, and read as a flag without a value', { as }));
    } else if (rest.startsWith('=')) {
      apply(reading, flag, as, rest.slice(1));
      rest = '';
    } else if (flag.switch === true) {
      apply(reading, flag, as, 'true');
    } else {
      apply(reading, flag, as, rest === '' ? valueOf(words, flag, as) : rest);
      rest = '';
    }
  }
}

/** Flags end at the first word that is none. */
function readFlags(reading: Reading, words: Words): void {
  for (;;) {
    const word = words.all[words.at];
    if (word === undefined || !word.startsWith('-') || word === '-') return;
    words.at++;
    if (word === '--') return;
    if (word.startsWith('--')) readLong(reading, words, word);
    else readShorts(reading, words, word);
  }
}

const TIMES = ['interval', 'timeout', 'startPeriod', 'startInterval', 'retries'] as const;

function joinHealth({ health }: ContainerSpec): void {
  const said = health.test.length > 0 || TIMES.some((key) => health[key] !== 0);
  if (said && health.mode === 'none')
    throw new RunLineError(
      say('--no-healthcheck cannot be had together with other --health flags.'),
      '--no-healthcheck',
    );
  if (said) health.mode = 'custom';
}

export interface RunLine {
  readonly spec: ContainerSpec;
  readonly notes: readonly RunLineNote[];
}

/**
 * Reads a `docker run` or `docker create` line as a user pastes it. What has no place in a spec is named in `notes`, nothing
 * is dropped in silence. Throws RunLineError.
 */
export function readRunLine(line: string): RunLine {
  const notes: RunLineNote[] = [];
  const note: Reading['note'] = (kind, text) => void notes.push({ kind, text });
  const { words: all, unexpanded, rest } = shellWords(line);
  const words = { all, at: commandWords(all, note) };
  const reading: Reading = { spec: emptySpec(), networks: [], own: emptyNetwork('default'), note };
  readFlags(reading, words);
  const image = next(words);
  if (image === undefined || image === '') throw new RunLineError(say('The line names no image.'), '');
  const command = all.slice(words.at);
  const { spec } = reading;
  spec.image = image;
  spec.command = command.length === 0 ? null : [...command];
  joinHealth(spec);
  const wrong = joinNetworks(spec, reading.networks, reading.own);
  if (wrong !== null) throw new RunLineError(`--network: ${wrong}.`, reading.networks[0]?.name ?? '');
  for (const each of unexpanded)
    note('not-understood', say('{each} stands as it is: a shell would put its own value there', { each }));
  if (rest !== '') note('not-kept', say('{rest}: what follows the command is not part of it', { rest }));
  return { spec, notes };
}
