import { helperLabels } from '../helpers/labels';

/** A container of ours that holds a shell for one session. */
export interface Helper {
  readonly image: string;
  readonly name: string;
  readonly command: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly hostConfig: Readonly<Record<string, unknown>>;
}

/** The best shell there is, as a user would start it. */
const ANY_SHELL = 'command -v bash >/dev/null 2>&1 && exec bash "$@"; exec sh "$@"';

/** `docker run` options and their API form stand side by side: `cli.ts` shows the former. */
export const debugCommand: readonly string[] = ['/bin/sh', '-c', ANY_SHELL, 'sh'];

/** All namespaces of the machine's first process but its user's, which is root's anyway. */
export const hostCommand: readonly string[] = [
  ...['nsenter', '-t', '1', '-m', '-u', '-i', '-n', '-p', '--'],
  ...['sh', '-c', ANY_SHELL, 'sh', '-l'],
];

/** @param suffix Makes its name its own. */
export async function debugHelper(container: string, image: string, suffix: string): Promise<Helper> {
  const beside = `container:${container}`;
  return {
    image,
    name: `slipway-debug-${suffix}`,
    command: debugCommand,
    labels: await helperLabels('debug'),
    // Without SYS_PTRACE the target's files, /proc/1/root, stay closed.
    hostConfig: { PidMode: beside, NetworkMode: beside, VolumesFrom: [container], CapAdd: ['SYS_PTRACE'] },
  };
}

export async function hostHelper(image: string, suffix: string): Promise<Helper> {
  return {
    image,
    name: `slipway-host-${suffix}`,
    command: hostCommand,
    labels: await helperLabels('host'),
    hostConfig: { Privileged: true, PidMode: 'host', NetworkMode: 'none' },
  };
}
