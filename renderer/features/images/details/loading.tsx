import { t } from '../../../lib/i18n';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorNotice } from '../../../ui/error-notice';
import parts from '../../../ui/list-parts.module.css';
import { Skeleton } from '../../../ui/skeleton';
import { useImages } from '../images-store';

/** Until an answer is there, or instead of one. */
export function Loading({ id, error }: { readonly id: string; readonly error: unknown }) {
  const isGone = useImages(({ rows, synced, stale }) => synced && !stale && !rows.has(id));
  if (isGone) return <EmptyState title={t('This image no longer exists')} />;
  if (error !== null)
    return (
      <div className={parts.body}>
        <ErrorNotice error={error} />
      </div>
    );
  return (
    <div className={parts.body} aria-busy role="group" aria-label={t('Loading')}>
      {['60%', '80%', '45%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
