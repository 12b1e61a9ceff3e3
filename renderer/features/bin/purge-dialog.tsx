import { useMutation } from '@tanstack/react-query';
import type { BinRow } from '../../../main/contract/bin';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
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
          ? `Delete ${withoutControls(first.name)} for good?`
          : `Delete ${rows.length} things for good?`
      }
      confirmLabel="Delete for good"
      busy={purge.isPending}
      onConfirm={() => purge.mutate()}
      onCancel={onClose}
    >
      <p>
        {decimalBytes(bytes)} are lost, and cannot be had back
        {volumes > 0 && `; so are ${volumes} anonymous ${volumes === 1 ? 'volume' : 'volumes'} with all data`}.
      </p>
      {rows.length > 1 && (
        <ul className={classes.names} tabIndex={0} aria-label="These go">
          {rows.slice(0, MOST_NAMES).map((row) => (
            <li key={row.key}>
              <EngineText value={row.name} />
            </li>
          ))}
          {rows.length > MOST_NAMES && <li>and {rows.length - MOST_NAMES} more</li>}
        </ul>
      )}
      {purge.error !== null && <ErrorNotice error={purge.error} />}
    </ConfirmDialog>
  );
}
