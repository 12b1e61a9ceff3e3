import { t } from './i18n';

/** Linux signal numbers as 128+n exit codes show them: name and plain word. */
const SIGNALS: ReadonlyMap<number, readonly [name: string, word: string]> = new Map([
  [1, ['SIGHUP', t('hung up')]],
  [2, ['SIGINT', t('interrupted')]],
  [3, ['SIGQUIT', t('quit')]],
  [4, ['SIGILL', t('illegal instruction')]],
  [5, ['SIGTRAP', t('trap')]],
  [6, ['SIGABRT', t('aborted')]],
  [7, ['SIGBUS', t('bus error')]],
  [8, ['SIGFPE', t('arithmetic error')]],
  [9, ['SIGKILL', t('killed')]],
  [10, ['SIGUSR1', 'SIGUSR1']],
  [11, ['SIGSEGV', t('segmentation fault')]],
  [12, ['SIGUSR2', 'SIGUSR2']],
  [13, ['SIGPIPE', t('broken pipe')]],
  [14, ['SIGALRM', t('alarm')]],
  [15, ['SIGTERM', t('terminated')]],
  [24, ['SIGXCPU', t('CPU limit')]],
  [25, ['SIGXFSZ', t('file size limit')]],
  [31, ['SIGSYS', t('bad system call')]],
]);

/** By convention of docker run and of shells. */
const CONVENTIONS: ReadonlyMap<number, string> = new Map([
  [0, t('finished')],
  [125, t('could not be started')],
  [126, t('command not executable')],
  [127, t('command not found')],
]);

const LAST_SIGNAL = 64;

function signalOf(code: number): readonly [name: string, word: string] | null {
  const number = code - 128;
  if (number < 1 || number > LAST_SIGNAL) return null;
  return SIGNALS.get(number) ?? [t('signal {number}', { number }), t('signal {number}', { number })];
}

/** A word or two for the list: 0 "finished", 137 "killed". */
export function exitWord(code: number): string {
  return CONVENTIONS.get(code) ?? signalOf(code)?.[1] ?? t('error');
}

/** The whole, for details and tooltips: "137: killed, signal SIGKILL". */
export function exitSentence(code: number): string {
  const signal = signalOf(code);
  if (signal === null) return `${code}: ${exitWord(code)}`;
  const [name, word] = signal;
  return word === name ? `${code}: ${name}` : t('{code}: {word}, signal {name}', { code, word, name });
}
