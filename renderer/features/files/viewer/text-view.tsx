import { IconDeviceFloppy, IconPencil } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { FileSource } from '../../../../main/contract/files';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { showToast } from '../../../ui/toast-store';
import { Skeleton } from '../../../ui/skeleton';
import { isFault } from '../fault';
import { useCanWrite } from '../use-can-write';
import { draftOf, dropDraft, keepDraft } from './drafts';
import { useEditor } from '../../../ui/code-editor/use-editor';
import classes from './viewer.module.css';

interface Props {
  readonly source: FileSource;
  readonly path: string;
  readonly text: string;
  /** null: not all of it is here, so it cannot be edited. */
  readonly sha256: string | null;
  readonly onDirty: (dirty: boolean) => void;
  readonly onReload: () => void;
}

const isChanged = (error: unknown): boolean => isFault(error, 'changed');

/** A text, and where it can be saved, an editor. */
export function TextView({ source, path, text, sha256, onDirty, onReload }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const canEdit = useCanWrite(source) && sha256 !== null;
  const [draft] = useState(() => (canEdit ? draftOf(source, path) : null));
  const [editing, setEditing] = useState(draft !== null);
  const [dirty, setDirty] = useState(draft !== null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [expected, setExpected] = useState(draft === null ? sha256 : draft.expected);
  const mark = (next: boolean): void => {
    setDirty(next);
    onDirty(next);
  };
  const save = async (over: boolean): Promise<void> => {
    const saved = editor?.text();
    if (saved === undefined) return;
    setBusy(true);
    setFailure(null);
    try {
      const expectedSha256 = over ? null : expected;
      const answer = await rpc.call('files.save', { source, path, text: saved, expectedSha256 });
      setExpected(answer.sha256);
      if (editor?.text() === saved) {
        mark(false);
        dropDraft(source, path);
      }
      // The button that was pressed may be off now, and the dialog gone.
      requestAnimationFrame(() => editor?.focus());
      showToast('ok', t('Saved {path}', { path: withoutControls(path) }));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const label = `${editing ? t('Edit') : t('Text of')} ${withoutControls(path)}`;
  const { editor, error } = useEditor(box, {
    ...{ label: t('Text of {path}', { path: withoutControls(path) }), text: draft?.text ?? text, readOnly: !editing },
    onChange: () => {
      mark(true);
      if (editor !== null) keepDraft(source, path, { text: editor.text(), expected });
    },
    onSave: () => {
      if (editing && dirty && !busy) void save(false);
    },
  });
  // Once it can be typed into: the button that began it is gone.
  useEffect(() => {
    if (editing) editor?.focus();
  }, [editing, editor]);
  useEffect(() => {
    if (draft !== null) onDirty(true);
  }, [draft, onDirty]);
  return (
    <>
      {canEdit && (
        <div className={classes.actions}>
          {editing ? (
            <Button
              variant="primary"
              icon={<IconDeviceFloppy size={15} />}
              disabled={!dirty || busy}
              onClick={() => void save(false)}
            >
              {t('Save')}
            </Button>
          ) : (
            <Button icon={<IconPencil size={15} />} disabled={editor === null} onClick={() => setEditing(true)}>
              {t('Edit')}
            </Button>
          )}
          <span className={classes.note} role="status">
            {dirty ? t('Not saved yet') : editing ? t('Mode and owner stay as they are') : ''}
          </span>
        </div>
      )}
      {failure !== null && !isChanged(failure) && <ErrorNotice error={failure} />}
      {error !== null && <ErrorNotice error={error} />}
      <div ref={box} className={classes.editor} role="group" aria-label={label}>
        {editor === null && error === null && <Skeleton width="60%" />}
      </div>
      <ConfirmDialog
        opened={isChanged(failure)}
        danger
        title={t('This file was changed meanwhile')}
        confirmLabel={t('Save over it')}
        cancelLabel={t('Keep editing')}
        busy={busy}
        onConfirm={() => void save(true)}
        onCancel={() => setFailure(null)}
      >
        <p>{t('Somebody else wrote to it since you opened it. Saving now loses their version.')}</p>
        <Button onClick={onReload}>{t('Load their version, lose mine')}</Button>
      </ConfirmDialog>
    </>
  );
}
