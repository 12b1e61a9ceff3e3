/** Linux numbers, by which events name signals and exit codes tell them (128 + number). */
const NAMES: readonly string[] = [
  ...['', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL', 'SIGUSR1'],
  ...['SIGSEGV', 'SIGUSR2', 'SIGPIPE', 'SIGALRM', 'SIGTERM', 'SIGSTKFLT', 'SIGCHLD', 'SIGCONT', 'SIGSTOP', 'SIGTSTP'],
  ...['SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGXCPU', 'SIGXFSZ', 'SIGVTALRM', 'SIGPROF', 'SIGWINCH', 'SIGIO', 'SIGPWR'],
  'SIGSYS',
];

const SHIFT = 128;
const LAST = 64;

/** `SIGKILL`; `signal 40` for those without a name. */
const signalName = (number: number): string => {
  const name = NAMES[number] ?? '';
  return name === '' ? `signal ${number}` : name;
};

/** The signal that an exit code tells by the convention of engines and shells; null: it tells none. */
export function signalOfExit(code: number): string | null {
  const number = code - SHIFT;
  return number >= 1 && number <= LAST ? signalName(number) : null;
}

/** Events say `15` or, with some engines, a name; null where they say nothing. */
export function signalOfEvent(said: string | undefined): string | null {
  if (said === undefined || said === '') return null;
  if (/^\d{1,2}$/.test(said)) return signalName(Number(said));
  return /^(SIG)?[A-Z0-9+-]{1,12}$/.test(said) ? `SIG${said.replace(/^SIG/, '')}` : null;
}
