import { type Command, COMMANDS, GLOBAL_OPTIONS, type Option } from './table';

export interface Parsed {
  readonly command: Command;
  readonly args: readonly string[];
  /** By name; '' for those without a value. Of one given twice the last counts. */
  readonly options: ReadonlyMap<string, string>;
}

/** What was typed cannot be done; the message is one line for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const LONGEST_SHOWN = 200;
const shown = (text: string): string => text.slice(0, LONGEST_SHOWN).replace(/\p{C}/gu, '?');

/** The command that these words begin with; the longer name where two do. */
export function commandOf(words: readonly string[]): Command | null {
  const named = ({ name }: Command): boolean => {
    const parts = name.split(' ');
    return parts.every((part, index) => words[index] === part);
  };
  return COMMANDS.find(named) ?? null;
}

const VALUED = (option: Option): boolean => option.value !== null;

/** Whether these arguments are for the command, rather than for the app and its window (or a link that the system opens). */
export function isCommandLine(args: readonly string[]): boolean {
  const firsts = new Set(COMMANDS.map(({ name }) => name.split(' ')[0] ?? ''));
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word === '--help' || word === '-h' || word === '--version') return true;
    if (GLOBAL_OPTIONS.some((option) => VALUED(option) && option.name === word)) at += 1;
    else if (!word.startsWith('-')) return firsts.has(word);
  }
  return false;
}

interface Split {
  readonly words: readonly string[];
  readonly given: ReadonlyMap<string, string>;
}

/** Options may stand anywhere before `--`; which of them there are depends on the command, whose words come first. */
function split(argv: readonly string[], known: readonly Option[]): Split {
  const words: string[] = [];
  const given = new Map<string, string>();
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] === '-h' ? '--help' : (argv[at] ?? '');
    if (word === '--') return { words: [...words, ...argv.slice(at + 1)], given };
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      continue;
    }
    const cut = word.indexOf('=');
    const name = cut < 0 ? word : word.slice(0, cut);
    const option = known.find((each) => each.name === name);
    if (option === undefined) throw new UsageError(`${shown(word)}: no such option`);
    if (option.value === null && cut >= 0) throw new UsageError(`${name} takes no value`);
    const value = option.value === null ? '' : cut < 0 ? argv[(at += 1)] : word.slice(cut + 1);
    if (value === undefined || (VALUED(option) && value === '')) throw new UsageError(`${name} needs a value`);
    given.set(name, value);
  }
  return { words, given };
}

const EVERY_OPTION: readonly Option[] = [...GLOBAL_OPTIONS, ...COMMANDS.flatMap(({ options }) => options)];

function checkArgs({ name, args }: Command, given: readonly string[]): void {
  const needed = args.filter((each) => each.needed);
  const missing = needed[given.length];
  if (missing !== undefined) throw new UsageError(`slipway ${name} needs ${missing.name}`);
  const most = args.some(({ many }) => many) ? Infinity : args.length;
  if (given.length > most) throw new UsageError(`slipway ${name}: ${shown(given[most] ?? '')} is too much`);
  for (const [index, { choices }] of args.entries()) {
    const value = given[index];
    if (value !== undefined && choices?.includes(value) === false)
      throw new UsageError(`${shown(value)}: not one of ${choices.join(', ')}`);
  }
}

function help(args: readonly string[]): Parsed {
  const command = commandOf(['help']);
  if (command === null) throw new Error('There is no help.');
  return { command, args, options: new Map() };
}

function noSuchCommand(words: readonly string[]): string {
  const parts = COMMANDS.flatMap(({ name }) =>
    name.startsWith(`${words[0] ?? ''} `) ? [name.split(' ')[1] ?? ''] : [],
  );
  if (parts.length === 0) return `${shown(words[0] ?? '')}: no such command`;
  return `slipway ${words[0] ?? ''} needs one of ${parts.join(', ')}`;
}

/** Throws UsageError. */
export function parse(argv: readonly string[]): Parsed {
  const { words, given } = split(argv, EVERY_OPTION);
  if (given.has('--help') || words.length === 0) return given.has('--version') ? version() : help(words);
  if (given.has('--version')) return version();
  const command = commandOf(words);
  if (command === null) throw new UsageError(noSuchCommand(words));
  const allowed = [...GLOBAL_OPTIONS, ...command.options];
  for (const name of given.keys())
    if (!allowed.some((option) => option.name === name))
      throw new UsageError(`slipway ${command.name} has no option ${name}`);
  const args = words.slice(command.name.split(' ').length);
  checkArgs(command, args);
  return { command, args, options: given };
}

function version(): Parsed {
  const command = commandOf(['version']);
  if (command === null) throw new Error('There is no version.');
  return { command, args: [], options: new Map() };
}
