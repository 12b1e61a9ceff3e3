import { useMutation } from '@tanstack/react-query';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { ErrorNotice } from '../../ui/error-notice';
import { keptOf } from './kept-name';
import { ask, type Subject } from './recreate-store';

interface Props {
  readonly subject: Subject;
}

const close = (): void => ask(null);

export function BringBackDialog({ subject: { id, name } }: Props) {
  const bringBack = useMutation({ mutationFn: () => rpc.call('recreate.bringBack', { id }), onSuccess: close });
  const place = withoutControls(keptOf(name) ?? name);
  return (
    <ConfirmDialog
      opened
      title={t('Bring the old {place} back?', { place })}
      confirmLabel={t('Bring back')}
      busy={bringBack.isPending}
      onConfirm={() => bringBack.mutate()}
      onCancel={close}
    >
      <p>
        {t(
          'The container that is {place} now is stopped and kept in its turn; the old one gets its name back, and is started where the other one ran. Both have the same volumes: what the newer one wrote there is what the old one finds.',
          { place },
        )}
      </p>
      {bringBack.error !== null && <ErrorNotice error={bringBack.error} />}
    </ConfirmDialog>
  );
}

export function LetGoDialog({ subject: { id, name } }: Props) {
  const letGo = useMutation({ mutationFn: () => rpc.call('recreate.letGo', { id }), onSuccess: close });
  return (
    <ConfirmDialog
      opened
      danger
      title={t('Let {name} go?', { name: withoutControls(name) })}
      confirmLabel={t('Let go')}
      busy={letGo.isPending}
      onConfirm={() => letGo.mutate()}
      onCancel={close}
    >
      <p>
        {t(
          'The old container is deleted, with its logs and what it wrote outside its volumes. The way back is gone with it. Its volumes stay: the one that took its place uses them.',
        )}
      </p>
      {letGo.error !== null && <ErrorNotice error={letGo.error} />}
    </ConfirmDialog>
  );
}
