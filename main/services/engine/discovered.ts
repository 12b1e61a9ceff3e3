import type { Candidate } from '../../contract/engine';
import type { Failure } from './failure';
import type { Target } from './target';

/** An engine that may be there, before anybody asked it. */
export interface Discovered {
  readonly key: string;
  readonly name: string;
  /** For the user; without credentials. */
  readonly url: string;
  readonly source: Candidate['source'];
  /** Where to reach it, or why that is not known. */
  readonly reach: { readonly target: Target } | { readonly failure: Failure };
  /** How to start it on this system, if known. */
  readonly start: string | null;
  /** Slipway's own: the socket that other programs reach it by. Whatever else names that socket is the same engine. */
  readonly socket?: string;
}

/** Several ways may name one engine: `keys` are all of them, its own first. */
export interface Named extends Discovered {
  readonly keys: readonly string[];
}

export const unusable = (state: Failure['state'], reason: string): Discovered['reach'] => ({
  failure: { state, reason, code: null },
});
