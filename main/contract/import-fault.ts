import * as v from 'valibot';

/** Why something cannot be brought over from another engine. */
export const importFault = v.object({
  fault: v.picklist([
    /** Another run is under way. */
    'busy',
    /** Source and target are one engine. */
    'same-engine',
    /** There is nothing to begin again. */
    'nothing',
    /** Both ends have another one; `detail`: what differs. */
    'differs',
    /** It is not there any more; nothing was done. */
    'gone',
    /** Something has this name at the target; `detail`: what. */
    'taken',
  ]),
  /** What it is about. */
  subject: v.string(),
  detail: v.string(),
});
export type ImportFaultData = v.InferOutput<typeof importFault>;
