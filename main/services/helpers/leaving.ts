/** What a pipeline says of an end that is gone, which tells nothing of why. */
export const isLeaving = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
