import { useQuery } from '@tanstack/react-query';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Skeleton } from '../../ui/skeleton';
import classes from './engine-page.module.css';

const KINDS = [
  ['images', t('Images')],
  ['containers', t('Containers')],
  ['volumes', t('Volumes')],
  ['buildCache', t('Build cache')],
] as const;

/** Asked only when the user wants it: a big engine counts for minutes. */
export function DiskUse() {
  const connection = useConnectionId();
  const usage = useQuery({
    queryKey: ['engine', connection, 'disk-usage'],
    queryFn: ({ signal }) => rpc.call('engine.diskUsage', undefined, { signal }),
    enabled: false,
  });
  if (connection === null) return null;
  const asked = usage.isFetching || usage.data !== undefined;
  return (
    <section aria-label={t('Disk use')} aria-busy={usage.isFetching} className={classes.section}>
      <header className={classes.sectionHeader}>
        <h2>{t('Disk use')}</h2>
        <Button disabled={usage.isFetching} onClick={() => void usage.refetch()}>
          {usage.isFetching ? t('Counting disk use…') : asked ? t('Count disk use again') : t('Count disk use')}
        </Button>
      </header>
      {usage.error !== null && <ErrorNotice error={usage.error} />}
      {!asked && usage.error === null && (
        <p className={classes.dim}>{t('The engine counts on demand; on a big one it takes a while.')}</p>
      )}
      {asked && (
        <table className={classes.table} aria-label={t('Disk use by kind')}>
          <thead>
            <tr>
              <th scope="col">{t('Kind')}</th>
              <th scope="col" className={classes.number}>
                {t('Count')}
              </th>
              <th scope="col" className={classes.number}>
                {t('Size')}
              </th>
              <th scope="col" className={classes.number}>
                {t('Reclaimable')}
              </th>
            </tr>
          </thead>
          <tbody>
            {KINDS.map(([key, label]) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                <Figure text={usage.data && String(usage.data[key].count)} />
                <Figure text={usage.data && decimalBytes(usage.data[key].sizeBytes)} />
                <Figure text={usage.data && decimalBytes(usage.data[key].reclaimableBytes)} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const Figure = ({ text }: { readonly text: string | undefined }) => (
  <td className={classes.number}>{text ?? <Skeleton width="5em" />}</td>
);
