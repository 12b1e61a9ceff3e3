import type { VolumeCliWish, VolumeSpec } from '../../contract/volumes';
import { commandLine, shellQuote } from '../engine/shell-quote';

const MOUNT = '/v';
const IMAGE = 'busybox';

/** The docker CLI line that does the same. `prefix` is quoted already. */
export function cliLine(prefix: string, wish: VolumeCliWish): string {
  const line = (...words: readonly string[]): string => commandLine(prefix, words);
  const run = (flags: readonly string[], ...command: readonly string[]): string =>
    line('run', '--rm', ...flags, IMAGE, ...command);
  const mounted = (name: string): string[] => ['-v', `${name}:${MOUNT}`];
  switch (wish.action) {
    case 'create':
      return line('volume', 'create', ...createWords(wish.spec));
    case 'remove':
      return line('volume', 'rm', ...wish.names);
    case 'clone': {
      const copy = run(['-v', `${wish.name}:/from:ro`, '-v', `${wish.to}:/to`], 'cp', '-a', '/from/.', '/to');
      return `${line('volume', 'create', wish.to)} && ${copy}`;
    }
    case 'export': {
      const flags = wish.gzip ? '-czf' : '-cf';
      const file = `${wish.name}.tar${wish.gzip ? '.gz' : ''}`;
      return `${run(mounted(wish.name), 'tar', '-C', MOUNT, flags, '-', '.')} > ${shellQuote(file)}`;
    }
    case 'import':
      return `${run(['-i', ...mounted(wish.name)], 'tar', '-C', MOUNT, '-xf', '-')} < ${shellQuote(`${wish.name}.tar`)}`;
    case 'empty':
      return run(
        mounted(wish.name),
        ...['find', MOUNT, '-mindepth', '1', '-maxdepth', '1', '-exec', 'rm', '-rf', '{}', '+'],
      );
  }
}

function createWords({ name, driver, options, labels }: VolumeSpec): string[] {
  const pairs = (flag: string, values: Readonly<Record<string, string>>): string[] =>
    Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
  return [
    ...(driver === 'local' ? [] : ['--driver', driver]),
    ...pairs('--opt', options),
    ...pairs('--label', labels),
    ...(name === '' ? [] : [name]),
  ];
}

/** Without what is secret: the command log is shown to whoever looks. */
export const withoutSecrets = (line: string): string => line.replace(/(password|passwd|pass)=[^,'\s]+/gi, '$1=***');
