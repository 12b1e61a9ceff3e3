/** Linux signal numbers as 128+n exit codes show them: name and plain word. */
const SIGNALS: ReadonlyMap<number, readonly [name: string, word: string]> = new Map([
  [1, ['SIGHUP', 'hung up']],
  [2, ['SIGINT', 'interrupted']],
  [3, ['SIGQUIT', 'quit']],
  [4, ['SIGILL', 'illegal instruction']],
  [5, ['SIGTRAP', 'trap']],
  [6, ['SIGABRT', 'aborted']],
  [7, ['SIGBUS', 'bus error']],
  [8, ['SIGFPE', 'arithmetic error']],
  [9, ['SIGKILL', 'killed']],
  [10, ['SIGUSR1', 'SIGUSR1']],
  [11, ['SIGSEGV', 'segmentation fault']],
  [12, ['SIGUSR2', 'SIGUSR2']],
  [13, ['SIGPIPE', 'broken pipe']],
  [14, ['SIGALRM', 'alarm']],
  [15, ['SIGTERM', 'terminated']],
  [24, ['SIGXCPU', 'CPU limit']],
  [25, ['SIGXFSZ', 'file size limit']],
  [31, ['SIGSYS', 'bad system call']],
]);

/** By convention of docker run and of shells. */
const CONVENTIONS: ReadonlyMap<number, string> = new Map([
  [0, 'finished'],
  [125, 'could not be started'],
  [126, 'command not executable'],
  [127, 'command not found'],
]);

const LAST_SIGNAL = 64;

function signalOf(code: number): readonly [name: string, word: string] | null {
  const number = code - 128;
  if (number < 1 || number > LAST_SIGNAL) return null;
  return SIGNALS.get(number) ?? [`signal ${number}`, `signal ${number}`];
}

/** A word or two for the list: 0 "finished", 137 "killed". */
export function exitWord(code: number): string {
  return CONVENTIONS.get(code) ?? signalOf(code)?.[1] ?? 'error';
}

/** The whole, for details and tooltips: "137: killed, signal SIGKILL". */
export function exitSentence(code: number): string {
  const signal = signalOf(code);
  if (signal === null) return `${code}: ${exitWord(code)}`;
  const [name, word] = signal;
  return word === name ? `${code}: ${name}` : `${code}: ${word}, signal ${name}`;
}
