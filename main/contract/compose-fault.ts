import * as v from 'valibot';

/** Why something could not be done about a compose project or one of its files. */
export const composeFault = v.object({
  fault: v.picklist([
    /** There is no compose CLI, or none that can be used; `detail`: what was looked for, and what was wrong with it. */
    'no-cli',
    /** The engine cannot be told to a CLI; `detail`: why. */
    'no-way',
    /** No absolute path; `detail`: as it was given. */
    'bad-path',
    /** The file or folder is not there, or cannot be read; `detail`: the system's words. */
    'not-found',
    /** Too large, or no text; `detail`: which. */
    'not-text',
    /** Somebody else has written it since it was read. Nothing was done. */
    'changed',
    /** It exists already. Nothing was done. */
    'exists',
    /** It cannot be written; `detail`: the system's words. */
    'not-written',
    /** The folder has no compose file. */
    'no-compose-file',
    /** Not a name that compose takes; `detail`: what one is. */
    'bad-name',
    /** There is no such project any more. */
    'no-project',
    /** Something is being done to the project; `detail`: the command. */
    'busy',
    /** There is no such run any more. */
    'gone',
    /** What is asked for is nothing that this CLI has; `detail`: what, and which has it. */
    'unsupported',
    /** The CLI said no; `detail`: its words, hostile. */
    'refused',
    /** Something that was chosen cannot be; `detail`: what is wrong with it. */
    'bad-wish',
  ]),
  /** The file, folder or project that is meant; possibly empty. */
  subject: v.string(),
  detail: v.string(),
});
export type ComposeFaultData = v.InferOutput<typeof composeFault>;
