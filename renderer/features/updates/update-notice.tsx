import { useState } from 'react';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { updateSettings } from '../../rpc/stores/settings-store';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { showToast } from '../../ui/toast-store';
import { Notes } from './notes';
import { ask, useUpdates } from './updates-store';
import { stateWords } from './words';

const never = (): void => {
  ask('skip');
  updateSettings({ updates: { check: 'never' } }).catch((error: unknown) => showToast('bad', errorLine(error)));
};

/** A newer version, told once and calmly; what becomes of it is in the settings. */
export function UpdateNotice() {
  const state = useUpdates((store) => store.state);
  const [dismissed, setDismissed] = useState('');
  const release = state?.release ?? null;
  if (state === null || release === null) return null;
  const { phase } = state;
  const key = `${phase} ${release.version}`;
  if ((phase !== 'available' && phase !== 'ready') || dismissed === key) return null;
  const dismiss = (): void => setDismissed(key);
  return (
    <Notice
      tone="info"
      title={stateWords(state)}
      onDismiss={dismiss}
      actions={
        phase === 'available' ? (
          <>
            <Button onClick={() => ask('download')}>{t('Download')}</Button>
            <Button variant="subtle" onClick={() => ask('skip')}>
              {t('Skip this version')}
            </Button>
            <Button variant="subtle" onClick={never}>
              {t('Never look for newer ones')}
            </Button>
          </>
        ) : (
          <Button onClick={() => ask('restart')}>{t('Restart Slipway now')}</Button>
        )
      }
    >
      {phase === 'available' && <Notes release={release} />}
    </Notice>
  );
}
