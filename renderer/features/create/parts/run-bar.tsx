import { useState } from 'react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { useReturnedFocus } from '../../../ui/use-returned-focus';
import classes from '../create.module.css';
import { useForm } from '../model/form-store';
import type { Run } from '../use-run';
import { Progress } from './run-progress';
import { SaveTemplateDialog } from './template-dialogs';
import { SubmitKey } from './submit-key';

interface Props {
  readonly run: Run;
  readonly keep: boolean;
  readonly pull: boolean;
  readonly onKeep: (keep: boolean) => void;
  readonly onPull: (pull: boolean) => void;
  readonly begin: (start: boolean) => void;
}

/** What is done with the form. */
export function RunBar({ run, keep, pull, onKeep, onPull, begin }: Props) {
  const [saving, setSaving] = useState(false);
  useReturnedFocus(saving);
  const missing = useForm((state) => state.imageMissing);
  return (
    <footer className={classes.foot}>
      {run.busy ? (
        <div className={classes.underWay}>
          {run.progress === null ? (
            <span role="status">{t('Checking…')}</span>
          ) : (
            <Progress progress={run.progress} onCancel={() => run.cancel()} />
          )}
        </div>
      ) : (
        <div className={classes.wishes}>
          <label>
            <input
              type="checkbox"
              checked={pull || missing}
              disabled={missing}
              onChange={(event) => onPull(event.currentTarget.checked)}
            />
            {t('Pull the image first')}
          </label>
          <label>
            <input type="checkbox" checked={keep} onChange={(event) => onKeep(event.currentTarget.checked)} />
            {t('Keep it when it does not start')}
          </label>
        </div>
      )}
      <div className={classes.footButtons}>
        <Button variant="subtle" onClick={() => setSaving(true)}>
          {t('Save as template…')}
        </Button>
        <Button disabled={run.busy} onClick={() => begin(false)}>
          {t('Create')}
        </Button>
        <Button variant="primary" disabled={run.busy} onClick={() => begin(true)}>
          {t('Create and start')}
          <SubmitKey />
        </Button>
      </div>
      {saving && <SaveTemplateDialog onClose={() => setSaving(false)} />}
    </footer>
  );
}
