import { isDeepStrictEqual } from 'node:util';

/** Whether two values of a spec or a body say the same. */
export const isSame = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b);
