import { useRef } from 'react';
import { t } from '../../lib/i18n';
import { Button } from '../button';
import { useEditor } from '../code-editor/use-editor';
import { Dialog } from '../dialog';
import { ErrorNotice } from '../error-notice';
import { Skeleton } from '../skeleton';
import classes from './file-editor.module.css';

interface Props {
  /** As it is on the disk. */
  readonly theirs: string;
  /** As it is in the editor. */
  readonly mine: string;
  readonly busy: boolean;
  readonly onLoad: () => void;
  readonly onOverwrite: () => void;
  readonly onClose: () => void;
}

/** The file was written by somebody else since it was read: whose text is it to have? */
export function ConflictDialog({ theirs, mine, busy, onLoad, onOverwrite, onClose }: Props) {
  return (
    <Dialog
      opened
      role="alertdialog"
      width="wide"
      title={t('This file was changed meanwhile')}
      onClose={onClose}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>
            {t('Keep editing')}
          </Button>
          <Button disabled={busy} onClick={onLoad}>
            {t('Load theirs')}
          </Button>
          <Button variant="danger" disabled={busy} onClick={onOverwrite}>
            {t('Overwrite')}
          </Button>
        </>
      }
    >
      <p>
        {t(
          'Somebody else has written it since you opened it. Loading theirs loses what you typed; overwriting loses theirs. This is what overwriting would change:',
        )}
      </p>
      <Difference theirs={theirs} mine={mine} />
    </Dialog>
  );
}

function Difference({ theirs, mine }: { readonly theirs: string; readonly mine: string }) {
  const box = useRef<HTMLDivElement>(null);
  const { editor, error } = useEditor(box, {
    ...{ label: t('What overwriting changes'), text: mine, original: theirs, readOnly: true },
  });
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div ref={box} className={classes.difference}>
        {editor === null && error === null && <Skeleton width="60%" />}
      </div>
    </>
  );
}
