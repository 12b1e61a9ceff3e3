import * as v from 'valibot';

/** Why something could not be done with a file. */
export const fileFault = v.object({
  fault: v.picklist([
    /** There is nothing at this path. */
    'missing',
    /** There is something at this path already; `detail`: its kind. */
    'exists',
    /** The content is not what it was when it was read. */
    'changed',
    /** It takes a program in the container, which does not run. */
    'not-running',
    /** The container has no such program; `detail`: its name. */
    'no-tool',
    /** The program failed; `detail`: what it printed, hostile. */
    'tool-failed',
    /** A volume is looked at through a container that is never started, and there is no image to make it from. */
    'no-image',
    /** A file is needed here; `detail`: the kind of what is there. */
    'not-a-file',
    /** A folder is needed here; `detail`: the kind of what is there. */
    'not-a-folder',
    /** A file of this computer cannot be read; `detail`: the system's words. */
    'unreadable',
    /** Links lead round in a circle, or out of the volume; `detail`: where to. */
    'link',
    /** An image cannot be changed. */
    'read-only',
    /** Larger than can be edited here. */
    'too-large',
  ]),
  path: v.string(),
  detail: v.string(),
});
export type FileFaultData = v.InferOutput<typeof fileFault>;
