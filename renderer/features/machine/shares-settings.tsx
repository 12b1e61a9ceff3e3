import { useState } from 'react';
import { t } from '../../lib/i18n';
import { useMachine } from '../../rpc/stores/machine-store';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import classes from './machine.module.css';
import { SettingsDialog } from './settings-dialog';

/** The folders that the VM shares, and the way to change them. */
export function SharesSettings() {
  const state = useMachine((store) => store.state);
  const [opened, setOpened] = useState(false);
  if (state === null) return null;
  if (!state.capabilities.shares) return <p>{t('Slipway shares no folders on this system.')}</p>;
  const { shares } = state.settings;
  return (
    <div className={classes.block}>
      {shares === null ? (
        <p>{t('Your home folder')}</p>
      ) : (
        <ul aria-label={t('Folders to share')}>
          {shares.map(({ path, readOnly }) => (
            <li key={path}>
              <EngineText value={path} mono /> {readOnly && t('read-only')}
            </li>
          ))}
        </ul>
      )}
      <Button onClick={() => setOpened(true)}>{t('Change the shared folders…')}</Button>
      {opened && <SettingsDialog state={state} onClose={() => setOpened(false)} />}
    </div>
  );
}
