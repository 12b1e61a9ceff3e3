import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RegistryRow } from '../../../../main/contract/registries';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { readAgain } from '../use-registries';
import { meansWords, titleOf } from '../words';

interface Props {
  readonly row: RegistryRow;
  readonly onClose: () => void;
}

export function LogoutDialog({ row, onClose }: Props) {
  const client = useQueryClient();
  const logout = useMutation({
    mutationFn: () => rpc.call('registries.logout', { registry: row.registry }),
    onSuccess: async () => {
      await readAgain(client);
      onClose();
    },
  });
  const kept = meansWords(row);
  // The docker command never saw it.
  const isOwn = row.means === 'memory' || row.means === 'safe';
  return (
    <ConfirmDialog
      opened
      title={t('Log out of {registry}?', { registry: withoutControls(titleOf(row.registry)) })}
      confirmLabel={t('Log out')}
      busy={logout.isPending}
      onConfirm={() => logout.mutate()}
      onCancel={onClose}
    >
      <p>
        {t('The login is deleted from where it is kept')}
        {kept !== '' && !isOwn && (
          <>
            {' '}
            (<EngineText value={kept} />)
          </>
        )}
        {isOwn ? '.' : t(', so that the docker command is logged out, too.')}
      </p>
      {logout.error !== null && <ErrorNotice error={logout.error} />}
    </ConfirmDialog>
  );
}
