import { Checkbox } from '@mantine/core';
import type { UpdatesState } from '../../../main/contract/updates';
import { t } from '../../lib/i18n';
import { agoWords } from '../../lib/time';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import { Notice } from '../../ui/notice';
import { SettingsGroup } from '../../ui/settings-group';
import { Notes } from './notes';
import classes from './updates.module.css';
import { ask, installOnQuit, useUpdates } from './updates-store';
import { faultWords, stateWords } from './words';

/** Whether there is a newer Slipway, and what is done about it. */
export function UpdatesCard() {
  const state = useUpdates((store) => store.state);
  if (state === null) return null;
  return (
    <SettingsGroup title={t('This version')}>
      <p aria-live="polite" className={classes.state}>
        {idleWords(state) || stateWords(state)}
      </p>
      {state.fault !== null && (
        <Notice tone={state.fault.kind === 'unreachable' ? 'warn' : 'bad'} role="alert" title={faultWords(state.fault)}>
          <EngineText value={state.fault.detail} wrap />
        </Notice>
      )}
      {state.progress !== null && (
        <progress
          className={classes.progress}
          aria-label={t('Download')}
          {...(state.progress.total !== null && { value: state.progress.bytes, max: state.progress.total })}
        />
      )}
      {state.release !== null && <Notes release={state.release} />}
      {state.phase === 'ready' && (
        <Checkbox
          label={t('Install it when Slipway quits')}
          checked={state.onQuit}
          onChange={(event) => installOnQuit(event.currentTarget.checked)}
        />
      )}
      <Deeds state={state} />
    </SettingsGroup>
  );
}

function idleWords({ phase, current, checkedAt }: UpdatesState): string {
  if (phase !== 'idle') return '';
  if (checkedAt === null) return t('This is Slipway {version}.', { version: current });
  const ago = agoWords(checkedAt, Date.now());
  return t('Slipway {version} is the newest (looked up {ago}).', { version: current, ago });
}

function Deeds({ state: { phase, release } }: { readonly state: UpdatesState }) {
  const canDownload = phase === 'available' || (phase === 'failed' && release !== null);
  return (
    <div className={classes.deeds}>
      {(phase === 'idle' || phase === 'checking' || phase === 'failed' || phase === 'available') && (
        <Button disabled={phase === 'checking'} onClick={() => ask('check')}>
          {t('Look now')}
        </Button>
      )}
      {canDownload && <Button onClick={() => ask('download')}>{t('Download')}</Button>}
      {phase === 'available' && (
        <Button variant="subtle" onClick={() => ask('skip')}>
          {t('Skip this version')}
        </Button>
      )}
      {phase === 'downloading' && <Button onClick={() => ask('cancel')}>{t('Cancel')}</Button>}
      {phase === 'ready' && <Button onClick={() => ask('restart')}>{t('Restart Slipway now')}</Button>}
    </div>
  );
}
