import { type Argument, type Command, COMMANDS, GLOBAL_OPTIONS, type Option } from '../table';

const argText = ({ name, needed, many }: Argument): string => {
  const text = `${name}${many ? '...' : ''}`;
  return needed ? text : `[${text}]`;
};

export const optionText = ({ name, value }: Option): string => (value === null ? name : `${name} ${value}`);

/** `settings set KEY VALUE`, with its options. */
export const synopsis = ({ name, args, options }: Command): string =>
  [name, ...options.map((option) => `[${optionText(option)}]`), ...args.map(argText)].join(' ');

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
};

const optionRows = (options: readonly Option[]): string =>
  columns(options.map((option) => [optionText(option), option.about]));

export function helpText(): string {
  const rows = COMMANDS.map((command) => [synopsis(command), command.about] as const);
  // The longest line must fit a terminal of 80: what is done stands below where it does not.
  const list = rows.map(([line, about]) => `  slipway ${line}\n      ${about}\n`).join('');
  return `Usage: slipway COMMAND\n\n${list}\nOptions of all commands:\n${optionRows(GLOBAL_OPTIONS)}`;
}

export function commandHelp(command: Command): string {
  const details = command.details === '' ? '' : `\n${wrap(command.details)}\n`;
  const options = command.options.length === 0 ? '' : `\nOptions:\n${optionRows(command.options)}`;
  return `Usage: slipway ${synopsis(command)}\n\n${capital(command.about)}.\n${details}${options}`;
}

/** Of a command with parts, such as `engine`. */
export function groupHelp(commands: readonly Command[]): string {
  return commands.map((command) => `slipway ${synopsis(command)}\n    ${capital(command.about)}.\n`).join('\n');
}

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const WIDTH = 78;
const wrap = (text: string): string => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
};
