import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';
import { EngineText, MarkedText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { ask, type Subject } from './recreate-store';
import classes from './recreate.module.css';

const FILENAME = 'compose.yaml';

/** The browser saves it as any download. */
function save(yaml: string): void {
  const url = URL.createObjectURL(new Blob([yaml], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = FILENAME;
  link.click();
  URL.revokeObjectURL(url);
}

/** Containers as a compose file that brings the same up again. */
export function ComposeDialog({ subjects }: { readonly subjects: readonly Subject[] }) {
  const ids = subjects.map(({ id }) => id);
  const file = useQuery({
    queryKey: ['recreate', 'compose', ids],
    queryFn: ({ signal }) => rpc.call('recreate.compose', { ids }, { signal }),
    gcTime: 0,
  });
  const yaml = file.data?.yaml ?? '';
  const count = t('{count, plural, one {1 container} other {# containers}}', { count: subjects.length });
  return (
    <Dialog
      opened
      width="wide"
      title={t('{count} as a compose file', { count })}
      onClose={() => ask(null)}
      actions={
        <>
          <Button onClick={() => ask(null)}>{t('Close')}</Button>
          <CopyButton text={yaml} label={t('Copy')} withText />
          <Button
            variant="primary"
            icon={<IconDownload size={15} />}
            disabled={file.data === undefined}
            onClick={() => save(yaml)}
          >
            {t('Save')}
          </Button>
        </>
      }
    >
      {file.error !== null && <ErrorNotice error={file.error} onRetry={() => void file.refetch()} />}
      {file.isPending && <Skeleton height="12em" />}
      {file.data !== undefined && file.data.warnings.length > 0 && (
        <Notice tone="warn" title={t('Before it is used')}>
          <ul className={classes.warnings}>
            {file.data.warnings.map((warning) => (
              <li key={warning}>
                <EngineText value={warning} wrap />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {file.data !== undefined && (
        // The keyboard must be able to scroll it.
        <pre className={classes.yaml} tabIndex={0} role="group" aria-label={FILENAME}>
          {yaml.split('\n').map((line, index) => (
            <div key={index}>
              <MarkedText value={line} keepLines={false} />
              {line === '' && ' '}
            </div>
          ))}
        </pre>
      )}
    </Dialog>
  );
}
