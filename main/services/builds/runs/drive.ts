import type { Instruction } from '../dockerfile/parse';
import type { Wish } from '../types';
import type { Ledger } from './ledger';

/** One build, as whoever makes it sees it. */
export interface Drive {
  readonly wish: Wish;
  /** The Dockerfile as it was when the build began. */
  readonly text: string;
  readonly instructions: readonly Instruction[];
  readonly ledger: Ledger;
  readonly told: (facts: Told) => void;
  readonly signal: AbortSignal;
}

/** What becomes known in the course of it. */
export interface Told {
  readonly contextBytes?: number;
  /** `sha256:…` */
  readonly imageId?: string;
}

/** It was built to its end and failed; `message` is the builder's, hostile. Every other error is one on the way. */
export class BuildFailed extends Error {
  override readonly name = 'BuildFailed';
  constructor(
    message: string,
    /** Of the Dockerfile, from 1; null: not known. */
    readonly line: number | null,
  ) {
    super(message);
  }
}
