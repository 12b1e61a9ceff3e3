import { type Command, COMMANDS, GLOBAL_OPTIONS, type Option } from '../table';

/** What can be typed after some words: the shape that every shell's completions are made from. */
export interface Step {
  /** The words before, with a space between; '' at the beginning. */
  readonly after: string;
  readonly next: readonly { readonly word: string; readonly about: string }[];
  readonly options: readonly Option[];
}

const next = (after: string): Step['next'] => {
  const words = new Map<string, string>();
  for (const { name, about } of COMMANDS) {
    if (after !== '' && !name.startsWith(`${after} `)) continue;
    const rest = name.slice(after === '' ? 0 : after.length + 1);
    const [word = '', ...more] = rest.split(' ');
    if (!words.has(word)) words.set(word, more.length === 0 ? about : (GROUPS[word] ?? about));
  }
  return [...words].map(([word, about]) => ({ word, about }));
};

/** What commands with parts are about. */
const GROUPS: Readonly<Record<string, string>> = {
  engine: "Slipway's own engine",
  settings: 'the settings',
};

const choices = ({ name, args }: Command): Step['next'] =>
  name === 'help' ? next('') : (args[0]?.choices ?? []).map((word) => ({ word, about: '' }));

/** The beginning, each command with parts, and each command. */
export function steps(): readonly Step[] {
  const groups = [...new Set(COMMANDS.flatMap(({ name }) => (name.includes(' ') ? [name.split(' ')[0] ?? ''] : [])))];
  return [
    ...['', ...groups].map((after) => ({ after, next: next(after), options: GLOBAL_OPTIONS })),
    ...COMMANDS.map((command) => ({
      after: command.name,
      next: choices(command),
      options: [...command.options, ...GLOBAL_OPTIONS],
    })),
  ];
}

/** Options whose value is a folder, for completing it. */
export const FOLDER_OPTION = '--data-dir';

/** Those whose value is the word after them. */
export const valuedOptions = (): readonly string[] => [
  ...new Set(steps().flatMap(({ options }) => options.flatMap(({ name, value }) => (value === null ? [] : [name])))),
];
