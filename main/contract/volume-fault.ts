import * as v from 'valibot';

/** Why something could not be done with a volume. */
export const volumeFault = v.object({
  fault: v.picklist([
    /** There is a volume of this name already, and it is another one: the engine would have given it silently. `detail`: what differs. */
    'exists',
    /** This is no name that the engine takes; `detail`: why. */
    'bad-name',
    /** Something else is under way with this volume; `detail`: what. */
    'busy',
    /** What was sent is no tar, or broke off; `detail`: what is wrong with it. */
    'bad-tar',
    /** A tar with a path or link that leads out of the volume; `detail`: which. */
    'hostile-tar',
    /** It is compressed in a way that is not read here; `detail`: by what. */
    'compression',
    /** The content is not what its checksum says; `detail`: what it is. */
    'checksum',
    /** A container could not be paused; `detail`: its name, and the engine's words. */
    'not-paused',
    /** No image on the engine has the program that empties a volume; `detail`: its name. */
    'no-tool',
    /** The program failed; `detail`: what it printed, hostile. */
    'tool-failed',
    /** The folder of the backups is not there, or cannot be used; `detail`: why. */
    'folder',
    /** The disk of the backups is full. */
    'disk-full',
    /** There is no such backup any more. */
    'no-backup',
    /** The engine in use is another one by now. */
    'other-engine',
  ]),
  volume: v.string(),
  detail: v.string(),
});
export type VolumeFaultData = v.InferOutput<typeof volumeFault>;
