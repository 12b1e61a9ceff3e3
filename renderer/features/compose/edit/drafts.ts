import { create } from 'zustand';
import { isBelow } from './file-path';

/** What was typed into a file and not saved. */
interface Draft {
  readonly text: string;
  /** Of what it was typed into; null: there was no such file. */
  readonly sha256: string | null;
}

/** As many as are sent along. */
const MOST = 20;

/** By the file's absolute path. Kept as long as the page lives: a view goes away without being asked. */
export const useDrafts = create<{ readonly drafts: ReadonlyMap<string, Draft> }>(() => ({ drafts: new Map() }));

export const draftOf = (path: string): Draft | null => useDrafts.getState().drafts.get(path) ?? null;

export function dropDraft(path: string): void {
  const left = new Map(useDrafts.getState().drafts);
  if (left.delete(path)) useDrafts.setState({ drafts: left });
}

export function keepDraft(path: string, draft: Draft): void {
  const kept = new Map(useDrafts.getState().drafts);
  kept.delete(path);
  kept.set(path, draft);
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
  useDrafts.setState({ drafts: kept });
}

export interface UnsavedFile {
  readonly path: string;
  readonly text: string;
}

/** What is typed and not saved, of those files and of all below the folder. */
export const unsavedOf = (folder: string, files: readonly string[]): readonly UnsavedFile[] =>
  [...useDrafts.getState().drafts]
    .filter(([path]) => files.includes(path) || isBelow(path, folder))
    .map(([path, { text }]) => ({ path, text }));
