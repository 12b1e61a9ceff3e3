import type { Extension } from '@codemirror/state';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { rpc } from '../../../rpc/client';
import type { Editor } from '../../../ui/code-editor/editor';
import type { LineProblem } from '../../../ui/code-editor/problems';
import { useEditor } from '../../../ui/code-editor/use-editor';
import { draftOf, dropDraft, keepDraft } from './drafts';
import type { Knowledge } from './language/knowledge';
import { type DiskFile, readFile } from './use-file';
import { useSaving } from './use-saving';

interface Options {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly path: string;
  readonly label: string;
  readonly loaded: DiskFile;
  /** What is on the disk now; undefined: not known. */
  readonly told: string | null | undefined;
  readonly knowledge: () => Knowledge;
  /** Read it afresh, and go on at that line. */
  readonly onReload: (line: number | null) => void;
  /** The disk has what is in the editor. */
  readonly onSaved: () => void;
  readonly onProblems: (problems: readonly LineProblem[]) => void;
}

/** Reacts when the disk tells of another text than the one that is known. */
function useOthers(told: string | null | undefined, busy: boolean, onOther: () => void): void {
  const seen = useRef<string | null | undefined>(undefined);
  const current = useRef(onOther);
  useEffect(() => {
    current.current = onOther;
  });
  useEffect(() => {
    // While a save is under way it may be our own.
    if (busy || told === undefined || told === seen.current) return;
    seen.current = told;
    current.current();
  }, [told, busy]);
}

/** What knows compose files; the same function each time, for another one would make another editor. */
function useLanguage(knowledge: () => Knowledge, format: () => void): () => Promise<Extension> {
  const latest = useRef(format);
  useEffect(() => {
    latest.current = format;
  });
  return useMemo(
    () => async () => (await import('./language/compose')).composeLanguage(knowledge, () => latest.current()),
    [knowledge],
  );
}

/** Brings the text into order, as one change. */
async function formatIn(held: RefObject<Editor | null>, change: (part: { readonly failure: unknown }) => void) {
  const text = held.current?.text();
  if (text === undefined) return;
  change({ failure: null });
  try {
    const formatted = await rpc.call('composeFiles.format', { text });
    // What was typed meanwhile is not lost.
    if (held.current?.text() === text) held.current.setText(formatted.text);
  } catch (failure) {
    change({ failure });
  }
}

/** A file in the editor: what was typed, whether it is saved, and whose text it is when somebody else wrote it, too. */
export function useEditing(options: Options) {
  const { box, path, loaded, told, label, knowledge, onReload } = options;
  const [draft] = useState(() => draftOf(path));
  const held = useRef<Editor | null>(null);
  const saving = useSaving(held, path, loaded, options.onSaved);
  const { typed, save, change, keepMine, ...state } = saving;
  const format = (): void => void formatIn(held, change).then(saving.focus);
  const loadLanguage = useLanguage(knowledge, format);
  const { editor, error } = useEditor(box, {
    ...{ label, text: draft?.text ?? loaded.text, readOnly: false, loadLanguage, onChange: typed },
    onProblems: options.onProblems,
    onSave: () => void save(state.expected),
  });
  useEffect(() => {
    held.current = editor;
  }, [editor]);

  const reload = (): void => onReload(held.current?.line() ?? null);
  const load = (): void => {
    dropDraft(path);
    reload();
  };
  const meet = (now: DiskFile): void => {
    if (now.sha256 === state.expected) change({ theirs: null, gone: false });
    else if (now.sha256 === null) {
      // It was shown, and is nowhere else any more.
      const text = held.current?.text();
      if (text !== undefined) keepDraft(path, { text, sha256: null });
      change({ expected: null, gone: true, theirs: null });
    } else if (state.dirty) change({ theirs: now });
    else reload();
  };
  useOthers(told, state.busy, () => void readFile(path).then(meet, (failure: unknown) => change({ failure })));
  return {
    ...{ ...state, editor, error, load, keepMine },
    isNew: state.expected === null,
    save: () => save(state.expected),
    overwrite: () => void save(state.theirs?.sha256 ?? null),
    format,
    compare: () => change({ asks: true }),
    putOff: () => {
      change({ asks: false });
      saving.focus();
    },
  };
}

export type Editing = ReturnType<typeof useEditing>;
