import { useMutation } from '@tanstack/react-query';
import type { BinRow } from '../../../main/contract/bin';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import classes from './bin.module.css';

interface Props {
  readonly rows: readonly BinRow[];
  readonly onClose: () => void;
}

const MOST_NAMES = 100;

/** Says what is lost before it is. */
export function PurgeDialog({ rows, onClose }: Props) {
  const purge = useMutation({
    mutationFn: () => rpc.call('bin.purge', { keys: rows.map(({ key }) => key) }),
    onSuccess: onClose,
  });
  const bytes = rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const volumes = rows.reduce((sum, { anonymousVolumes }) => sum + anonymousVolumes.length, 0);
  const [first] = rows;
  return (
    <ConfirmDialog
      opened
      danger
      title={
        rows.length === 1 && first !== undefined
          ? t('Delete {name} for good?', { name: withoutControls(first.name) })
          : t('Delete {count} things for good?', { count: rows.length })
      }
      confirmLabel={t('Delete for good')}
      busy={purge.isPending}
      onConfirm={() => purge.mutate()}
      onCancel={onClose}
    >
      <p>
        {t('{bytes} are lost, and cannot be had back', { bytes: decimalBytes(bytes) })}
        {volumes > 0 &&
          t('; so are {volumes, plural, one {# anonymous volume} other {# anonymous volumes}} with all data', {
            volumes,
          })}
        .
      </p>
      {rows.length > 1 && (
        <ul className={classes.names} tabIndex={0} aria-label={t('These go')}>
          {rows.slice(0, MOST_NAMES).map((row) => (
            <li key={row.key}>
              <EngineText value={row.name} />
            </li>
          ))}
          {rows.length > MOST_NAMES && <li>{t('and {count} more', { count: rows.length - MOST_NAMES })}</li>}
        </ul>
      )}
      {purge.error !== null && <ErrorNotice error={purge.error} />}
    </ConfirmDialog>
  );
}
