import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ComposeProblem } from '../../../../main/contract/compose-files';
import { withoutControls } from '../../../lib/control-characters';
import { useActions } from '../../../lib/actions/use-actions';
import { t } from '../../../lib/i18n';
import type { LineProblem } from '../../../ui/code-editor/problems';
import { ErrorNotice } from '../../../ui/error-notice';
import { ConflictDialog } from '../../../ui/file-editor/conflict-dialog';
import { ProblemList } from '../../../ui/file-editor/problem-list';
import { Skeleton } from '../../../ui/skeleton';
import { SplitHandle } from '../../../ui/split-handle';
import { EditorBar } from './editor-bar';
import { COMPOSE_EDITOR_ACTIONS } from '../keys';
import classes from './editor-page.module.css';
import { lastName } from './file-path';
import type { FileProps } from './file-props';
import { Notices } from './notices';
import { besides, listOf, marksOf } from './problems';
import { SidePanes } from './side-panes';
import { useEditing } from './use-editing';
import type { DiskFile } from './use-file';
import { SHARE, useLayout } from './use-layout';

interface Props extends FileProps {
  readonly loaded: DiskFile;
  /** Where to begin, when nothing else is asked for. */
  readonly line: number | null;
  /** Reads it afresh, to go on at that line. */
  readonly onReload: (line: number | null) => void;
}

const NONE: readonly LineProblem[] = [];

/** What it closes in an editor is a completion or a hint, not the page around. */
function keepEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.stopPropagation();
}

/** The text of one file, what is wrong with it, and beside it what comes of all of them. */
export function Editing(props: Props) {
  const { place, path, target, told, loaded, line, answers, knowledge, go, onReload } = props;
  const page = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const layout = useLayout(page);
  const [here, setHere] = useState(NONE);
  /** What would make an up fail, as long as the plan is shown. */
  const [planned, setPlanned] = useState<readonly ComposeProblem[]>([]);
  const editing = useEditing({
    ...{ box, path, loaded, told, knowledge, onProblems: setHere, onSaved: answers.again },
    label: t('Text of {path}', { path: withoutControls(lastName(path)) }),
    onReload: (at) => onReload(at),
  });
  const { editor, theirs, error } = editing;
  const { check, config } = answers;
  const checked = useMemo(() => check?.problems ?? [], [check]);
  const said = useMemo(() => besides(checked, config?.problems ?? []), [checked, config]);
  const met = useMemo(() => besides([...checked, ...said], planned), [checked, said, planned]);
  useEffect(() => editor?.setProblems(marksOf(checked, path), 'check'), [editor, checked, path]);
  useEffect(() => editor?.setProblems(marksOf(said, path), 'config'), [editor, said, path]);
  useEffect(() => editor?.setProblems(marksOf(met, path), 'plan'), [editor, met, path]);
  useEffect(() => {
    if (editor === null) return;
    const at = target?.line ?? line;
    if (at !== null) editor.goTo(at, target?.column ?? 1);
    editor.focus();
  }, [editor, target, line]);
  useActions(COMPOSE_EDITOR_ACTIONS, {});
  const problems = useMemo(
    () => listOf(path, place.folder, here, [...checked, ...said, ...met]),
    [path, place.folder, here, checked, said, met],
  );
  const goTo = (to: string, toLine: number, column: number): void => {
    layout.showText();
    go(to, toLine, column);
  };
  const { narrow, share, shown } = layout;
  return (
    <div ref={page} className={classes.page} onKeyDown={keepEscape}>
      <EditorBar {...props} editing={editing} />
      <Notices path={path} editing={editing} />
      <div
        className={classes.columns}
        data-narrow={narrow || undefined}
        style={{
          gridTemplateColumns: narrow ? '1fr' : `${100 - share}fr auto ${share}fr`,
        }}
      >
        {narrow && <SidePanes {...props} layout={layout} onGo={goTo} onPlanned={setPlanned} />}
        <div className={classes.main} hidden={narrow && shown.id !== 'text'}>
          <div ref={box} className={classes.text}>
            {editor === null && error === null && <Skeleton width="60%" />}
          </div>
        </div>
        {!narrow && (
          <>
            <SplitHandle
              label={t('Width of what stands beside the file')}
              value={share}
              {...{ min: SHARE.min, max: SHARE.max }}
              onMove={layout.setShare}
              onDone={layout.setShare}
              onReset={() => layout.setShare(SHARE.usual)}
            />
            <SidePanes {...props} layout={layout} onGo={goTo} onPlanned={setPlanned} />
          </>
        )}
      </div>
      {answers.checkError !== null && (
        <div className={classes.notices}>
          <ErrorNotice error={answers.checkError} onRetry={answers.again} />
        </div>
      )}
      <ProblemList problems={problems} onGo={(problem) => goTo(problem.path, problem.line, problem.column)} />
      {editing.asks && theirs !== null && editor !== null && (
        <ConflictDialog
          theirs={theirs.text}
          mine={editor.text()}
          busy={editing.busy}
          onLoad={editing.load}
          onOverwrite={editing.overwrite}
          onClose={editing.putOff}
        />
      )}
    </div>
  );
}
