import * as v from 'valibot';

/** An Identity of main/services/process, as it is kept in a file. */
export const identity = v.object({ pid: v.number(), startTime: v.string(), executable: v.string() });
