import type { TerminalTarget } from '../../contract/terminal';
import { commandLine } from '../engine/shell-quote';
import { HELPER_LABEL } from '../helpers/labels';
import { debugCommand, hostCommand } from './helpers';

/** A variable's value may be a secret: the line takes it from the environment it is run in. */
const keyOf = (variable: string): string => variable.slice(0, variable.indexOf('='));

/** `docker run` with a command whose first word is the entrypoint. */
const run = (
  kind: string,
  image: string,
  options: readonly string[],
  command: readonly string[],
): readonly string[] => {
  const [entrypoint = '', ...rest] = command;
  const label = ['--label', `${HELPER_LABEL}=${kind}`];
  return ['run', '--rm', '-it', ...label, ...options, '--entrypoint', entrypoint, image, ...rest];
};

function words(target: TerminalTarget, container: string): readonly string[] {
  switch (target.kind) {
    case 'shell': {
      const user = target.user === '' ? [] : ['-u', target.user];
      const folder = target.workingDir === '' ? [] : ['-w', target.workingDir];
      const env = target.env.flatMap((variable) => ['-e', keyOf(variable)]);
      return ['exec', '-it', ...user, ...folder, ...env, container, target.shell];
    }
    case 'attach':
      return ['attach', ...(target.stdin ? [] : ['--no-stdin']), container];
    case 'debug': {
      const beside = [`--pid=container:${container}`, `--network=container:${container}`];
      return run('debug', target.image, [...beside, '--volumes-from', container, '--cap-add=SYS_PTRACE'], debugCommand);
    }
    case 'host':
      return run('host', target.image, ['--privileged', '--pid=host', '--network=none'], hostCommand);
  }
}

/** The docker CLI line that does the same. `prefix` is how a line for this engine begins, quoted already. */
export const cliLine = (prefix: string, target: TerminalTarget, container: string): string =>
  commandLine(prefix, words(target, container));
