import { codeOf } from '../process/error-code';

/** What a pipeline says of an end that is gone, which tells nothing of why. */
export const isLeaving = (error: unknown): boolean => codeOf(error) === 'ERR_STREAM_PREMATURE_CLOSE';
