import * as v from 'valibot';

/** Why the machine is not as it was asked to be. */
export const machineFault = v.object({
  kind: v.picklist([
    'not-installed',
    'unsupported',
    'image',
    'start-failed',
    'timeout',
    'crashed',
    'disk-damaged',
    'host-disk-full',
    'guest-disk-full',
  ]),
  /** One sentence: what happened, and what to do. */
  message: v.string(),
  /** A command that mends it on this system. */
  fix: v.nullable(v.string()),
  /** The hypervisor's or the guest's own words; hostile text. */
  detail: v.string(),
});
export type MachineFault = v.InferOutput<typeof machineFault>;
