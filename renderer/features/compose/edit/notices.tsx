import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import classes from './editor-page.module.css';
import { lastName } from './file-path';
import type { Editing } from './use-editing';

interface Props {
  readonly path: string;
  readonly editing: Editing;
}

/** What went wrong, and what somebody else did to the file that is edited. */
export function Notices({ path, editing }: Props) {
  const { failure, error, theirs, gone } = editing;
  if (failure === null && error === null && theirs === null && !gone) return null;
  return (
    <div className={classes.notices}>
      {failure !== null && <ErrorNotice error={failure} />}
      {error !== null && <ErrorNotice error={error} />}
      <OutsideNotice path={path} editing={editing} />
    </div>
  );
}

function OutsideNotice({ path, editing }: Props) {
  const name = withoutControls(lastName(path));
  if (editing.theirs !== null)
    return (
      <Notice
        tone="warn"
        role="alert"
        title={t('{name} was changed outside', { name })}
        actions={
          <>
            <Button onClick={editing.compare}>{t('Show the difference')}</Button>
            <Button onClick={editing.load}>{t('Load theirs')}</Button>
            <Button onClick={editing.keepMine}>{t('Keep mine')}</Button>
          </>
        }
      >
        {t('Loading theirs loses what you typed. Keeping yours loses theirs as soon as you save.')}
      </Notice>
    );
  if (editing.gone)
    return (
      <Notice tone="warn" role="alert" title={t('{name} is not there any more', { name })}>
        {t('Its text is still here. Saving makes the file anew.')}
      </Notice>
    );
  return null;
}
