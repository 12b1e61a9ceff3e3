import type { ContainerJob } from '../../contract/containers';
import { commandLine } from '../engine/shell-quote';

export interface RenameWish {
  readonly action: 'rename';
  readonly id: string;
  readonly name: string;
}

/** Longer command lines pass the limits of some systems. */
const NAMES_PER_LINE = 1000;

/** What the engine allows as a name: one that is not is a made-up row, and its id is safer. */
const isName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(name);

function words(job: ContainerJob): readonly string[] {
  switch (job.action) {
    case 'stop':
    case 'restart':
      return job.timeoutSeconds === undefined ? [job.action] : [job.action, '-t', String(job.timeoutSeconds)];
    case 'kill':
      return job.signal === undefined ? ['kill'] : ['kill', '-s', job.signal];
    case 'remove':
      return [
        'rm',
        ...(job.force === true ? ['-f'] : []),
        ...(job.volumes === true && job.keep !== true ? ['-v'] : []),
      ];
    case 'start':
    case 'pause':
    case 'unpause':
      return [job.action];
  }
}

/** Ids come from the page and may look like a flag. */
const operands = (targets: readonly string[]): readonly string[] =>
  targets.some((each) => each.startsWith('-')) ? ['--', ...targets] : targets;

/**
 * The docker CLI lines that do the same, by name where `nameOf` knows one. `prefix` is how a line for this engine begins,
 * quoted already.
 */
export function cliLines(prefix: string, wish: ContainerJob | RenameWish, nameOf: (id: string) => string): string {
  const target = (id: string): string => (isName(nameOf(id)) ? nameOf(id) : id);
  const line = (parts: readonly string[]): string => commandLine(prefix, parts);
  if (wish.action === 'rename') return line(['rename', ...operands([target(wish.id), wish.name])]);
  const targets = [...new Set(wish.ids)].map(target);
  const lines: string[] = [];
  for (let first = 0; first < targets.length; first += NAMES_PER_LINE)
    lines.push(line([...words(wish), ...operands(targets.slice(first, first + NAMES_PER_LINE))]));
  return lines.join('\n');
}
