import { Checkbox, NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { UpdateProgress } from '../../../main/contract/recreate';
import { withoutControls } from '../../lib/control-characters';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import forms from '../../ui/form.module.css';
import { Notice } from '../../ui/notice';
import { showToast } from '../../ui/toast-store';
import { ask, type Subject } from './recreate-store';
import classes from './recreate.module.css';
import { STEP_WORDS } from './step-words';
import { useProgress } from './use-progress';

const GRACE_SECONDS = 10;

/** Pulls the tag of a container, and recreates it where the image is a newer one. */
export function UpdateDialog({ subject: { id, name } }: { readonly subject: Subject }) {
  const [automatic, setAutomatic] = useState(true);
  const [graceSeconds, setGrace] = useState(GRACE_SECONDS);
  const { last, busy, error, begin } = useProgress<UpdateProgress>((end, why) => tellEnd(name, end, why));
  const over = last !== null && !busy;
  const close = (): void => ask(null);
  return (
    <Dialog
      opened
      title={<>{t('Update the image of {name}', { name: withoutControls(name) })}</>}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{over ? t('Close') : busy ? t('Hide') : t('Cancel')}</Button>
          {!over && (
            <Button
              data-autofocus
              variant="primary"
              disabled={busy}
              onClick={() => void begin(rpc.stream('recreate.updateImage', { id, automatic, graceSeconds }))}
            >
              {t('Update')}
            </Button>
          )}
        </>
      }
    >
      {last === null && (
        <div className={forms.form}>
          <p>
            {t(
              'The image’s tag is pulled. If that brings a newer one, a new container takes the place of this one, with the same settings, networks and volumes. What was written outside the volumes, and the logs, stay with the old container, which is kept, stopped, until you let it go.',
            )}
          </p>
          <Checkbox
            label={t('Go back by itself when the new one is not well')}
            checked={automatic}
            onChange={(event) => setAutomatic(event.currentTarget.checked)}
          />
          <NumberInput
            label={t('Seconds it must run, or has for becoming healthy')}
            min={0}
            max={3600}
            value={graceSeconds}
            onChange={(value) => setGrace(Number(value))}
          />
        </div>
      )}
      {last !== null && <Outcome progress={last} onClose={close} />}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

/** In a line, to one who no longer looks. */
function tellEnd(name: string, end: UpdateProgress | null, error: unknown): void {
  const of = withoutControls(name);
  if (error !== null) showToast('bad', t('{of} was not updated', { of }), errorLine(error));
  else if (end?.type === 'failed') showToast('bad', t('{of} was not updated', { of }), end.message);
  else if (end?.type === 'rolled-back') showToast('warn', t('{of} went back to the old image', { of }), end.reason);
  else if (end?.type === 'done') showToast('ok', t('{of} is updated', { of }));
  else if (end?.type === 'newest') showToast('ok', t('{of} runs from the newest image already', { of }));
}

interface OutcomeProps {
  readonly progress: UpdateProgress;
  readonly onClose: () => void;
}

function Outcome({ progress, onClose }: OutcomeProps) {
  switch (progress.type) {
    case 'step':
      return (
        <p className={classes.step} role="status">
          <strong>{STEP_WORDS[progress.step]}</strong> <EngineText value={progress.detail} />
        </p>
      );
    case 'newest':
      return (
        <Notice tone="info" title={t('It runs from the newest image already')}>
          <EngineText value={progress.image} />
        </Notice>
      );
    case 'updated':
    case 'done':
      return (
        <Notice tone="info" title={t('A container of the newer image has taken its place')}>
          {t('The old one is kept, stopped: the Bin has it, to bring it back or to let it go.')}
          {progress.warnings.map((warning) => (
            <EngineText key={warning} value={warning} wrap />
          ))}
        </Notice>
      );
    case 'unwell':
      return <Unwell operation={progress.operation} reason={progress.reason} onClose={onClose} />;
    case 'rolled-back':
      return (
        <Notice tone="warn" role="alert" title={t('The new one was not well; the old one is back')}>
          <EngineText value={progress.reason} wrap />
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" role="alert" title={t('It could not be updated')}>
          <EngineText value={progress.message} wrap />
        </Notice>
      );
  }
}

interface UnwellProps {
  readonly operation: string;
  readonly reason: string;
  readonly onClose: () => void;
}

function Unwell({ operation, reason, onClose }: UnwellProps) {
  const settle = useMutation({
    mutationFn: (choice: 'rollback' | 'keep') => rpc.call('recreate.settle', { operation, choice }),
    onSuccess: onClose,
  });
  return (
    <>
      <Notice
        tone="warn"
        role="alert"
        title={t('The new container is not well')}
        actions={
          <>
            <Button disabled={settle.isPending} onClick={() => settle.mutate('keep')}>
              {t('Keep the new one')}
            </Button>
            <Button variant="primary" disabled={settle.isPending} onClick={() => settle.mutate('rollback')}>
              {t('Roll back')}
            </Button>
          </>
        }
      >
        <EngineText value={reason} wrap />
      </Notice>
      {settle.error !== null && <ErrorNotice error={settle.error} />}
    </>
  );
}
