/** Lines that the engine had, and that are not here. */
export interface Loss {
  /** `engine`: thrown away before they were read. `stream`: left out of what it sent, and perhaps still there. */
  readonly by: 'engine' | 'stream';
  /** Null: nobody knows. */
  readonly count: number | null;
  /** Whether more than those that were counted are gone. */
  readonly atLeast: boolean;
}

export const THROWN_AWAY: Loss = { by: 'engine', count: null, atLeast: false };
