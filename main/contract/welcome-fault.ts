import * as v from 'valibot';

/** Why the welcome container does not run. */
export const welcomeFault = v.object({
  fault: v.picklist([
    /** The engine runs on a processor, or a system, that there is no program for; `detail`: which. */
    'architecture',
    /** The engine could not make an image; `detail`: its words, hostile. */
    'image',
    /** All names that were tried are taken; `detail`: which. */
    'names',
    /** It was started and ended at once; `detail`: what the engine says of it, hostile. */
    'ended',
  ]),
  detail: v.string(),
});
