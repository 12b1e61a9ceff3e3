import { create } from 'zustand';
import type { EditedFile } from '../routes';

/** What was typed into a file and not saved. */
export interface FileDraft {
  readonly text: string;
  /** Of what it was typed into; null: there was no such file yet. */
  readonly sha256: string | null;
  readonly place: EditedFile;
}

const MOST = 20;

/** By the file's path. Kept as long as the page lives: a view goes away without being asked. */
export const useDrafts = create<{ readonly drafts: ReadonlyMap<string, FileDraft> }>(() => ({ drafts: new Map() }));

export const draftOfFile = (file: string): FileDraft | null => useDrafts.getState().drafts.get(file) ?? null;

export function dropDraft(file: string): void {
  const left = new Map(useDrafts.getState().drafts);
  if (left.delete(file)) useDrafts.setState({ drafts: left });
}

export function keepDraft(draft: FileDraft): void {
  const kept = new Map(useDrafts.getState().drafts);
  kept.delete(draft.place.file);
  kept.set(draft.place.file, draft);
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
  useDrafts.setState({ drafts: kept });
}
