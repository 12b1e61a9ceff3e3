import { useMutation } from '@tanstack/react-query';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { showToast } from '../../ui/toast-store';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
}

async function stop(id: string): Promise<void> {
  for await (const { outcome, message } of rpc.stream('containers.run', { action: 'stop', ids: [id] }))
    if (outcome === 'failed') throw new Error(message);
}

/** Stops the container that has a port; it is another one than the user is looking at, so it is asked. */
export function StopDialog({ id, name, onClose }: Props) {
  const stopping = useMutation({
    mutationFn: () => stop(id),
    onSuccess: () => {
      showToast('ok', t('The container was stopped.'));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened
      title={t('Stop that container?')}
      confirmLabel={t('Stop')}
      busy={stopping.isPending}
      onConfirm={() => stopping.mutate()}
      onCancel={onClose}
    >
      <EngineText value={name} />
      <p>{t('Its programs end; it and its files stay, and it can be started again.')}</p>
      {stopping.error !== null && <ErrorNotice error={stopping.error} />}
    </ConfirmDialog>
  );
}
