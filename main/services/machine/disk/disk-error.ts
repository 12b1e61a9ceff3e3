import { codeOf } from '../../process/error-code';
import { say } from '../../../../texts/say';

export type DiskErrorKind =
  | 'exists'
  | 'absent'
  /** A disk never gets smaller: its filesystem would lose its end. */
  | 'shrink'
  /** No room on the host. */
  | 'disk-full'
  | 'bad-name'
  /** It was written to while it was copied. */
  | 'in-use'
  | 'aborted'
  | 'failed';

/** `message` is a sentence for the user; what comes from outside in it is shown as text. */
export class DiskError extends Error {
  override readonly name = 'DiskError';
  constructor(
    readonly kind: DiskErrorKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** The system's error as one of ours; what is one already stays. `what`: "The snapshot was not made". */
export function asDiskError(error: unknown, what: string): DiskError {
  if (error instanceof DiskError) return error;
  if (error instanceof Error && error.name === 'AbortError')
    return new DiskError('aborted', say('{what}: it was cancelled.', { what }));
  const said = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (FULL.has(code))
    return new DiskError('disk-full', say("{what}: the host's disk is full.", { what }), { cause: error });
  const kind = code === 'ENOENT' ? 'absent' : 'failed';
  return new DiskError(kind, `${what}: ${said}.`, { cause: error });
}
