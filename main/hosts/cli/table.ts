// Everything that is said of the command (help, man page, completions) comes from here, and so does what it takes.

export interface Option {
  readonly name: `--${string}`;
  /** What its value is called; null: it has none. */
  readonly value: string | null;
  readonly about: string;
}

export interface Argument {
  readonly name: string;
  readonly needed: boolean;
  readonly many: boolean;
  /** All that it can be; null: anything. */
  readonly choices: readonly string[] | null;
}

export interface Command {
  /** As typed, with a space between: `engine start`. */
  readonly name: string;
  /** One line, without a full stop. */
  readonly about: string;
  /** More on it, for the man page and its own help. */
  readonly details: string;
  readonly args: readonly Argument[];
  readonly options: readonly Option[];
}

const arg = (name: string, more: Partial<Argument> = {}): Argument => ({
  ...{ name, needed: true, many: false, choices: null },
  ...more,
});

const JSON_OPTION: Option = { name: '--json', value: null, about: 'print JSON' };

export const GLOBAL_OPTIONS: readonly Option[] = [
  { name: '--data-dir', value: 'DIR', about: 'the folder with the settings and logs of the Slipway that is meant' },
  { name: '--help', value: null, about: 'print help' },
  { name: '--version', value: null, about: 'print the version' },
];

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

const ENGINE: readonly Command[] = [
  {
    name: 'engine start',
    about: "start Slipway's own engine",
    details:
      'Makes the machine where there is none, and ends when its engine answers. Where no Slipway runs, one is started in the background, without a page: "slipway open" shows it, "slipway quit" ends it.',
    ...{ args: [], options: [] },
  },
  {
    name: 'engine stop',
    about: "stop Slipway's own engine, and the containers in it",
    details: 'Containers are stopped as by docker stop. Nothing is deleted.',
    ...{ args: [], options: [] },
  },
  {
    name: 'engine restart',
    about: "restart Slipway's own engine",
    details: 'Containers with a restart policy come back with it.',
    ...{ args: [], options: [] },
  },
  {
    name: 'engine status',
    about: "tell how Slipway's own engine is, and which engine is in use",
    details: '',
    ...{ args: [], options: [JSON_OPTION] },
  },
];

const SETTINGS: readonly Command[] = [
  {
    name: 'settings get',
    about: 'print all settings, or one',
    details: 'KEY is a group or group.name, as in settings.json: "terminal.fontSize". What is printed is JSON.',
    args: [arg('KEY', { needed: false })],
    options: [],
  },
  {
    name: 'settings set',
    about: 'change a setting',
    details: 'VALUE is JSON; what is no JSON is taken as text: "slipway settings set theme dark".',
    args: [arg('KEY'), arg('VALUE')],
    options: [],
  },
  {
    name: 'settings reset',
    about: 'give settings their defaults again',
    details: '',
    args: [arg('KEY', { many: true })],
    options: [],
  },
];

export const COMMANDS: readonly Command[] = [
  {
    name: 'open',
    about: 'show Slipway, and the view that a slipway:// link names, or the form for a file',
    details:
      'Starts Slipway where none runs. In browser mode the address of the page is printed, with a code that works once. A link only shows; it changes nothing. FILE is a compose file, which may be added as a project, or a tar of saved images, which may be loaded: nothing is done with it before you say so there.',
    args: [arg('LINK|FILE', { needed: false })],
    options: [],
  },
  {
    name: 'status',
    about: 'tell whether Slipway runs, with which engine, and how many containers run',
    details: '',
    ...{ args: [], options: [JSON_OPTION] },
  },
  ...ENGINE,
  {
    name: 'browser',
    about: 'serve Slipway to a browser, until Ctrl-C',
    details: 'Prints one line with the address of the page, whose code works once; Enter prints another.',
    args: [],
    options: [
      { name: '--port', value: 'N', about: 'port of 127.0.0.1, 1 to 65535 (default: a free one)' },
      { name: '--no-open', value: null, about: 'open no browser' },
      { name: '--engine', value: 'URL', about: 'unix:///path, npipe:////./pipe/name, tcp://host:port, or vm' },
    ],
  },
  {
    name: 'diagnostics',
    about: 'run the self-tests, all or those named',
    details:
      'CHECK is a number as the health page has it: D01. Ends with 1 where one fails. Where no Slipway runs, one is started for it and ended again.',
    args: [arg('CHECK', { needed: false, many: true })],
    options: [JSON_OPTION],
  },
  ...SETTINGS,
  {
    name: 'quit',
    about: 'end the Slipway that runs',
    details: 'What becomes of its own engine is as when the window is closed.',
    ...{ args: [], options: [] },
  },
  {
    name: 'completion',
    about: "print a shell's completions for this command",
    details: 'For bash: "slipway completion bash > ~/.local/share/bash-completion/completions/slipway".',
    args: [arg('SHELL', { choices: SHELLS })],
    options: [],
  },
  { name: 'man', about: "print this command's manual page", details: '', args: [], options: [] },
  { name: 'version', about: 'print the version', details: '', args: [], options: [] },
  {
    name: 'help',
    about: 'print help, of all or of one command',
    details: '',
    args: [arg('COMMAND', { needed: false, many: true })],
    options: [],
  },
];

/** The exit codes, in the order of their numbers. */
export const EXIT = { fine: 0, failed: 1, usage: 2, notRunning: 3, noEngine: 4, taken: 5 } as const;
export const EXIT_WORDS: readonly (readonly [number, string])[] = [
  [EXIT.fine, 'it was done; for status: Slipway runs and its engine is connected'],
  [EXIT.failed, 'it could not be done, for the reason that was printed'],
  [EXIT.usage, 'the command line says nothing that can be done'],
  [EXIT.notRunning, 'no Slipway runs on that data folder'],
  [EXIT.noEngine, 'for status: Slipway runs, and no engine is connected'],
  [EXIT.taken, 'for browser: another Slipway has that data folder'],
];
