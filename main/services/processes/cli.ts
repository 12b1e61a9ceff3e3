import type { SignalName } from '../../contract/processes';
import { commandLine } from '../engine/shell-quote';
import type { Target } from './signal';

interface SignalLine {
  readonly name: string;
  readonly signal: SignalName;
  readonly target: Target;
}

/** The docker CLI line that sends the same signal; `prefix` is quoted already. */
export function signalLine(prefix: string, { name, signal, target }: SignalLine): string {
  const short = signal.replace(/^SIG/, '');
  const words =
    target.kind === 'main'
      ? ['kill', '-s', short, name]
      : // Every shell has it built in; a program of that name is missing in some images.
        ['exec', '-u', String(target.uid), name, 'sh', '-c', `kill -s ${short} ${target.pid}`];
  return commandLine(prefix, words);
}
