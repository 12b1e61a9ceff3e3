import * as v from 'valibot';

/** Why something could not be done with an image. */
export const imageFault = v.object({
  fault: v.picklist([
    /** This is no name that an image can have; `detail`: why. */
    'bad-reference',
    /** Another image has this name, and would lose it; `detail`: its id. */
    'name-taken',
    /** The only name it has: without it the image itself would go. */
    'last-name',
    /** Its names are others than when it was listed. Nothing was done. */
    'changed',
    /** Containers use it; `detail`: which. */
    'in-use',
    /** What was sent is no tar, or broke off; `detail`: what is wrong with it. */
    'bad-tar',
    /** A tar with an entry that no image has; `detail`: which. */
    'hostile-tar',
    /** It is compressed in a way that is not read here; `detail`: by what. */
    'compression',
    /** It grows beyond all reason where it is unpacked; `detail`: how large. */
    'bomb',
    /** A whole tar, but of no image; `detail`: what it lacks. */
    'no-image',
    /** The engine took it, and could not make an image of it; `detail`: its words, hostile. */
    'engine-failed',
    /** What the engine gave is not whole; `detail`: its words, or what is wrong with it. */
    'cut-off',
  ]),
  /** Its name, or the file's. */
  image: v.string(),
  detail: v.string(),
});
export type ImageFaultData = v.InferOutput<typeof imageFault>;
