import type { SignalName } from '../../../main/contract/processes';

interface Words {
  /** What the program is asked for. */
  readonly meaning: string;
  /** It ends, or freezes, the process unless that has a handler of its own. */
  readonly ends: boolean;
}

/** In the order of a menu. */
export const SIGNALS: Readonly<Record<SignalName, Words>> = {
  SIGTERM: { meaning: 'asks it to end', ends: true },
  SIGKILL: { meaning: 'ends it at once; it cannot refuse, or save anything', ends: true },
  SIGINT: { meaning: 'interrupts it, as Ctrl-C does', ends: true },
  SIGHUP: { meaning: 'hangs up; many servers read their settings again', ends: true },
  SIGQUIT: { meaning: 'ends it, with a core dump where those are on', ends: true },
  SIGUSR1: { meaning: 'what the program makes of it; without a handler it ends', ends: true },
  SIGUSR2: { meaning: 'what the program makes of it; without a handler it ends', ends: true },
  SIGSTOP: { meaning: 'freezes it until SIGCONT; it cannot refuse', ends: true },
  SIGCONT: { meaning: 'lets it go on after SIGSTOP', ends: false },
  SIGABRT: { meaning: 'makes it abort', ends: true },
  SIGALRM: { meaning: 'a timer that ran out; without a handler it ends', ends: true },
  SIGWINCH: { meaning: 'tells of a new window size; some servers end in order', ends: false },
  SIGPIPE: { meaning: 'a broken pipe; without a handler it ends', ends: true },
  SIGSEGV: { meaning: 'a memory fault: it crashes', ends: true },
};

/** "SIGTERM: asks it to end". */
export const signalLabel = (signal: SignalName): string => `${signal}: ${SIGNALS[signal].meaning}`;

const NAMES = Object.keys(SIGNALS);
export const isSignal = (text: string): text is SignalName => NAMES.includes(text);
