import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CloneProgress } from '../../../main/contract/recreate';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { errorLine } from '../../lib/errors';
import { t, Trans } from '../../lib/i18n';
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

/** A second container with the same settings, files and copies of the volumes. */
export function CloneDialog({ subject: { id, name } }: { readonly subject: Subject }) {
  const [wanted, setWanted] = useState('');
  const { last, busy, error, begin } = useProgress<CloneProgress>((end, why) => tellEnd(name, end, why));
  const over = last !== null && !busy;
  return (
    <Dialog
      opened
      title={<>{t('Clone {name} from its current state', { name: withoutControls(name) })}</>}
      onClose={() => ask(null)}
      actions={
        <>
          <Button onClick={() => ask(null)}>{over ? t('Close') : busy ? t('Hide') : t('Cancel')}</Button>
          {!over && (
            <Button
              variant="primary"
              disabled={busy}
              onClick={() => void begin(rpc.stream('recreate.cloneState', { id, name: wanted.trim() }))}
            >
              {t('Clone')}
            </Button>
          )}
        </>
      }
    >
      {last === null ? (
        <div className={forms.form}>
          <p>
            {t(
              'Its files are committed to a local image, for which it is paused for a moment. Its volumes are copied, which takes as much disk again as they are large. The clone gets free host ports and addresses of the engine’s choice, and no network aliases.',
            )}
          </p>
          <TextInput
            label={t('Name')}
            placeholder={t('A free one')}
            data-autofocus
            spellCheck={false}
            autoComplete="off"
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        </div>
      ) : (
        <Outcome progress={last} />
      )}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

/** In a line, to one who no longer looks. */
function tellEnd(name: string, end: CloneProgress | null, error: unknown): void {
  const of = withoutControls(name);
  if (error !== null) showToast('bad', t('{of} was not cloned', { of }), errorLine(error));
  else if (end?.type === 'failed') showToast('bad', t('{of} was not cloned', { of }), end.message);
  else if (end?.type === 'done') showToast('ok', t('{of} is cloned', { of }), end.name);
}

function Outcome({ progress }: { readonly progress: CloneProgress }) {
  switch (progress.type) {
    case 'step':
      return (
        <p className={classes.step} role="status">
          <strong>{STEP_WORDS[progress.step]}</strong> <EngineText value={progress.detail} />
          {progress.bytes > 0 && decimalBytes(progress.bytes)}
        </p>
      );
    case 'done':
      return (
        <Notice tone="info" title={<>{t('Cloned as {name}', { name: withoutControls(progress.name) })}</>}>
          <Trans text="Its image is {image}" values={{ image: <EngineText value={progress.image} /> }} />
          {progress.warnings.map((warning) => (
            <EngineText key={warning} value={warning} wrap />
          ))}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" role="alert" title={t('It could not be cloned; what was made is removed again')}>
          <EngineText value={progress.message} wrap />
        </Notice>
      );
  }
}
