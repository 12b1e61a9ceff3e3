import { codeOf } from '../../process/error-code';
import { say } from '../../../../texts/say';

export type ImageErrorKind =
  /** There is no image there. */
  | 'absent'
  /** Not the bytes it should be. */
  | 'damaged'
  /** Whole, but not for this Slipway or this machine. */
  | 'unfit'
  /** The server cannot be reached, or breaks off again and again. */
  | 'unreachable'
  /** The server answers, but does not give it. */
  | 'refused'
  | 'disk-full'
  | 'build-failed'
  | 'aborted'
  | 'failed';

/** `message` is a sentence for the user; what others said in it is shown as text. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
  constructor(
    readonly kind: ImageErrorKind,
    message: string,
    /** What the server or the build itself said. */
    readonly detail = '',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const FULL = new Set(['ENOSPC', 'EDQUOT']);

export const isFull = (error: unknown): boolean => FULL.has(codeOf(error));

/** The system's error as one of ours; what is one already stays. `what`: "The image was not downloaded". */
export function asImageError(error: unknown, what: string, signal?: AbortSignal): ImageError {
  if (error instanceof ImageError) return error;
  if (signal?.aborted === true) return new ImageError('aborted', say('{what}: it was cancelled.', { what }));
  if (isFull(error))
    return new ImageError('disk-full', say("{what}: the host's disk is full.", { what }), '', { cause: error });
  return new ImageError('failed', `${what}: ${words(error)}.`, '', { cause: error });
}
