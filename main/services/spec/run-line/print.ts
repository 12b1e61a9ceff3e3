import type { ContainerSpec } from '../../../contract/spec';
import { shellQuote } from '../../engine/shell-quote';
import { FLAGS } from './flags';
import type { Flag } from './types';

export interface RunLineOptions {
  /** How a line for the engine begins, quoted already: `docker --context x`. */
  readonly prefix: string;
  readonly command: 'run' | 'create';
}

/** Those whose letters everybody knows. */
const SHORT = ['i', 't', 'p', 'v', 'e'];

function wordsOf(flag: Flag, spec: ContainerSpec): readonly string[] {
  const short = flag.short !== undefined && SHORT.includes(flag.short) ? flag.short : undefined;
  const name = short === undefined ? `--${flag.name}` : `-${short}`;
  return (flag.print?.(spec) ?? []).flatMap((value) => {
    if (flag.switch !== true) return [name, shellQuote(value)];
    return [value === 'true' ? name : `${name}=${value}`];
  });
}

/** The flags that bring the whole spec about, quoted. */
const flagWords = (spec: ContainerSpec): readonly string[] => FLAGS.flatMap((flag) => wordsOf(flag, spec));

/** One line that makes the same container; `readRunLine` reads it back. */
export function runLine(spec: ContainerSpec, { prefix, command }: RunLineOptions): string {
  const image = spec.image.startsWith('-') ? ['--', spec.image] : [spec.image];
  const operands = [...image, ...(spec.entrypoint ?? []).slice(1), ...(spec.command ?? [])];
  const detached = command === 'run' ? ['-d'] : [];
  return [prefix, command, ...detached, ...flagWords(spec), ...operands.map(shellQuote)].join(' ');
}
