import { useQuery } from '@tanstack/react-query';
import { decimalBytes } from '../../lib/bytes';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Skeleton } from '../../ui/skeleton';
import classes from './engine-page.module.css';

const KINDS = [
  ['images', 'Images'],
  ['containers', 'Containers'],
  ['volumes', 'Volumes'],
  ['buildCache', 'Build cache'],
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
    <section aria-label="Disk use" aria-busy={usage.isFetching} className={classes.section}>
      <header className={classes.sectionHeader}>
        <h2>Disk use</h2>
        <Button disabled={usage.isFetching} onClick={() => void usage.refetch()}>
          {usage.isFetching ? 'Counting disk use…' : asked ? 'Count disk use again' : 'Count disk use'}
        </Button>
      </header>
      {usage.error !== null && <ErrorNotice error={usage.error} />}
      {!asked && usage.error === null && (
        <p className={classes.dim}>The engine counts on demand; on a big one it takes a while.</p>
      )}
      {asked && (
        <table className={classes.table} aria-label="Disk use by kind">
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col" className={classes.number}>
                Count
              </th>
              <th scope="col" className={classes.number}>
                Size
              </th>
              <th scope="col" className={classes.number}>
                Reclaimable
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
