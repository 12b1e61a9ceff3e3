import * as v from 'valibot';

/** Why something could not be done about a build. */
export const buildFault = v.object({
  fault: v.picklist([
    /** No absolute path; `detail`: as it was given. */
    'bad-folder',
    /** The folder cannot be read, or is none; `detail`: the system's words. */
    'no-folder',
    /** There is no such Dockerfile; `detail`: the system's words. */
    'no-dockerfile',
    /** It is too large, or no text; `detail`: which. */
    'not-text',
    /** Somebody else has written it since it was read. Nothing was done. */
    'changed',
    /** It cannot be written; `detail`: the system's words. */
    'not-written',
    /** What is asked for is nothing that this builder has; `detail`: what, and which builder has it. */
    'unsupported',
    /** Something that was chosen cannot be; `detail`: what is wrong with it. */
    'bad-wish',
    /** There is no such build any more. */
    'gone',
  ]),
  /** The folder or file. */
  path: v.string(),
  detail: v.string(),
});
export type BuildFaultData = v.InferOutput<typeof buildFault>;
