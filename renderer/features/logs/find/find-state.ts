import type { SaidFind } from '../session/types';
import { NO_TERM, type Term } from '../filter/filter-draft';

/** The row one is at among what was found. */
export interface FoundRow {
  readonly row: number;
  /** From 0. */
  readonly ordinal: number;
  /** Of the frame it was found in. */
  readonly epoch: number;
}

export interface FindState {
  readonly shown: boolean;
  readonly term: Term;
  readonly current: FoundRow | null;
  /** A step that was asked for, and waits until the search has come that far. */
  readonly wanted: { readonly row: number; readonly backward: boolean } | null;
  /** The search as main knows it. */
  readonly said: SaidFind;
  /** Why the term cannot be looked for. */
  readonly error: unknown;
}

export const NO_FIND: FindState = { shown: false, term: NO_TERM, current: null, wanted: null, said: null, error: null };
