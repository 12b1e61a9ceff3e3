import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CheckedBind } from '../../contract/machine';
import type { ContainerSpec, SpecMount, SpecProblem } from '../../contract/spec';
import { type CreateOptions, enginePlace } from './types';
import { codeOf } from '../process/error-code';
import { say } from '../../../texts/say';

interface Bind {
  readonly at: string;
  readonly mount: SpecMount;
}

const isAbsolute = (source: string): boolean => path.posix.isAbsolute(source) || path.win32.isAbsolute(source);

const bindsOf = ({ mounts }: ContainerSpec): Bind[] =>
  mounts
    .map((mount, index) => ({ at: `mounts.${index}.source`, mount }))
    .filter(({ mount }) => mount.type === 'bind' && isAbsolute(mount.source));

/** Host paths that are not there, or that the engine does not see. Nothing is said where that cannot be known. */
export async function bindProblems(
  options: CreateOptions,
  spec: ContainerSpec,
  kernel: string,
): Promise<SpecProblem[]> {
  const binds = bindsOf(spec);
  const place = enginePlace(options);
  if (binds.length === 0 || place === 'elsewhere') return [];
  if (place === 'machine') {
    const checked = await options.checkBinds(binds.map(({ mount }) => mount.source)).catch(() => []);
    return binds.flatMap((bind, index) => machineProblem(bind, checked[index]));
  }
  // A socket of this computer may lead into a machine that has folders of its own.
  if (kernel !== os.release()) return [];
  return (await Promise.all(binds.map(missing))).flat();
}

function machineProblem({ at, mount }: Bind, checked: CheckedBind | undefined): SpecProblem[] {
  if (checked === undefined || checked.message === null) return [];
  const isMade = checked.verdict === 'missing' && mount.flag === 'volume';
  return [{ path: at, message: checked.message, severity: isMade ? 'warning' : 'error' }];
}

async function missing({ at, mount: { source, flag } }: Bind): Promise<SpecProblem[]> {
  const there = await fs.stat(source).then(
    () => true,
    (error: unknown) => !isAbsent(error),
  );
  if (there) return [];
  if (flag === 'mount') return [{ path: at, message: say('It is not there.'), severity: 'error' }];
  const message = say('It is not there: the engine makes an empty folder of this name, which belongs to root.');
  return [{ path: at, message, severity: 'warning' }];
}

/** Of the system's errors, that there is no such file. */
export const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT';
