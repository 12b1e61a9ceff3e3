import { IconRefresh } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { t } from '../../../lib/i18n';
import { clockTime } from '../../../lib/time';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorNotice } from '../../../ui/error-notice';
import { IconButton } from '../../../ui/icon-button';
import { Skeleton } from '../../../ui/skeleton';
import { SearchBox } from '../../../ui/search-box';
import { ChangesList } from './changes-list';
import classes from './changes.module.css';
import { DiffView } from './diff-view';
import { withoutHolders } from './shown-changes';
import { useChanges } from './use-changes';

/** What differs between a container's files and its image's. */
export function ChangesView({ id }: { readonly id: string }) {
  const { data, error, isFetching, refetch } = useChanges(id);
  const [text, setText] = useState('');
  const [folders, setFolders] = useState(false);
  const [openPath, setOpenPath] = useState<string | null>(null);
  const wanted = useDeferredValue(text);
  const all = useMemo(() => (folders ? (data?.all ?? []) : withoutHolders(data?.all ?? [])), [data, folders]);
  const shown = useMemo(() => all.filter(({ path }) => path.includes(wanted)), [all, wanted]);
  const open = openPath === null ? undefined : data?.all.find(({ path }) => path === openPath);
  if (data !== undefined && open !== undefined)
    return <DiffView id={id} imageId={data.imageId} change={open} onClose={() => setOpenPath(null)} />;
  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        <SearchBox
          label={t('Filter changes')}
          placeholder={t('Filter')}
          className={classes.filter}
          value={text}
          onText={setText}
        />
        <label className={classes.check}>
          <input type="checkbox" checked={folders} onChange={() => setFolders(!folders)} />
          {t('Folders that hold changes')}
        </label>
        <span className={classes.count} role="status">
          {data !== undefined &&
            t('{count, number} at {readAt}', { count: shown.length, readAt: clockTime(data.readAt) })}
        </span>
        <IconButton
          label={t('Refresh')}
          icon={<IconRefresh size={15} />}
          disabled={isFetching}
          onClick={() => void refetch()}
        />
      </div>
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton width="60%" />}
      {data !== undefined && shown.length === 0 && (
        <EmptyState title={wanted === '' ? t('Nothing differs from the image') : t('Nothing matches')}>
          {wanted === '' && <p>{t('Files in volumes and mounted folders are not part of the comparison.')}</p>}
        </EmptyState>
      )}
      {shown.length > 0 && <ChangesList changes={shown} onOpen={({ path }) => setOpenPath(path)} />}
    </div>
  );
}
