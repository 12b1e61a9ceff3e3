import type { FileSource } from '../../../../main/contract/files';

/** What was typed into a file and not saved. */
export interface Draft {
  readonly text: string;
  /** Of the content that it was typed into. */
  readonly expected: string | null;
}

const MOST = 20;
const drafts = new Map<string, Draft>();

const keyOf = (source: FileSource, path: string): string => JSON.stringify([source, path]);

/** Kept as long as the page lives: a view goes away without being asked when another tab or container is opened. */
export function keepDraft(source: FileSource, path: string, draft: Draft): void {
  dropDraft(source, path);
  drafts.set(keyOf(source, path), draft);
  const [oldest] = drafts.keys();
  if (drafts.size > MOST && oldest !== undefined) drafts.delete(oldest);
}

export const draftOf = (source: FileSource, path: string): Draft | null => drafts.get(keyOf(source, path)) ?? null;

export const dropDraft = (source: FileSource, path: string): void => void drafts.delete(keyOf(source, path));
