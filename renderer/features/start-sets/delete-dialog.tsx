import type { StartSetRow } from '../../../main/contract/start-sets';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { useDeed } from '../../ui/use-deed';

interface Props {
  readonly row: StartSetRow;
  readonly onClose: () => void;
}

export function DeleteDialog({ row: { id, name, holdBack, now }, onClose }: Props) {
  const connected = useConnectionId() !== null;
  const { busy, error, run } = useDeed(() => rpc.call('startSets.remove', { id }), onClose);
  const held = now.reduce((sum, member) => sum + member.held, 0);
  return (
    <ConfirmDialog
      opened
      danger
      title={t('Delete this start set?')}
      confirmLabel={t('Delete')}
      busy={busy}
      onConfirm={run}
      onCancel={onClose}
    >
      <EngineText value={name} wrap />
      <p>{t('Only the set is deleted. Its projects and containers stay, and run on if they run.')}</p>
      {holdBack && held > 0 && (
        <p>
          {held === 1
            ? connected
              ? t(
                  'One container is held back. What no other set holds gets its own restart policy back, and starts with the engine again.',
                )
              : t(
                  'One container is held back. What no other set holds gets its own restart policy back as soon as the engine can be reached, and starts with the engine again.',
                )
            : connected
              ? t(
                  '{held} containers are held back. What no other set holds gets its own restart policy back, and starts with the engine again.',
                  { held },
                )
              : t(
                  '{held} containers are held back. What no other set holds gets its own restart policy back as soon as the engine can be reached, and starts with the engine again.',
                  { held },
                )}
        </p>
      )}
      {error !== null && <ErrorNotice error={error} />}
    </ConfirmDialog>
  );
}
