import * as v from 'valibot';

/** Why something could not be done about a start set. */
export const startSetFault = v.object({
  fault: v.picklist([
    /** Another set has this name. */
    'name-taken',
    /** There is no such set any more. */
    'gone',
    /** It is being started or stopped already. */
    'busy',
    /** It has no members. */
    'empty',
    /** It was deleted, and the engine did not let what it held have its restart policy back; `detail`: its words. */
    'not-held',
    /** It could not be written to the disk; `detail`: the system's words. */
    'not-saved',
  ]),
  subject: v.string(),
  detail: v.string(),
});
export type StartSetFaultData = v.InferOutput<typeof startSetFault>;
