import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SettingsValue } from '../../../main/contract/settings';
import { errorLine } from '../../lib/errors';
import { rpc } from '../../rpc/client';
import { updateSettings, useSettings } from '../../rpc/stores/settings-store';
import { CopyButton } from '../../ui/copy-button';
import { ErrorNotice } from '../../ui/error-notice';
import { SettingsGroup } from '../../ui/settings-group';
import { Skeleton } from '../../ui/skeleton';
import { showToast } from '../../ui/toast-store';
import classes from './settings-page.module.css';

const THEMES: readonly (readonly [SettingsValue['theme'], string])[] = [
  ['system', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

async function chooseTheme(theme: SettingsValue['theme']): Promise<void> {
  try {
    await updateSettings({ theme });
  } catch (error) {
    showToast('bad', errorLine(error));
  }
}

export interface SettingsPageProps {
  /** Of other features. */
  readonly more: ReactNode;
}

export function SettingsPage({ more }: SettingsPageProps) {
  const theme = useSettings((store) => store.value?.theme ?? 'system');
  return (
    <div className={classes.page}>
      <h1 tabIndex={-1}>Settings</h1>
      <SettingsGroup title="Theme">
        <div className={classes.themes}>
          {THEMES.map(([value, label]) => (
            <Radio
              key={value}
              name="theme"
              value={value}
              label={label}
              checked={theme === value}
              onChange={() => void chooseTheme(value)}
            />
          ))}
        </div>
      </SettingsGroup>
      {more}
      <About />
    </div>
  );
}

function About() {
  const info = useQuery({ queryKey: ['host'], queryFn: () => rpc.call('host.info', undefined), staleTime: Infinity });
  return (
    <section aria-label="About" className={classes.about}>
      <h2>About</h2>
      {info.error !== null && <ErrorNotice error={info.error} onRetry={() => void info.refetch()} />}
      <dl className={classes.facts}>
        <dt>Version</dt>
        <dd>{info.data?.version ?? <Skeleton width="5em" />}</dd>
        <dt>Settings are kept in</dt>
        <dd className={classes.folder}>
          {info.data === undefined ? (
            <Skeleton width="16em" />
          ) : (
            <>
              <code>{info.data.dataDir}</code>
              <CopyButton text={info.data.dataDir} label="Copy the folder's path" />
            </>
          )}
        </dd>
      </dl>
    </section>
  );
}
