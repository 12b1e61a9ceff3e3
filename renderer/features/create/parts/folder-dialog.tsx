import { useQuery } from '@tanstack/react-query';
import { IconArrowUp, IconFolder } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { Skeleton } from '../../../ui/skeleton';
import classes from '../create.module.css';

interface Props {
  /** Where to begin; '': the user's home. */
  readonly from: string;
  readonly onPick: (path: string) => void;
  readonly onClose: () => void;
}

/** Folders of this computer, with whether the engine sees them. */
export function FolderDialog({ from, onPick, onClose }: Props) {
  const [path, setPath] = useState<string | null>(from === '' ? null : from);
  const { data, error, refetch } = useQuery({
    queryKey: ['create', 'folders', path],
    queryFn: ({ signal }) => rpc.call('create.folders', { path }, { signal }),
    staleTime: 0,
  });
  return (
    <Dialog
      opened
      title={t('Pick a folder')}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button
            variant="primary"
            disabled={data === undefined || data.path === ''}
            onClick={() => data !== undefined && onPick(data.path)}
          >
            {t('Use this folder')}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height="12em" />}
      {data !== undefined && (
        <>
          <div className={classes.folderPath}>
            <Button
              icon={<IconArrowUp size={14} />}
              disabled={data.parent === null}
              onClick={() => setPath(data.parent)}
            >
              {t('Up')}
            </Button>
            <EngineText value={data.path} mono />
          </div>
          {data.problem !== '' && (
            <Notice tone="warn">
              <EngineText value={data.problem} wrap />
            </Notice>
          )}
          <ul className={classes.folders} aria-label={t('Folders')}>
            {data.folders.map((folder) => (
              <li key={folder.path}>
                <button type="button" className={classes.folder} onClick={() => setPath(folder.path)}>
                  <IconFolder size={15} aria-hidden />
                  <EngineText value={folder.name} />
                  {folder.visible === false && (
                    <span className={classes.unseen}>{t('not shared with the engine')}</span>
                  )}
                </button>
              </li>
            ))}
            {data.folders.length === 0 && data.path !== '' && (
              <li className={classes.none}>{t('No folders in here.')}</li>
            )}
            {data.cut && <li className={classes.none}>{t('There are more: type the path instead.')}</li>}
          </ul>
        </>
      )}
    </Dialog>
  );
}
