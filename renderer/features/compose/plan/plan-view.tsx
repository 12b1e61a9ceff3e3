import type { ComposePlace } from '../../../../main/contract/compose';

/** A file as it stands in the editor; absolute path. */
export interface UnsavedFile {
  readonly path: string;
  readonly text: string;
}

export interface PlanViewProps {
  /** null: the project is not kept yet. */
  readonly projectKey: string | null;
  readonly place: ComposePlace;
  readonly unsaved: readonly UnsavedFile[];
  readonly removeOrphans: boolean;
  /** A way to a line of a file, in the editor; left out: lines are only told. */
  readonly onGo?: (path: string, line: number) => void;
}

/** What an up would create, recreate, start, leave and remove, and why. */
export function PlanView({ place }: PlanViewProps) {
  return <p>{place.folder}</p>;
}
