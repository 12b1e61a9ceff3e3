import { type RefObject, useState } from 'react';
import { rpc } from '../../../rpc/client';
import type { Editor } from '../../../ui/code-editor/editor';
import { isFault } from '../fault';
import type { EditedFile } from '../routes';
import { dropDraft, type FileDraft, keepDraft } from './drafts';
import { type DiskFile, readFile } from './use-file';

interface State {
  /** Of what is on the disk as far as we know; null: there is no file yet. */
  readonly expected: string | null;
  readonly dirty: boolean;
  readonly saved: boolean;
  readonly busy: boolean;
  readonly failure: unknown;
  /** What somebody else has written meanwhile; null: nobody has. */
  readonly theirs: DiskFile | null;
  /** Of theirs, when one chose to go on all the same: it is not told again until it is saved. undefined: nothing was. */
  readonly putOff: string | null | undefined;
}

interface Begin {
  readonly place: EditedFile;
  readonly loaded: DiskFile;
  /** What was typed before and not saved. */
  readonly draft: FileDraft | null;
}

/** Brings what is in the editor to the disk, never over what somebody else has written without being told to. */
export function useSaving(editor: RefObject<Editor | null>, { place, loaded, draft }: Begin) {
  const [state, setState] = useState<State>({
    ...{ expected: draft === null ? loaded.sha256 : draft.sha256, dirty: draft !== null },
    ...{ saved: false, busy: false, failure: null, theirs: null, putOff: undefined },
  });
  const change = (part: Partial<State>): void => setState((before) => ({ ...before, ...part }));
  const { expected, dirty, busy } = state;
  const { folder, file } = place;

  // The button that was pressed may be off by then, and the dialog gone.
  const focus = (): void => void requestAnimationFrame(() => editor.current?.focus());
  const typed = (): void => {
    change({ dirty: true, saved: false });
    if (editor.current !== null) keepDraft({ text: editor.current.text(), sha256: expected, place });
  };
  const failed = async (failure: unknown): Promise<void> => {
    if (!isFault(failure, 'changed')) change({ failure });
    else
      await readFile(place).then(
        (theirs) => change({ theirs }),
        (error: unknown) => change({ failure: error }),
      );
  };
  /** Resolves with whether the disk has what the editor has. `sha256`: of what it is to replace. */
  const save = async (sha256: string | null): Promise<boolean> => {
    const text = editor.current?.text();
    if (text === undefined || busy) return false;
    if (!dirty && expected !== null && sha256 === expected) return true;
    change({ busy: true, failure: null });
    try {
      const now = await rpc.call('builds.saveDockerfile', { path: file, folder, text, sha256 });
      const isAll = editor.current?.text() === text;
      change({ expected: now.sha256, theirs: null, dirty: !isAll, saved: isAll });
      if (isAll) dropDraft(file);
      return isAll;
    } catch (failure) {
      await failed(failure);
      return false;
    } finally {
      change({ busy: false });
      focus();
    }
  };
  const keepEditing = (): void => {
    change({ theirs: null, putOff: state.theirs?.sha256 ?? null });
    focus();
  };
  return { ...state, change, typed, save, keepEditing };
}
