import type { ComposePlace } from '../../../../main/contract/compose';

export interface EditorPageProps {
  /** Of the project; null: it is not kept yet. */
  readonly projectKey: string | null;
  readonly place: ComposePlace;
  /** The file to begin with, absolute; null: the first. */
  readonly path: string | null;
  /** From 1: where to begin in it. */
  readonly line?: number | null;
  /** Another file was chosen; left out: the page keeps it to itself. */
  readonly onFile?: (path: string, line: number | null) => void;
  /** To the dialog that ups the project; everything is saved then. Left out: there is no such button. */
  readonly onUp?: () => void;
}

/** The compose files of a project, to be edited. */
export function EditorPage({ path }: EditorPageProps) {
  return <p>{path}</p>;
}
