import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import classes from './imports.module.css';
import { startImports, useImportRun } from './imports-store';
import { PreflightView } from './preflight-view';
import { RunView } from './run-view';
import { SourceChoice } from './source-choice';

/** Images, volumes and networks of another engine: chosen, looked at beforehand, brought over, compared. */
export function ImportPage() {
  useEffect(startImports, []);
  const { known, run } = useImportRun();
  return (
    <div className={classes.page}>
      <h1 tabIndex={-1}>{t('Import from another engine')}</h1>
      {known && (run === null ? <Beginning /> : <RunView run={run} />)}
    </div>
  );
}

function Beginning() {
  const [source, setSource] = useState<string | null>(null);
  const look = useMutation({ mutationFn: (key: string) => rpc.call('imports.preflight', { source: key }) });
  const choose = (key: string): void => {
    setSource(key);
    look.mutate(key);
  };
  if (look.isSuccess) return <PreflightView key={look.submittedAt} found={look.data} onBack={() => look.reset()} />;
  return (
    <>
      <p className={classes.dim}>
        {t(
          'Copies images, volumes and networks into the engine in use and compares both ends. Nothing is changed or deleted at the other engine.',
        )}
      </p>
      {look.error !== null && (
        <ErrorNotice error={look.error} {...(source !== null && { onRetry: () => look.mutate(source) })} />
      )}
      <SourceChoice busy={look.isPending ? source : null} onChoose={choose} />
      {look.isPending && (
        <div className={classes.line} role="status">
          <span>{t('Looking at both engines. A big one measures its volumes for a while.')}</span>
          <Button onClick={() => look.reset()}>{t('Cancel')}</Button>
        </div>
      )}
    </>
  );
}
