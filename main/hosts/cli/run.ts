import path from 'node:path';
import { defaultDataDir } from '../../services/shell/data-dir';
import { diagnostics } from './commands/diagnostics';
import { changeEngine, startEngine } from './commands/engine';
import { getSettings, resetSettings, setSetting } from './commands/settings';
import { open, quit } from './commands/show';
import { engineStatus, status } from './commands/status';
import { completionScript } from './documents/completions';
import { manPage } from './documents/man';
import { commandHelp, groupHelp, helpText } from './documents/usage';
import { Failure, type Io } from './io';
import { commandOf, parse, type Parsed, UsageError } from './parse';
import { COMMANDS, EXIT, SHELLS } from './table';

interface Call extends Parsed {
  readonly dataDir: string;
}

type Doing = (io: Io, call: Call) => Promise<number> | number;

const print = (io: Io, text: string): number => {
  io.out(text);
  return EXIT.fine;
};

function help(io: Io, words: readonly string[]): number {
  if (words.length === 0) return print(io, helpText());
  const command = commandOf(words);
  if (command !== null) return print(io, commandHelp(command));
  const group = COMMANDS.filter(({ name }) => name.startsWith(`${words[0] ?? ''} `));
  if (group.length === 0) throw new UsageError(`${words.join(' ').slice(0, 100)}: no such command`);
  return print(io, groupHelp(group));
}

const LAST_PORT = 65_535;
const ENGINE_URL = /^(vm|unix:\/\/\/[^\s]+|npipe:\/\/\/\/\.\/pipe\/[^\s]+|tcp:\/\/[^\s/@]+:\d+\/?)$/;

async function browser(io: Io, { options }: Call): Promise<number> {
  const port = options.get('--port');
  const number = port === undefined ? null : /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number !== null && (number < 1 || number > LAST_PORT))
    throw new UsageError('--port: not a number from 1 to 65535');
  const engineUrl = options.get('--engine') ?? null;
  if (engineUrl !== null && !ENGINE_URL.test(engineUrl))
    throw new UsageError('--engine: not unix:///path, npipe:////./pipe/name, tcp://host:port or vm');
  const dataDir = options.get('--data-dir');
  return io.serveBrowser({
    ...{ port: number, engineUrl, open: !options.has('--no-open') },
    dataDir: dataDir === undefined ? null : path.resolve(io.cwd, dataDir),
  });
}

function completion(io: Io, { args }: Call): number {
  const shell = SHELLS.find((each) => each === args[0]);
  if (shell === undefined) throw new UsageError(`not one of ${SHELLS.join(', ')}`);
  return print(io, completionScript(shell));
}

const asJson = ({ options }: Call): boolean => options.has('--json');
const one = ({ args }: Call): string | null => args[0] ?? null;

const DOING: Readonly<Record<string, Doing>> = {
  open: (io, call) => open(io, call.dataDir, one(call)),
  status: (io, call) => status(io, call.dataDir, asJson(call)),
  'engine start': (io, { dataDir }) => startEngine(io, dataDir),
  'engine stop': (io, { dataDir }) => changeEngine(io, dataDir, 'stop'),
  'engine restart': (io, { dataDir }) => changeEngine(io, dataDir, 'restart'),
  'engine status': (io, call) => engineStatus(io, call.dataDir, asJson(call)),
  browser,
  diagnostics: (io, call) => diagnostics(io, call.dataDir, { only: call.args, asJson: asJson(call) }),
  'settings get': (io, call) => getSettings(io, call.dataDir, one(call)),
  'settings set': (_io, { dataDir, args: [key = '', value = ''] }) => setSetting(dataDir, key, value),
  'settings reset': (_io, { dataDir, args }) => resetSettings(dataDir, args),
  quit: (_io, { dataDir }) => quit(dataDir),
  completion,
  man: (io) => print(io, manPage(io.version)),
  version: (io) => print(io, `slipway ${io.version}\n`),
  help: (io, { args }) => help(io, args),
};

const dataDirOf = (io: Io, given: string | undefined): string =>
  given === undefined ? defaultDataDir(io.platform, io.env, io.homeDir) : path.resolve(io.cwd, given);

/** Does what was typed after `slipway`; resolves with the exit code. */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  try {
    const parsed = parse(argv);
    const doing = DOING[parsed.command.name];
    if (doing === undefined) throw new UsageError(`${parsed.command.name}: no such command`);
    return await doing(io, { ...parsed, dataDir: dataDirOf(io, parsed.options.get('--data-dir')) });
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`slipway: ${error.message}\nTry "slipway help".\n`);
      return EXIT.usage;
    }
    if (!(error instanceof Failure)) throw error;
    io.err(`slipway: ${error.message}\n`);
    return error.code;
  }
}
