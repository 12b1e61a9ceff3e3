import type { ContainerSpec, SpecNetwork } from '../../../contract/spec';

/** A part of the line that is not in the spec as it stands. `text` holds words of the line: hostile. */
export interface RunLineNote {
  readonly text: string;
  /** `assumed`: read in the likeliest way; `not-kept`: understood, and without a place in a spec. */
  readonly kind: 'not-understood' | 'not-kept' | 'assumed';
}

/** The line cannot be read at all. `message` is for the user; `word` is what it is about, possibly ''. */
export class RunLineError extends Error {
  override readonly name = 'RunLineError';
  constructor(
    message: string,
    readonly word: string,
  ) {
    super(message);
  }
}

/** A line as far as it is read. */
export interface Reading {
  /** Filled in place. */
  readonly spec: ContainerSpec;
  /** Of `--network`, in order. */
  readonly networks: SpecNetwork[];
  /** `--ip`, `--network-alias` and the like, which are about the first network. */
  readonly own: SpecNetwork;
  readonly note: (kind: RunLineNote['kind'], text: string) => void;
}

/** One flag of `docker run`, read and printed in one place, so that both are the same. */
export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** Other names the CLI takes it by. */
  readonly aliases?: readonly string[];
  /** Its value may be left out, and is then `true`. */
  readonly switch?: true;
  /** What is wrong with the value, as the end of a sentence that begins with the flag; null: nothing. */
  readonly read: (reading: Reading, value: string) => string | null;
  /** The values that bring a spec's part about, one flag each. */
  readonly print?: (spec: ContainerSpec) => readonly string[];
}
