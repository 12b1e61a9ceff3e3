import { codeOf } from './error-code';
import { say } from '../../../texts/say';

export type ProcessErrorKind =
  /** There is no such program. */
  | 'not-found'
  /** The system forbids to run it. */
  | 'not-allowed'
  | 'timeout'
  | 'aborted'
  /** It could not be started for another reason. */
  | 'failed';

/** A process that never was, or was ended by us. A program that ended by itself with a code is no error. */
export class ProcessError extends Error {
  override readonly name = 'ProcessError';
  constructor(
    readonly kind: ProcessErrorKind,
    message: string,
    /** What it had written until then. */
    readonly stderr = '',
    readonly stdout = '',
  ) {
    super(message);
  }
}

const KINDS: Readonly<Record<string, ProcessErrorKind>> = {
  ENOENT: 'not-found',
  EACCES: 'not-allowed',
  EPERM: 'not-allowed',
};

/** `cwd` that is missing also says ENOENT: `cwdExists` tells them apart. */
export const spawnFailure = (program: string, error: unknown, cwdExists: boolean): ProcessError => {
  const said = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (code === 'ENOENT' && !cwdExists) return new ProcessError('failed', `The working folder is missing: ${said}`);
  const kind = KINDS[code] ?? 'failed';
  return new ProcessError(
    kind,
    kind === 'not-found' ? say('There is no program {program}.', { program }) : `${program}: ${said}`,
  );
};
