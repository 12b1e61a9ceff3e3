import { type RefObject, useState } from 'react';
import { hasFault } from '../../../lib/errors';
import { rpc } from '../../../rpc/client';
import type { Editor } from '../../../ui/code-editor/editor';
import { draftOf, dropDraft, keepDraft, useDrafts } from './drafts';
import { type DiskFile, readFile } from './use-file';

interface State {
  /** Of what is on the disk as far as we know; null: there is no file. */
  readonly expected: string | null;
  /** What was read, or saved last: the same text is no change. */
  readonly base: DiskFile;
  readonly saved: boolean;
  readonly busy: boolean;
  readonly failure: unknown;
  /** It was there, and is gone. */
  readonly gone: boolean;
  /** What somebody else has written meanwhile; null: nobody has. */
  readonly theirs: DiskFile | null;
  /** A save met theirs, or the difference is looked at: an answer is needed. */
  readonly asks: boolean;
}

/** What a save that failed has met. */
async function metBy(failure: unknown, path: string): Promise<Partial<State>> {
  if (!hasFault(failure, 'COMPOSE_FAULT', 'changed') && !hasFault(failure, 'COMPOSE_FAULT', 'exists'))
    return { failure };
  try {
    const theirs = await readFile(path);
    return theirs.sha256 === null ? { expected: null, gone: true, failure } : { theirs, asks: true };
  } catch (error) {
    return { failure: error };
  }
}

const beginning = (path: string, loaded: DiskFile): State => {
  const draft = draftOf(path);
  return {
    ...{ expected: draft === null ? loaded.sha256 : draft.sha256, base: loaded, saved: false, busy: false },
    ...{ failure: null, gone: false, theirs: null, asks: false },
  };
};

/** Brings what is in the editor to the disk, never over what somebody else has written without being told to. */
export function useSaving(editor: RefObject<Editor | null>, path: string, loaded: DiskFile, onSaved: () => void) {
  const [state, setState] = useState(() => beginning(path, loaded));
  const dirty = useDrafts(({ drafts }) => drafts.has(path));
  const change = (part: Partial<State>): void => setState((before) => ({ ...before, ...part }));
  const { expected, base, busy, theirs } = state;

  // The button that was pressed may be off by then, and the dialog gone.
  const focus = (): void => void requestAnimationFrame(() => editor.current?.focus());
  const typed = (): void => {
    if (state.saved) change({ saved: false });
    const text = editor.current?.text();
    if (text === undefined) return;
    if (text === base.text && expected === base.sha256) dropDraft(path);
    else keepDraft(path, { text, sha256: expected });
  };
  /** Resolves with whether the disk has what the editor has. `sha256`: of what it is to replace. */
  const save = async (sha256: string | null): Promise<boolean> => {
    const text = editor.current?.text();
    if (text === undefined || busy) return false;
    if (!dirty && expected !== null && sha256 === expected) return true;
    change({ busy: true, failure: null });
    try {
      const now = await rpc.call('composeFiles.save', { path, text, sha256 });
      const current = editor.current?.text() ?? text;
      const isAll = current === text;
      const base = { text, sha256: now.sha256 };
      change({ expected: now.sha256, base, theirs: null, asks: false, gone: false, saved: isAll });
      if (isAll) dropDraft(path);
      else keepDraft(path, { text: current, sha256: now.sha256 });
      onSaved();
      return isAll;
    } catch (failure) {
      change(await metBy(failure, path));
      return false;
    } finally {
      change({ busy: false });
      focus();
    }
  };
  /** What is in the editor is to replace theirs, when it is saved. */
  const keepMine = (): void => {
    const text = editor.current?.text();
    if (text !== undefined) keepDraft(path, { text, sha256: theirs?.sha256 ?? null });
    change({ expected: theirs?.sha256 ?? null, theirs: null, asks: false });
    focus();
  };
  return { ...state, dirty, change, typed, save, keepMine, focus };
}
