import * as v from 'valibot';

/** Why something could not be read of an image. */
export const layerFault = v.object({
  fault: v.picklist([
    /** What was read of it is forgotten by now: it has to be read again. */
    'not-open',
    /** What the engine sent is no image, or broke off; `detail`: what is wrong with it. */
    'bad-archive',
    /** It has more than is kept of one image; `detail`: of what, and how much that is. */
    'too-much',
    /** There is no such folder in this layer; `detail`: its path. */
    'no-folder',
    /** Neither trivy nor grype is on the PATH. */
    'no-scanner',
    /** The scanner failed; `detail`: what it printed, hostile. */
    'scanner-failed',
    /** The image could not be put on the disk for the scanner; `detail`: the system's words. */
    'disk',
  ]),
  detail: v.string(),
});
export type LayerFaultData = v.InferOutput<typeof layerFault>;
