import { IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { t, Trans } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useSettings } from '../../rpc/stores/settings-store';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { RawJson } from '../../ui/json/raw-json';
import { Skeleton } from '../../ui/skeleton';
import classes from './settings-page.module.css';

export const useHost = () =>
  useQuery({ queryKey: ['host'], queryFn: () => rpc.call('host.info', undefined), staleTime: Infinity });

/** Where the settings lie, for editors and scripts. */
export function SettingsFile() {
  const file = useSettings((store) => store.file);
  return (
    <section aria-label={t('Settings file')} className={classes.section}>
      <h2>{t('Settings file')}</h2>
      <p className={classes.about}>
        {t(
          'All settings are one JSON file. An edit counts as soon as it is saved; what cannot be used is told and stays in it. Its schema lies beside it, so editors complete and check.',
        )}
      </p>
      <dl className={classes.facts}>
        <PathFact title={t('File')} path={file} label={t('Copy the file’s path')} />
      </dl>
      <OpenFile />
      <InUse />
    </section>
  );
}

/** In the system's own editor, where the host can; elsewhere the path above is to be copied. */
function OpenFile() {
  const host = useHost();
  const open = useMutation({ mutationFn: () => rpc.call('settings.openFile', undefined) });
  if (host.data?.opensFiles !== true) return null;
  const problem = open.data?.problem ?? '';
  return (
    <>
      <div>
        <Button icon={<IconExternalLink size={16} />} disabled={open.isPending} onClick={() => open.mutate()}>
          {t('Open settings file')}
        </Button>
      </div>
      {open.error !== null && <ErrorNotice error={open.error} />}
      {problem !== '' && (
        <Notice tone="warn">
          <Trans
            text="The system opened no editor: {problem}"
            values={{ problem: <EngineText value={problem} wrap /> }}
          />
        </Notice>
      )}
    </>
  );
}

/** What counts, defaults and all; passwords masked. */
function InUse() {
  const [shown, setShown] = useState(false);
  const value = useSettings((store) => store.value);
  const id = useId();
  return (
    <>
      <div>
        <Button aria-expanded={shown} aria-controls={shown ? id : undefined} onClick={() => setShown(!shown)}>
          {t('All settings in use, as JSON')}
        </Button>
      </div>
      {shown && (
        <div id={id} className={classes.json}>
          <RawJson json={JSON.stringify(value)} />
        </div>
      )}
    </>
  );
}

function PathFact({ title, path, label }: { readonly title: string; readonly path: string; readonly label: string }) {
  return (
    <>
      <dt>{title}</dt>
      <dd className={classes.folder}>
        {path === '' ? (
          <Skeleton width="16em" />
        ) : (
          <>
            <code>{path}</code>
            <CopyButton text={path} label={label} />
          </>
        )}
      </dd>
    </>
  );
}

export function About() {
  const info = useHost();
  return (
    <section aria-label={t('About')} className={classes.section}>
      <h2>{t('About')}</h2>
      {info.error !== null && <ErrorNotice error={info.error} onRetry={() => void info.refetch()} />}
      <dl className={classes.facts}>
        <dt>{t('Version')}</dt>
        <dd>{info.data?.version ?? <Skeleton width="5em" />}</dd>
        <PathFact title={t('Data folder')} path={info.data?.dataDir ?? ''} label={t('Copy the folder’s path')} />
      </dl>
    </section>
  );
}
