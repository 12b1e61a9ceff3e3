import type { SignalName } from '../../../main/contract/processes';
import { t } from '../../lib/i18n';

interface Words {
  /** What the program is asked for. */
  readonly meaning: string;
  /** It ends, or freezes, the process unless that has a handler of its own. */
  readonly ends: boolean;
}

/** In the order of a menu. */
export const SIGNALS: Readonly<Record<SignalName, Words>> = {
  SIGTERM: { meaning: t('asks it to end'), ends: true },
  SIGKILL: { meaning: t('ends it at once; it cannot refuse, or save anything'), ends: true },
  SIGINT: { meaning: t('interrupts it, as Ctrl-C does'), ends: true },
  SIGHUP: { meaning: t('hangs up; many servers read their settings again'), ends: true },
  SIGQUIT: { meaning: t('ends it, with a core dump where those are on'), ends: true },
  SIGUSR1: { meaning: t('what the program makes of it; without a handler it ends'), ends: true },
  SIGUSR2: { meaning: t('what the program makes of it; without a handler it ends'), ends: true },
  SIGSTOP: { meaning: t('freezes it until SIGCONT; it cannot refuse'), ends: true },
  SIGCONT: { meaning: t('lets it go on after SIGSTOP'), ends: false },
  SIGABRT: { meaning: t('makes it abort'), ends: true },
  SIGALRM: { meaning: t('a timer that ran out; without a handler it ends'), ends: true },
  SIGWINCH: { meaning: t('tells of a new window size; some servers end in order'), ends: false },
  SIGPIPE: { meaning: t('a broken pipe; without a handler it ends'), ends: true },
  SIGSEGV: { meaning: t('a memory fault: it crashes'), ends: true },
};

/** "SIGTERM: asks it to end". */
export const signalLabel = (signal: SignalName): string => `${signal}: ${SIGNALS[signal].meaning}`;

const NAMES = Object.keys(SIGNALS);
export const isSignal = (text: string): text is SignalName => NAMES.includes(text);
