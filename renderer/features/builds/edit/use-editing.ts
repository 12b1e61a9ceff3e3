import { type RefObject, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Editor } from '../../../ui/code-editor/editor';
import { loadDockerfile, loadIgnoreFile } from '../../../ui/code-editor/languages';
import type { LineProblem } from '../../../ui/code-editor/problems';
import { useEditor } from '../../../ui/code-editor/use-editor';
import { start } from '../actions/deeds';
import { useBuilds } from '../builds-store';
import type { EditedFile } from '../routes';
import { formFor, wishFor } from './again';
import { draftOfFile, dropDraft } from './drafts';
import { type DiskFile, readFile, useOnReturn } from './use-file';
import { useSaving } from './use-saving';

export const isIgnoreFile = (file: string): boolean => file.endsWith('.dockerignore');

const NOTHING: readonly LineProblem[] = [];

/** What failed when exactly this text was built. */
function useFailedLine({ build }: EditedFile, { sha256 }: DiskFile): readonly LineProblem[] {
  const row = useBuilds(({ rows }) => (build === null ? undefined : rows.get(build)));
  const [problems] = useState(() => {
    if (row?.failedLine === undefined || row.failedLine === null || row.dockerfileSha256 !== sha256) return NOTHING;
    return [{ line: row.failedLine, severity: 'error', message: row.failure } as const];
  });
  return problems;
}

/** Whether somebody else has written it. What cannot be read is told when it is saved. */
async function lookForOther(
  place: EditedFile,
  known: readonly (string | null | undefined)[],
  onOther: (now: DiskFile) => void,
) {
  const now = await readFile(place).catch(() => null);
  if (now !== null && !known.includes(now.sha256)) onOther(now);
}

interface Options {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly place: EditedFile;
  readonly loaded: DiskFile;
  readonly label: string;
  readonly onReload: () => void;
}

/** A file in the editor: what was typed, whether it is saved, and whose text it is when somebody else wrote it, too. */
export function useEditing({ box, place, loaded, label, onReload }: Options) {
  const { file, line } = place;
  const [, navigate] = useLocation();
  const [draft] = useState(() => draftOfFile(file));
  const [problems, setProblems] = useState(NOTHING);
  const held = useRef<Editor | null>(null);
  const { typed, save, change, keepEditing, ...state } = useSaving(held, { place, loaded, draft });
  const failed = useFailedLine(place, loaded);
  const { editor, error } = useEditor(box, {
    ...{ label, text: draft?.text ?? loaded.text, readOnly: false, problems: failed, onProblems: setProblems },
    loadLanguage: isIgnoreFile(file) ? loadIgnoreFile : loadDockerfile,
    onChange: typed,
    onSave: () => void save(state.expected),
  });
  useEffect(() => {
    held.current = editor;
    if (editor === null) return;
    if (line !== null) editor.goTo(line);
    editor.focus();
  }, [editor, line]);

  const load = (): void => {
    dropDraft(file);
    onReload();
  };
  const build = async (): Promise<void> => {
    if (!(await save(state.expected))) return;
    try {
      const wish = await wishFor(place);
      if (wish === null) navigate(formFor(place));
      else await start(wish, navigate);
    } catch (failure) {
      change({ failure });
    }
  };
  useOnReturn(() => {
    if (state.busy || state.theirs !== null) return;
    const onOther = (now: DiskFile): void => (state.dirty || now.sha256 === null ? change({ theirs: now }) : load());
    void lookForOther(place, [state.expected, state.putOff], onOther);
  });
  return {
    ...{ ...state, editor, error, problems, load, keepEditing },
    isNew: state.expected === null,
    save: () => void save(state.expected),
    overwrite: () => void save(state.theirs?.sha256 ?? null),
    build: () => void build(),
  };
}
