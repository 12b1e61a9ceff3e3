import { IconArrowBackUp, IconDeviceFloppy, IconIndentIncrease, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { t, Trans } from '../../../lib/i18n';
import { keyLabel } from '../../../lib/platform';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { IconButton } from '../../../ui/icon-button';
import { Kbd } from '../../../ui/kbd';
import classes from './editor-page.module.css';
import { FileChooser } from './file-chooser';
import type { FileProps } from './file-props';
import type { Editing } from './use-editing';

interface Props extends FileProps {
  readonly editing: Editing;
}

function stateWords({ dirty, saved, isNew }: Editing): string {
  if (dirty) return t('Not saved yet');
  if (saved) return t('Saved');
  return isNew ? t('A new file') : '';
}

/** Which file it is, whether it is saved, and what can be done with it. */
export function EditorBar({ path, files, place, go, onUp, editing }: Props) {
  const [reverting, setReverting] = useState(false);
  const { editor, dirty, isNew, busy } = editing;
  const off = busy || editor === null;
  const up = async (): Promise<void> => {
    if (await editing.save()) onUp?.();
  };
  return (
    <header className={classes.head}>
      <FileChooser {...{ path, files }} folder={place.folder} onChoose={(file) => go(file, null)} />
      <span className={classes.saved} role="status">
        {stateWords(editing)}
      </span>
      <span className={classes.buttons}>
        <IconButton
          label={t('Format')}
          hint={keyLabel('shift+alt+F')}
          icon={<IconIndentIncrease size={16} />}
          disabled={off}
          onClick={editing.format}
        />
        <IconButton
          label={t('Revert')}
          icon={<IconArrowBackUp size={16} />}
          disabled={off || !dirty}
          onClick={() => setReverting(true)}
        />
        <Button
          icon={<IconDeviceFloppy size={15} />}
          disabled={off || !(dirty || isNew)}
          onClick={() => void editing.save()}
        >
          <Trans text="Save {keys}" values={{ keys: <Kbd>{keyLabel('mod+s')}</Kbd> }} />
        </Button>
        {onUp !== undefined && (
          <Button variant="primary" icon={<IconPlayerPlay size={15} />} disabled={off} onClick={() => void up()}>
            {t('Save and up…')}
          </Button>
        )}
      </span>
      <ConfirmDialog
        opened={reverting}
        danger
        title={t('Go back to what is saved?')}
        confirmLabel={t('Revert')}
        cancelLabel={t('Keep editing')}
        onConfirm={editing.load}
        onCancel={() => setReverting(false)}
      >
        <p>{t('What you changed in this file is lost.')}</p>
      </ConfirmDialog>
    </header>
  );
}
