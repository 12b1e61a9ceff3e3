import type { StopFacts } from '../../../main/contract/stops';
import { t } from '../../lib/i18n';

/** Plain words for the signals that end programs. */
const SIGNALS: Readonly<Record<string, string>> = {
  SIGHUP: t('hang-up'),
  SIGINT: t('interrupt, as by Ctrl-C'),
  SIGQUIT: t('quit'),
  SIGILL: t('illegal instruction: often a program built for another processor'),
  SIGTRAP: t('trap'),
  SIGABRT: t('abort: the program gave up on itself'),
  SIGBUS: t('bus error: a bad memory access'),
  SIGFPE: t('arithmetic error, such as a division by zero'),
  SIGKILL: t('kill, which no program can catch'),
  SIGSEGV: t('segmentation fault: a bad memory access'),
  SIGPIPE: t('broken pipe: nobody read what it wrote'),
  SIGALRM: t('alarm'),
  SIGTERM: t('terminate, the polite request to end'),
  SIGXCPU: t('CPU time limit'),
  SIGXFSZ: t('file size limit'),
  SIGSYS: t('bad system call'),
};

/** "SIGSEGV (segmentation fault: a bad memory access)". */
export const signalWords = (signal: string): string =>
  Object.hasOwn(SIGNALS, signal) ? `${signal} (${SIGNALS[signal] ?? ''})` : signal;

/** What codes mean by the convention of engines and shells, whatever the program. */
const CONVENTIONS: Readonly<Record<number, string>> = {
  0: t('The program ended and reported success.'),
  1: t('The program reported an error. 1 is what most programs give for any error; its last lines say more.'),
  2: t(
    'By convention 2 is a wrong use of the command: an unknown option, a missing argument, a script that cannot be read.',
  ),
  125: t('By convention 125 is an error of the program that was to start another one, not of that other one.'),
  126: t(
    'By convention 126 means that a command was found but could not be run: it is not executable, or is no program.',
  ),
  127: t(
    'By convention 127 means that a command was not found: a misspelt name, or a program that the image does not have.',
  ),
  128: t(
    'By convention 128 is an invalid exit code given by a script, or, where the container was not even started, an error of the engine.',
  ),
  255: t('By convention 255 is an exit code out of range, such as -1. Some programs give it for any error.'),
};

/** What codes mean to programs that define them. */
const PROGRAMS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  timeout: { 124: t('timeout: the time was up before the command ended.') },
  grep: { 1: t('grep: nothing matched.'), 2: t('grep: an error, such as a file that cannot be read.') },
  diff: { 1: t('diff: there are differences.'), 2: t('diff: trouble.') },
  curl: {
    6: t('curl: the host name could not be resolved.'),
    7: t('curl: no connection to the host.'),
    22: t('curl: the server answered with an HTTP error.'),
    28: t('curl: the time was up.'),
    35: t('curl: no TLS connection.'),
    60: t("curl: the server's certificate is not trusted."),
  },
  ssh: { 255: t('ssh: an error of the connection itself.') },
  psql: { 2: t('psql: no connection to the server.'), 3: t('psql: an error in a script.') },
  node: {
    1: t('node: an uncaught error.'),
    9: t('node: an invalid option.'),
    13: t('node: the program ended while it still waited for a top-level await.'),
    134: t('node: it aborted, most often because its heap was full (--max-old-space-size).'),
  },
  python: { 1: t('python: an uncaught exception.'), 2: t('python: a wrong option, or a script that is not there.') },
  java: { 1: t('java: an uncaught exception, or a class that was not found.') },
  git: { 128: t('git: a fatal error; its last lines name it.') },
};

const programOf = (command: string): string =>
  (command.split(' ', 1)[0]?.split('/').at(-1) ?? '')
    .replace(/^python3?(\.\d+)?$/, 'python')
    .replace(/^nodejs$/, 'node');

const SIGNAL_SHIFT = 128;
const LAST_SIGNAL = 64;

const LINUX_SIGNALS = Object.entries({
  ...{ SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9 },
  ...{ SIGSEGV: 11, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGXCPU: 24, SIGXFSZ: 25, SIGSYS: 31 },
});

function conventionOf(code: number): string {
  const known = CONVENTIONS[code];
  if (known !== undefined) return known;
  const number = code - SIGNAL_SHIFT;
  if (number < 1 || number > LAST_SIGNAL)
    return t("{code} has no common meaning: the program's own documentation has it.", { code });
  const name = LINUX_SIGNALS.find(([, each]) => each === number)?.[0] ?? t('signal {number}', { number });
  return t('{code} is 128 + {number}: ended by {name}.', { code, number, name: signalWords(name) });
}

/** Sentences on an exit code: by convention, and what it means to the command given. */
export function exitCodeWords(code: number, { command }: Pick<StopFacts, 'command'>): readonly string[] {
  const own = PROGRAMS[programOf(command)]?.[code];
  return own === undefined ? [conventionOf(code)] : [own, conventionOf(code)];
}
