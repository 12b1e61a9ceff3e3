import type { ComposePlace } from '../../../../main/contract/compose';
import type { Knowledge } from './language/knowledge';
import type { Asking } from './use-answers';

/** Where to go in a file; another object goes there again. */
export interface Target {
  readonly path: string;
  readonly line: number | null;
  readonly column: number;
}

export interface FileProps {
  readonly projectKey: string | null;
  readonly place: ComposePlace;
  readonly path: string;
  /** All that can be chosen. */
  readonly files: readonly string[];
  readonly target: Target | null;
  /** SHA-256 of what is on the disk, null: nothing; undefined: not known. */
  readonly told: string | null | undefined;
  readonly answers: Asking;
  readonly knowledge: () => Knowledge;
  readonly go: (path: string, line: number | null, column?: number) => void;
  readonly onUp?: () => void;
}
